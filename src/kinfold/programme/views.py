"""A programme's authorities by their figures, and what each shows of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.programme import actions, policy, presenters, selectors
from kinfold.programme.forms import ShowForm, TakeBackForm
from kinfold.records.views.asking import Asking, ask
from kinfold_measures.england import ATTRIBUTION

HOME = "programme:home"
MEASURES = "programme:measures"


@require_safe
def measures(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    found, shown = selectors.programmes(viewer), selectors.shown_measures(viewer)
    own = viewer.authority_id if policy.may_show_measures(viewer) else None
    newest = selectors.newest_count_of_own(viewer)
    homes = [
        (
            each,
            presenters.dates_words(each),
            presenters.places_table(each),
            presenters.aim_figures(each, number),
            presenters.shown_by_authority(
                (one for one in shown if one.measure.programme_id == each.id),
                own,
                newest,
            ),
        )
        for number, each in enumerate(found)
    ]
    crumbs = (Link("Programme", reverse(HOME)), Link("Figures and measures", ""))
    context = {
        "homes": homes,
        "breadcrumbs": crumbs,
        "data_attribution": ATTRIBUTION,
    }
    return render_page(request, "programme/measures.html", context)


@require_safe
def measure(request: ViewerRequest, shown_id: UUID) -> HttpResponse:
    """A measure that an authority shows, with its definition."""
    shown = selectors.shown_measure(request.viewer, shown_id)
    programme = shown.measure.programme.name
    context = {
        "shown": shown.measure,
        "card": presenters.shown_card(shown),
        "rows": presenters.definition_rows(shown),
        "breaks": [one.note for one in shown.breaks],
        "breadcrumbs": (
            Link(programme, reverse(MEASURES)),
            Link(shown.measure.title, ""),
        ),
    }
    return render_page(request, "programme/measure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_measure(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    definition, _ = selectors.to_show(viewer, code)
    programmes = [
        (str(one.pk), one.name) for one in selectors.programmes_to_show_in(viewer)
    ]
    form = ShowForm(
        request.POST if request.method == "POST" else None,
        programmes=programmes,
        initial={"programme": programmes[0][0]} if len(programmes) == 1 else {},
    )
    page = Asking(
        title=f"Show “{definition.title}” on the programme's page",
        button="Show it",
        back_url=reverse("insight:counted-measure", args=[code]),
        lead="Everybody who works in the programme, and the leaders and analysts of "
        "its authorities, see its figures of all cases with the definition and the day "
        "they were counted; none of its parts, and nothing that is withheld here. "
        "A later count changes nothing there: show it anew, or take it back. Should "
        "you delete a return it was counted on, it is taken back at once.",
        done="It stands on the programme's page",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.show_measure(
            code=code,
            programme_id=UUID(form.cleaned_data["programme"]),
            until=form.cleaned_data["until"],
            by=viewer,
        ),
        done_url=reverse(MEASURES),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_measure_back(request: ViewerRequest, shown_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.own_shown_measure(viewer, shown_id)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Take this back?",
        button="Take it back",
        back_url=reverse(MEASURES),
        lead=f"{shown.title} leaves the programme's page at once. That it was shown, "
        "and your reason, stay in the audit.",
        done="Taken back",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.take_measure_back(
            shown_id=shown_id, why=form.cleaned_data["why"], by=viewer
        ),
    )
