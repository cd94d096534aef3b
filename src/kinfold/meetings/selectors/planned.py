"""The meetings that people were asked to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.meetings.models import Invited, PlannedMeeting
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked to come."""

    who: Named
    capacity: str

    @property
    def is_professional(self) -> bool:
        return self.capacity == "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A meeting that people were asked to."""

    id: UUID
    purpose: str
    on_day: date
    at_time: str
    place: str
    bring: str
    convened_by: str
    meeting_id: UUID | None
    people: tuple[AskedRow, ...]


def planned_of(viewer: Viewer, family_id: UUID) -> tuple[PlannedRow, ...]:
    """Meetings of an authorised family that have not begun, the next first."""
    return _planned(viewer, planned__family_id=family_id, planned__meeting=None)


def planned_one(viewer: Viewer, family_id: UUID, planned_id: UUID) -> PlannedRow:
    """One that people were asked to, begun or not.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    found = _planned(viewer, planned__family_id=family_id, planned_id=planned_id)
    if not found:
        raise NotFound("planned meeting")
    return found[0]


def asked_to(viewer: Viewer, meeting_id: UUID) -> PlannedRow | None:
    """How people were asked to this meeting; None when nobody wrote it down."""
    found = _planned(viewer, planned__meeting_id=meeting_id)
    return found[0] if found else None


def _planned(viewer: Viewer, **which: UUID | None) -> tuple[PlannedRow, ...]:
    """From those who were asked: nobody is ever asked to nothing. One query."""
    asked = Invited.objects.filter(authority_id=viewer.in_authority(), **which)
    people: dict[PlannedMeeting, list[AskedRow]] = defaultdict(list)
    for one in asked.select_related("planned").order_by(
        "planned__on_day", "planned_id", "position"
    ):
        who = Named(name=one.name, person_id=one.person_id, worker_id=one.worker_id)
        people[one.planned].append(AskedRow(who, one.capacity))
    return tuple(
        PlannedRow(
            id=row.pk,
            purpose=row.purpose,
            on_day=row.on_day,
            at_time=row.at_time,
            place=row.place,
            bring=row.bring,
            convened_by=row.convened_name,
            meeting_id=row.meeting_id,
            people=tuple(asked_row),
        )
        for row, asked_row in people.items()
    )
