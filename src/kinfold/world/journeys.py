"""Journeys and deliverables of the demo's programme.

Real: the day of the launch, and the three deliverables that were named there, one of
them led by Lincolnshire with additional support. All else is made up and says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.journeys import actions, event_actions, selectors
from kinfold.journeys.models import Deliverable
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from kinfold_core.practice.phases import Phase

LAUNCH: Final = date(2017, 9, 29)
ROAD: Final = ((Phase.INTENSE_1, LAUNCH), (Phase.DEEPEN, date(2019, 9, 30)))
BEGUN_ANEW: Final = "wokingham"
WHY_ANEW: Final = "Made up: a new group of leaders began the road anew."
KNOWN: Final = (
    "Named at the launch on 29 September 2017. Whose it is today and how far it is, is "
    "made up."
)
HAPPENED: Final = (
    (700, "survey", "Yearly health check of the staff"),
    (330, "survey", "Yearly health check of the staff"),
    (240, "inspection", "Peer review of the front door"),
)
MADE: Final = (
    ("Safety planning and networks", "The programme’s lead"),
    ("Case management process alignment", "Lincolnshire, with additional support"),
    ("Quality assurance", "The programme’s evaluator"),
)


def load_journeys() -> None:
    """Two phases of each authority, one road begun anew, and three deliverables.

    Again changes nothing.
    """
    lead = programme_member(Role.PROGRAMME_LEAD)
    [programme_id] = lead.programme_ids
    with as_viewer(lead):
        if Deliverable.objects.filter(programme=programme_id).exists():
            return
        places = {
            one.authority.slug: one.authority_id
            for one in selectors.places_of(lead, programme_id)
        }
        for slug, place in places.items():
            _walk(programme_id, place, slug == BEGUN_ANEW, lead)
        for days, kind, words in HAPPENED:
            event_actions.add_event(
                programme_id=programme_id,
                place=places["lincolnshire"],
                told=event_actions.Happened(
                    kind, timezone.localdate() - timedelta(days=days), words
                ),
                by=lead,
                is_synthetic=True,
            )
        for title, owner in MADE:
            _make(programme_id, places["lincolnshire"], title, owner, lead)


def _walk(programme_id: UUID, place: UUID, is_anew: bool, by: Viewer) -> None:
    road = [actions.Begun(phase, day) for phase, day in ROAD]
    if is_anew:
        day = timezone.localdate() - timedelta(days=200)
        road.append(actions.Begun(Phase.REBOOT, day, WHY_ANEW))
    for number, begun in enumerate(road):
        actions.record_phase(
            programme_id=programme_id,
            place=place,
            begun=begun,
            seen_version=number,
            by=by,
            is_synthetic=True,
        )


def _make(programme_id: UUID, place: UUID, title: str, owner: str, by: Viewer) -> None:
    row = actions.add_deliverable(
        programme_id=programme_id,
        told=actions.Told(title, owner, "under_way", KNOWN),
        by=by,
        is_synthetic=True,
    )
    actions.add_evidence(
        programme_id=programme_id,
        deliverable_id=row.pk,
        seen=actions.Seen(
            place,
            timezone.localdate() - timedelta(days=20),
            "A first version was tried in two teams, and what they said was taken in.",
        ),
        by=by,
        is_synthetic=True,
    )
