"""Starting a meeting, who is at it, and what its wall shows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kinfold.meetings.details import PersonHere
from kinfold.meetings.holding import begin_planned, chair_of, hold_open, named, note
from kinfold.meetings.models import Attendance, Meeting
from kinfold.networks.holding import check_named
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.records.selectors import family_for
from kinfold_core.access import Action

MOST_HERE = 60


@transaction.atomic
def start_meeting(
    *,
    family_id: UUID,
    kind: str,
    place: str,
    people: Iterable[PersonHere],
    planned_id: UUID | None = None,
    by: Viewer,
) -> Meeting:
    """Begin a meeting about this family with those who are there.

    `planned_id` is the one that people were asked to.

    Raises:
        CannotDo: nobody is there, or a meeting of this family goes on already.
        NotFound: somebody of another family, or who works elsewhere.
    """
    family = family_for(by, family_id, Action.RUN_MEETING, is_locked=True)
    here = list(people)
    if not here:
        raise CannotDo("Say who is there. Choose at least one person")
    if Meeting.objects.filter(
        authority_id=family.authority_id, family=family, ended_at=None
    ).exists():
        raise CannotDo("A meeting of this family goes on already. Go to it, or end it")
    meeting = Meeting.objects.create(
        authority_id=family.authority_id,
        family=family,
        kind=kind,
        place=place,
        started_by_id=by.as_worker(),
    )
    if planned_id is not None:
        begin_planned(meeting, planned_id)
    for person in here:
        _seat(meeting, family, person)
    note(
        meeting, "meetings.started", by,
        kind=kind, people=[person.who.name for person in here],
    )  # fmt: skip
    return meeting


@transaction.atomic
def add_person(
    *, family_id: UUID, meeting_id: UUID, person: PersonHere, by: Viewer
) -> Attendance:
    """Somebody came later, or was forgotten. Adding them twice adds them once.

    Raises:
        CannotDo: nobody is named, or the meeting is over.
        NotFound: no such meeting, or somebody of another family.
    """
    meeting = hold_open(by, family_id, meeting_id)
    kept = _seat(meeting, meeting.family, person)
    note(meeting, "meetings.person_added", by, name=kept.name, mode=kept.mode)
    return kept


@transaction.atomic
def take_off(
    *, family_id: UUID, meeting_id: UUID, attendance_id: UUID, by: Viewer
) -> None:
    """Somebody was written down by mistake.

    Raises:
        CannotDo: they have answered on a scale, so they were there.
        NotFound: no such meeting, or nobody of that id is at it.
    """
    meeting = hold_open(by, family_id, meeting_id)
    here = chair_of(meeting, attendance_id)
    if here.answers.exists():
        raise CannotDo(f"{here.name} has answered on a scale, so they stay on the list")
    note(meeting, "meetings.person_taken_off", by, name=here.name)
    here.delete()


@transaction.atomic
def show_on_wall(*, family_id: UUID, meeting_id: UUID, slide: str, by: Viewer) -> None:
    """Turn the wall to this page. Every screen of the meeting follows.

    It is no change of the record, so the audit has the look at the page alone.

    Raises:
        CannotDo: the meeting is over.
        NotFound: no such meeting.
    """
    meeting = hold_open(by, family_id, meeting_id)
    if meeting.on_wall != slide:
        meeting.on_wall = slide
        meeting.save(update_fields=["on_wall"])


def _seat(meeting: Meeting, family: Family, person: PersonHere) -> Attendance:
    if not person.who.name:
        raise CannotDo("Say who it is", "who")
    check_named(family, [person.who])
    for here in meeting.attendances.all():
        if named(here).is_same_as(person.who):
            return here
    last = meeting.attendances.aggregate(Max("position"))["position__max"] or 0
    if last >= MOST_HERE:
        raise CannotDo(f"A meeting has room for {MOST_HERE} people here")
    return Attendance.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        person_id=person.who.person_id,
        worker_id=person.who.worker_id,
        name=person.who.name,
        capacity=person.capacity,
        mode=person.mode,
        position=last + 1,
    )
