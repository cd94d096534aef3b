"""Who stays, the meeting to end with, and the end."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.actions import say_who_stays
from kinfold.networks.holding import hold
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.families import close_family
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.stages.models import Ending, ExitMeeting, LongHaul
from kinfold.stages.selectors.agreed import Agreed, agreed_of
from kinfold.stages.selectors.closing import closing_of, exit_meeting_of
from kinfold_core.access import Action
from kinfold_core.practice.ending import ExitMeetingDetails, LongHaulDetails


@transaction.atomic
def agree_long_haul(
    *, family_id: UUID, details: LongHaulDetails, was: UUID | None, by: Viewer
) -> LongHaul:
    """Write down who stays when services have gone. What stood before stays readable.

    Who stays is said in the network. `was` is the newest row that the writer saw.

    Raises:
        StaleVersion: somebody wrote another meanwhile, or said that they stay or do
            not; holds what is agreed now.
        CannotDo: nobody stays, nobody calls them together, it does not say how often
            or what brings them back, the day has not come, or `say_who_stays`.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN)
    _check_day(details.agreed_on, "agreed_on")
    needed: dict[str, tuple[object, str]] = {
        "who_stays": (details.who_stays, "Say who stays"),
        "coordinator": (details.coordinator, "Say who calls everybody together"),
        "rhythm": (details.rhythm, "Say how often they meet or ring"),
        "triggers": (details.triggers, "Say what brings everybody together again"),
    }
    _check_said(needed)
    here = {"authority_id": family.authority_id, "family": family}
    newest = agreed_of(by, family_id)
    if newest is not None and _stands(newest, details, was) and newest.haul:
        return newest.haul
    stays = say_who_stays(
        family_id=family_id, names=details.who_stays, agreed_on=details.agreed_on, by=by
    )
    haul = LongHaul.objects.create(
        **here,
        who_stays=list(stays.names),
        coordinator=details.coordinator,
        rhythm=details.rhythm,
        triggers=details.triggers,
        who_to_ring=details.who_to_ring,
        turning_points=details.turning_points,
        emergency=details.emergency,
        child_copy=details.child_copy,
        agreed_on=details.agreed_on,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="long_haul.agreed",
        target=haul,
        changes={},
        family_id=family.pk,
    )
    return haul


@transaction.atomic
def hold_exit_meeting(
    *, family_id: UUID, details: ExitMeetingDetails, was: UUID | None, by: Viewer
) -> ExitMeeting:
    """Write down the meeting to end with, and what was still open after it.

    `was` is the newest row that the writer saw. Posted twice it is written once.

    Raises:
        StaleVersion: somebody wrote another meanwhile; holds it.
        CannotDo: nobody came, nothing was said, or the day has not come.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN)
    _check_day(details.held_on, "held_on")
    _check_said(
        {
            "people": (details.people, "Say who came"),
            "said": (details.said, "Write what was said"),
        }
    )
    newest = exit_meeting_of(by, family_id)
    if newest is not None and _stands(newest, details, was):
        return newest
    meeting = ExitMeeting(
        authority_id=family.authority_id,
        family=family,
        meeting_id=details.meeting_id,
        held_on=details.held_on,
        people=list(details.people),
        said=details.said,
        copies_given_to=details.copies_given_to,
        feedback_offered=details.feedback_offered,
        recorded_by_id=worker_id,
    )
    state = closing_of(by, family, today=timezone.localdate(), meeting=meeting)
    meeting.still_open = list(state.open)
    meeting.save(force_insert=True)
    audit.record(
        by=by,
        action="exit_meeting.held",
        target=meeting,
        changes={"people": meeting.people, "still_open": len(meeting.still_open)},
        family_id=family.pk,
    )
    return meeting


@transaction.atomic
def take_exit_meeting(
    *,
    family_id: UUID,
    meeting_id: UUID,
    held_on: date,
    people: tuple[str, ...],
    said: str,
    by: Viewer,
) -> ExitMeeting | None:
    """A meeting of family and network was the meeting to end with.

    What was given and asked that day stays as it was written. None when a later
    meeting to end with is written down already.

    Raises:
        CannotDo: as `hold_exit_meeting`.
    """
    hold(by, family_id, Action.WRITE_PLAN)
    newest = exit_meeting_of(by, family_id)
    is_same = newest is not None and newest.meeting_id == meeting_id
    if newest is not None and not is_same and newest.held_on > held_on:
        return None
    told = newest if newest and (is_same or newest.held_on == held_on) else None
    return hold_exit_meeting(
        family_id=family_id,
        details=ExitMeetingDetails(
            held_on=held_on,
            people=people,
            said=said,
            copies_given_to=told.copies_given_to if told else "",
            feedback_offered=told.feedback_offered if told else "",
            meeting_id=meeting_id,
        ),
        was=newest.pk if newest else None,
        by=by,
    )


@transaction.atomic
def end_work(
    *, family_id: UUID, ended_on: date, how: str, reason: str, by: Viewer
) -> Ending:
    """Close the record: as agreed with nothing open, or another way with its reason.

    Raises:
        CannotDo: it is said to end as agreed while something is open, or as
            `records.close_family`.
    """
    family, worker_id = hold(by, family_id, Action.CHANGE_STATUS)
    state = closing_of(by, family, today=timezone.localdate())
    if how == Ending.How.AS_AGREED and state.open:
        raise CannotDo(
            "Something on the list is still open. Finish it with the family, or say "
            "how else the work ends",
            "how",
        )
    if not reason.strip():
        raise CannotDo("Say why it ends, in words the family would accept", "reason")
    closed = close_family(family_id=family_id, closed_on=ended_on, reason=reason, by=by)
    ending = Ending.objects.create(
        authority_id=family.authority_id,
        family=closed,
        ended_on=ended_on,
        how=Ending.How(how),
        reason=reason,
        still_open=list(state.open),
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="work.ended",
        target=ending,
        changes={"how": how, "still_open": len(ending.still_open)},
        family_id=family.pk,
    )
    return ending


def _stands(
    newest: Agreed | ExitMeeting,
    details: LongHaulDetails | ExitMeetingDetails,
    was: UUID | None,
) -> bool:
    """Whether the newest row says the same already. Raises: StaleVersion."""
    names = [one.name for one in fields(details)]
    if all(_plain(getattr(details, n)) == _plain(getattr(newest, n)) for n in names):
        return True
    if newest.pk != was:
        raise StaleVersion(newest)
    return False


def _plain(value: object) -> object:
    """Names in whatever order."""
    return sorted(value) if isinstance(value, list | tuple) else value


def _check_day(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", field)


def _check_said(needed: dict[str, tuple[object, str]]) -> None:
    for field, (said, message) in needed.items():
        if not said or (isinstance(said, str) and not said.strip()):
            raise CannotDo(message, field)
