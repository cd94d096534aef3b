"""Asking people to a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from kinfold.meetings.details import PersonHere
from kinfold.meetings.models import Invited, PlannedMeeting
from kinfold.network_meetings.details import Ask
from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.network_meeting import CONVENERS, PURPOSES
from kinfold_core.practice.written import Named

MOST_ASKED = 60


@transaction.atomic
def ask_people(*, family_id: UUID, asking: Ask, by: Viewer) -> PlannedMeeting:
    """Write down a meeting that people are asked to. Posted twice it is written once.

    Asked again for the same day, time, place and purpose, whoever is new is added.

    Raises:
        CannotDo: nobody is asked or asks, not what for, or a child said no to them.
        NotFound: somebody of another family, or who works elsewhere.
    """
    family, worker_id = hold(by, family_id, Action.RUN_MEETING)
    _check_asking(asking)
    check_named(family, [asking.convened_by, *(one.who for one in asking.people)])
    planned, is_new = PlannedMeeting.objects.get_or_create(
        authority_id=family.authority_id,
        family=family,
        purpose=asking.purpose,
        on_day=asking.on_day,
        at_time=asking.at_time,
        place=asking.place,
        meeting=None,
        defaults={
            "bring": asking.bring,
            "convened_as": asking.convened_as,
            "convened_person_id": asking.convened_by.person_id,
            "convened_worker_id": asking.convened_by.worker_id,
            "convened_name": asking.convened_by.name,
            "written_by_id": worker_id,
        },
    )
    there = [] if is_new else list(planned.invited.order_by("position"))
    people = [one for one in asking.people if not _is_asked(one, there)]
    if not people:
        return planned
    if len(there) + len(people) > MOST_ASKED:
        raise CannotDo(f"A meeting has room for {MOST_ASKED} people here", "people")
    check_no_child_refuses(by, family.pk, [one.who for one in people], "people")
    _invite(planned, people, after=len(there))
    audit.record(
        by=by,
        action="meetings.asked_people",
        target=planned,
        changes={"people": [one.who.name for one in people]},
        family_id=family.pk,
    )
    return planned


def _check_asking(asking: Ask) -> None:
    if asking.purpose not in PURPOSES:
        raise CannotDo("Choose what it is for", "purpose")
    if asking.convened_as not in CONVENERS or not asking.convened_by.name:
        raise CannotDo("Say who asks people to come", "convened_by")
    if not asking.people:
        raise CannotDo("Say who is asked. Choose at least one person", "people")
    if len(asking.people) > MOST_ASKED:
        raise CannotDo(f"A meeting has room for {MOST_ASKED} people here", "people")


def _invite(
    planned: PlannedMeeting, people: Iterable[PersonHere], *, after: int
) -> None:
    Invited.objects.bulk_create(
        Invited(
            authority_id=planned.authority_id,
            planned=planned,
            person_id=one.who.person_id,
            worker_id=one.who.worker_id,
            name=one.who.name,
            capacity=one.capacity,
            position=position,
        )
        for position, one in enumerate(people, start=after + 1)
    )


def _is_asked(one: PersonHere, there: Iterable[Invited]) -> bool:
    known = [
        Named(name=row.name, person_id=row.person_id, worker_id=row.worker_id)
        for row in there
    ]
    return any(one.who.is_same_as(row) for row in known)
