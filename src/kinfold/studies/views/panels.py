"""The panels of a programme: of England's figures, or handed in."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.components import Link
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error
from kinfold.studies import policy, selectors
from kinfold.studies.actions import keep_panel
from kinfold.studies.forms import EnglandPanelForm, UploadPanelForm
from kinfold.studies.panels import panel_of_file, panel_with
from kinfold.studies.presenters import registry as words
from kinfold_evaluation.refusal import CannotIdentify

LONGEST_NAMED = 3


@require_safe
def panels(request: ViewerRequest) -> HttpResponse:
    """Which panels there are, and two ways to make one."""
    context = {
        "table": words.panels_table(selectors.panels(request.viewer)),
        "may_write": policy.may_write_studies(request.viewer),
        "breadcrumbs": _crumbs(),
    }
    return render_page(request, "studies/panels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("panels", per_minute=20)
def england(request: ViewerRequest) -> HttpResponse:
    """A panel of England's figures: who is treated, from which year."""
    programmes = selectors.programmes_to_write_in(request.viewer)
    form = EnglandPanelForm(request.POST or None, programmes=programmes)

    def panel() -> tuple[str, str]:
        treated, since = form.cleaned_data["treated"], form.cleaned_data["since"]
        text = selectors.panel_of_england(request.viewer)
        more = len(treated) - LONGEST_NAMED
        named = ", ".join(treated[:LONGEST_NAMED])
        name = f"England 2015 to 2020: {named}{f' and {more} more' * (more > 0)}"
        csv = panel_with(text, "authority", "year", treated, since)
        return f"{name}, from {since}"[:200], csv

    return _ask(request, form, "treated", panel, "A panel of England’s figures")


@require_http_methods(["GET", "HEAD", "POST"])
@limited("panels", per_minute=20)
def upload(request: ViewerRequest) -> HttpResponse:
    """A panel of one's own, from a file."""
    programmes = selectors.programmes_to_write_in(request.viewer)
    form = UploadPanelForm(
        request.POST or None, request.FILES or None, programmes=programmes
    )

    def panel() -> tuple[str, str]:
        return form.cleaned_data["name"], panel_of_file(form.cleaned_data["given"])

    return _ask(request, form, "given", panel, "Hand in a panel")


def _ask(
    request: ViewerRequest,
    form: EnglandPanelForm | UploadPanelForm,
    field: str,
    panel: Callable[[], tuple[str, str]],
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            name, csv = panel()
            with transaction.atomic():
                kept = keep_panel(
                    programme_id=form.cleaned_data["programme"],
                    name=name,
                    csv=csv,
                    by=request.viewer,
                )
        except CannotIdentify as error:
            form.add_error(field, str(error))
        except CannotDo as error:
            add_error(form, CannotDo(error.message, field))
        else:
            return go_to(request, reverse("studies:panel", args=[kept.pk]))
    context = {
        "form": form,
        "title": title,
        "breadcrumbs": (*_crumbs(), Link(title, "")),
    }
    status = REFUSED if form.errors else 200
    return render_page(request, "studies/ask_panel.html", context, status=status)


def _crumbs() -> tuple[Link, ...]:
    return (
        Link("Studies", reverse("studies:home")),
        Link("Panels", reverse("studies:panels")),
    )
