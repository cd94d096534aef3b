"""What was recorded beside an outcome, with its warnings first."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.fidelity.deeds import LOOKED_AT
from kinfold.fidelity.forms import BesideForm
from kinfold.fidelity.presenters import beside as words
from kinfold.fidelity.selectors.outcomes import Asked, beside, insist
from kinfold.fidelity.views.profile import crumbs
from kinfold.platform.audit import note_overview
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.fidelity.beside import WARNINGS

TITLE = "What was done, beside what came of it"


@require_safe
def outcomes(request: ViewerRequest) -> HttpResponse:
    insist(request.viewer)
    form = BesideForm(request.GET.dict())
    context = {
        "title": TITLE,
        "form": form,
        "warnings": WARNINGS,
        "breadcrumbs": crumbs(TITLE),
    }
    if not form.is_valid():
        return render_page(request, "fidelity/outcomes.html", context, status=422)
    said = form.cleaned_data
    asked = Asked(
        element=said["element"],
        is_good=said["share"] == "good",
        outcome=said["outcome"],
        quarters_before=int(said["before"]),
    )
    found = beside(request.viewer, asked)
    why = words.refusal(found)
    context |= {
        "refusal": why,
        "figure": None if why else words.beside_figure(found, asked),
    }
    note_overview(
        request.viewer,
        action=LOOKED_AT,
        asked=f"{asked.element} beside {asked.outcome}",
        count=found.family_count,
    )
    return render_page(request, "fidelity/outcomes.html", context)
