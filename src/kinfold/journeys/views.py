"""Journeys: every authority's phase, one authority's road, and writing a phase down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.journeys import actions, policy, presenters, selectors
from kinfold.journeys.beneath_presenters import beneath
from kinfold.journeys.forms import PhaseForm
from kinfold.journeys.occurred import occurred
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_core.practice.phases import Phase

CHANGED = 409
ASKED = ["GET", "HEAD", "POST"]


def _crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Journeys", reverse("journeys:home")), Link(label, ""))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Every programme: what it makes, and where each authority is today."""
    viewer = request.viewer
    may_add = bool(policy.may_keep_deliverables(viewer))
    parts = [
        {
            "name": one.name,
            "places": presenters.places_table(
                selectors.places_of(viewer, one.pk),
                selectors.glance(viewer, one.pk),
                selectors.glance_at_deliverables(viewer, one.pk),
            ),
            "made": presenters.deliverables_table(
                selectors.deliverables(viewer, one.pk)
            ),
            "add_url": reverse("journeys:add-deliverable", args=[one.pk])
            if may_add
            else "",
        }
        for one in selectors.open_programmes(viewer)
    ]
    return render_page(request, "journeys/home.html", {"programmes": parts})


@require_safe
def journey(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID
) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.journey(viewer, programme_id, journey_of)
    happened = presenters.events_of(shown, occurred(viewer, programme_id, journey_of))
    context = {
        "name": shown.place.authority.name,
        "programme": shown.place.programme.name,
        "figure": presenters.figure(shown, happened, timezone.localdate()),
        "history": presenters.history(shown),
        "beneath": beneath(shown, happened, timezone.localdate()),
        "events": presenters.event_history(shown),
        "add_event_url": reverse("journeys:add-event", args=[programme_id, journey_of]),
        "may_keep": bool(policy.may_keep(viewer, journey_of)),
        "begin_url": reverse("journeys:begin", args=[programme_id, journey_of]),
        "measures_url": reverse("insight:authority", args=[shown.place.authority.slug])
        if shown.judgements
        else "",
        "breadcrumbs": _crumbs(shown.place.authority.name),
    }
    return render_page(request, "journeys/journey.html", context)


@require_http_methods(ASKED)
def begin(request: ViewerRequest, programme_id: UUID, journey_of: UUID) -> HttpResponse:
    return _record(request, programme_id, journey_of, None)


@require_http_methods(ASKED)
def correct(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID, entry_number: int
) -> HttpResponse:
    return _record(request, programme_id, journey_of, entry_number)


def _record(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID, replaces: int | None
) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.journey(viewer, programme_id, journey_of)
    decision = policy.may_keep(viewer, journey_of)
    if not decision:
        raise PermissionDenied(decision.reason)
    form = PhaseForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(shown, replaces),
    )
    page = Asking(
        title="Correct a phase" if replaces else "Write down that a phase began",
        button="Save the phase",
        back_url=reverse("journeys:journey", args=[programme_id, journey_of]),
        lead=f"{shown.place.authority.name}. A phase lasts until the next one begins. "
        "What was written before stays to be read.",
        more={"breadcrumbs": _crumbs("A phase")},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.record_phase(
                programme_id=programme_id,
                place=journey_of,
                begun=actions.Begun(
                    Phase(form.cleaned_data["phase"]),
                    form.cleaned_data["begins_on"],
                    form.cleaned_data["reason"],
                    replaces,
                ),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        form.data = with_version(form.data, changed.current.version)
        now = presenters.newest_words(changed.current)
        page.more.update({"changed": now})
        form.add_error(
            None,
            f"Somebody else wrote down a phase while you were writing. {now} Save "
            "again if yours is still right",
        )
        return show_form(request, form, page, status=CHANGED)


def _initial(shown: selectors.JourneyShown, replaces: int | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": shown.version}
    if replaces is None:
        return initial
    standing = {one.number: one for one in shown.stretches}
    if replaces not in standing:
        if replaces in {one.number for one in shown.entries}:
            return initial  # corrected since: the action says so, nothing is lost
        raise NotFound(f"No entry {replaces}")
    old = standing[replaces]
    return {**initial, "phase": old.phase.value, "begins_on": old.first}
