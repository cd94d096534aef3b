"""Asking people to a meeting, how it was, and what its decisions became."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.commitments.actions import offer
from kinfold.meetings.details import Ask, PersonHere
from kinfold.meetings.holding import hold_meeting, note
from kinfold.meetings.models import (
    DecisionBecame,
    Invited,
    Meeting,
    MeetingAccount,
    MeetingDecision,
    NotesGiven,
    PlannedMeeting,
)
from kinfold.meetings.selectors import decisions_of
from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.networks.selectors import network_of
from kinfold.planning.actions import add_rule
from kinfold.planning.models import PlanRule
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import add_entry
from kinfold.practice.models import MapEntry
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Action
from kinfold_core.practice.commitments import CommitmentDetails, CommitmentRow
from kinfold_core.practice.network_meeting import (
    CONVENERS,
    COUNTS_AS,
    PURPOSES,
    AccountDetails,
    notes_for,
)
from kinfold_core.practice.plan_written import PlanRuleDetails
from kinfold_core.practice.written import EntryDetails, Named

MOST_ASKED = 60
MOST_DECISIONS = 100


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


@transaction.atomic
def write_account(
    *,
    family_id: UUID,
    meeting_id: UUID,
    details: AccountDetails,
    was: UUID | None,
    by: Viewer,
) -> MeetingAccount:
    """Write down how a meeting was. `was` is the newest row that the writer saw.

    Raises:
        StaleVersion: somebody wrote another meanwhile; holds it.
        CannotDo: it does not say what it was or who convened it, or people were among
            themselves for no time.
        NotFound: no such meeting, or somebody of another family.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    _check_account(details)
    check_named(meeting.family, [details.convened_by])
    said = _as_columns(details)
    newest = meeting.accounts.order_by("-recorded_at", "-pk").first()
    if newest is not None:
        if all(getattr(newest, key) == is_now for key, is_now in said.items()):
            return newest
        if newest.pk != was:
            raise StaleVersion(newest)
    row = MeetingAccount.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        recorded_by_id=by.as_worker(),
        **said,
    )
    note(
        meeting, "meetings.account_written", by,
        counts_as=row.counts_as, private_minutes=row.private_minutes,
    )  # fmt: skip
    return row


@transaction.atomic
def decide(
    *, family_id: UUID, meeting_id: UUID, text: str, by: Viewer
) -> MeetingDecision:
    """Add one thing to what was decided. Posted twice it is written once.

    Raises:
        CannotDo: no words, or more than one meeting can decide.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    if not (text := " ".join(text.split())):
        raise CannotDo("Write what was decided", "text")
    standing = [one.text for one in decisions_of(by, meeting_id)]
    if text not in standing:
        keep_decided(meeting=meeting, lines=[*standing, text], by=by)
        if meeting.ended_at is not None:
            meeting.decided = "\n".join([*standing, text])
        meeting.version += 1
        meeting.save()
        note(meeting, "meetings.decided", by, text=text)
    return meeting.decisions.get(text=text)


def keep_decided(*, meeting: Meeting, lines: Sequence[str], by: Viewer) -> None:
    """A row for each of these that has none, in their order. None is taken away.

    Raises:
        CannotDo: more than one meeting can decide, or one is left out that became
            something already.
    """
    if len(lines) > MOST_DECISIONS:
        raise CannotDo(f"A meeting has room for {MOST_DECISIONS} decisions", "decided")
    gone = meeting.decisions.exclude(became=None).exclude(text__in=lines).first()
    if gone is not None:
        raise CannotDo(
            f"Something came of “{gone.text}” already. Leave that line as it is, and "
            "write what is new below it",
            "decided",
        )
    written = list(meeting.decisions.values_list("text", flat=True))
    MeetingDecision.objects.bulk_create(
        MeetingDecision(
            authority_id=meeting.authority_id, meeting=meeting, text=line,
            position=position, recorded_by_id=by.as_worker(),
        )
        for position, line in enumerate(
            (line for line in lines if line not in written), start=len(written) + 1
        )
    )  # fmt: skip


@transaction.atomic
def make_rule(
    *, family_id: UUID, decision_id: UUID, details: PlanRuleDetails, by: Viewer
) -> PlanRule:
    """A decision becomes a rule of the family's plan, as somebody of theirs says it.

    Raises:
        CannotDo: as `planning.actions.add_rule`; the author is never a worker (I5).
        NotFound: no such decision of this family.
    """
    decision = _hold_decision(by, family_id, decision_id)
    rule = add_rule(family_id=family_id, details=details, by=by)
    _became(decision, by, rule_id=rule.pk)
    return rule


@transaction.atomic
def make_promise(
    *,
    family_id: UUID,
    decision_id: UUID,
    member_id: UUID,
    details: CommitmentDetails,
    by: Viewer,
) -> CommitmentRow:
    """A decision becomes what somebody is asked to do. It counts once they say yes.

    Raises:
        CannotDo: as `commitments.actions.offer`.
        NotFound: no such decision of this family, or nobody of its network.
    """
    decision = _hold_decision(by, family_id, decision_id)
    row = offer(family_id=family_id, member_id=member_id, details=details, by=by)
    _became(decision, by, commitment_id=row.id)
    return row


@transaction.atomic
def make_step(
    *, family_id: UUID, decision_id: UUID, details: EntryDetails, by: Viewer
) -> MapEntry:
    """A decision becomes a next step on the map.

    Raises:
        CannotDo: as `practice.actions.add_entry`.
        NotFound: no such decision of this family.
    """
    decision = _hold_decision(by, family_id, decision_id)
    step = add_entry(family_id=family_id, details=details, by=by)
    _became(decision, by, step_id=step.pk)
    return step


@transaction.atomic
def give_notes(
    *, family_id: UUID, meeting_id: UUID, member_id: UUID, by: Viewer
) -> NotesGiven:
    """Somebody of the network has the notes that what they know allows.

    Raises:
        CannotDo: they have been told nothing, so there is nothing for them to have.
        NotFound: no such meeting, or nobody of this network.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    member = network_of(by, family_id).person(member_id)
    if member is None or not member.is_here:
        raise NotFound("member of the network")
    if notes_for(member.level) == "none":
        raise CannotDo(
            f"{member.name} has been told nothing yet. Agree with the parents what to "
            "tell them first"
        )
    row, is_new = NotesGiven.objects.get_or_create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        member_id=member_id,
        level=member.level,
        defaults={"given_by_id": by.as_worker()},
    )
    if is_new:
        note(meeting, "meetings.notes_given", by, to=member.name, level=member.level)
    return row


def _check_account(details: AccountDetails) -> None:
    if not details.counts_as or set(details.counts_as) - COUNTS_AS.keys():
        raise CannotDo("Tick what this meeting was", "counts_as")
    if not details.convened_by.name:
        raise CannotDo("Say who asked people to come", "convened_by")
    if details.private_people and not details.private_minutes:
        raise CannotDo("Say for how many minutes", "private_minutes")


def _as_columns(details: AccountDetails) -> dict[str, Any]:
    same = (
        "purpose", "convened_as", "coordinator", "private_minutes", "story_by",
        "story_how", "questions", "child_wanted", "child_said",
    )  # fmt: skip
    return {name: getattr(details, name) for name in same} | {
        "counts_as": list(details.counts_as),
        "convened_person_id": details.convened_by.person_id,
        "convened_worker_id": details.convened_by.worker_id,
        "convened_name": details.convened_by.name,
        "private_people": list(details.private_people),
    }


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


def _hold_decision(by: Viewer, family_id: UUID, decision_id: UUID) -> MeetingDecision:
    family, _ = hold(by, family_id, Action.RUN_MEETING)
    decision = (
        MeetingDecision.objects.filter(
            authority_id=family.authority_id, meeting__family=family, pk=decision_id
        )
        .select_related("meeting")
        .first()
    )
    if decision is None:
        raise NotFound("decision")
    return decision


def _became(decision: MeetingDecision, by: Viewer, **what: UUID) -> None:
    DecisionBecame.objects.create(
        authority_id=decision.authority_id,
        decision=decision,
        recorded_by_id=by.as_worker(),
        **what,
    )
    changes = {key: str(pk) for key, pk in what.items()}
    note(decision.meeting, "meetings.decision_became", by, **changes)
