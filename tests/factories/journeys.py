"""An authority's road in a programme, with a phase that began."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from kinfold.journeys import actions, event_actions, selectors
from kinfold.journeys.models import Deliverable, PhaseEntry, RoadEvent
from kinfold.platform.models import Authority, Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.phases import Phase


def begin_phase(
    by: Viewer,
    programme: Programme,
    authority: Authority,
    phase: Phase = Phase.PREPARE,
    begins_on: date = date(2024, 2, 1),
    **more: object,
) -> PhaseEntry:
    with as_viewer(by):
        shown = selectors.journey(by, programme.pk, authority.pk)
        return actions.record_phase(
            programme_id=programme.pk,
            place=authority.pk,
            begun=actions.Begun(phase, begins_on, **more),
            seen_version=shown.version,
            by=by,
        )


def make_journey_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, object]:
    """A row for every part of an address; another is a correction of the first."""
    place: UUID = authority.pk
    with as_viewer(by):
        shown = selectors.journey(by, programme.pk, place)
    begun = shown.stretches[-1].number if shown.stretches else None
    if begun is None:
        begun = begin_phase(by, programme, authority).number
    return {
        "journey_of": place,
        "entry_number": begun,
        "road_event_id": make_event(by, programme, authority).pk,
        "deliverable_id": make_deliverable(by, programme, authority).pk,
    }


def make_event(by: Viewer, programme: Programme, authority: Authority) -> RoadEvent:
    """Each time another, on one day."""
    with as_viewer(by):
        return event_actions.add_event(
            programme_id=programme.pk,
            place=authority.pk,
            told=event_actions.Happened(
                "survey", date(2024, 5, 1), f"Staff were asked ({uuid4().hex[:6]})"
            ),
            by=by,
        )


def make_deliverable(
    by: Viewer, programme: Programme, authority: Authority, title: str = "Safety plans"
) -> Deliverable:
    """Under way, with one piece of evidence of the authority."""
    with as_viewer(by):
        row = actions.add_deliverable(
            programme_id=programme.pk,
            told=actions.Told(title, "The programme lead", "under_way"),
            by=by,
        )
        actions.add_evidence(
            programme_id=programme.pk,
            deliverable_id=row.pk,
            seen=actions.Seen(authority.pk, date(2024, 3, 1), "A plan was tried", ""),
            by=by,
        )
    return row
