"""What a meeting decided, and what its decisions became."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.commitments.actions import offer
from kinfold.meetings.actions.decided import keep_decided
from kinfold.meetings.actions.to_end import tell_where_it_ends
from kinfold.meetings.holding import hold_meeting, note
from kinfold.meetings.models import DecisionBecame, MeetingDecision
from kinfold.meetings.selectors import decisions_of
from kinfold.networks.holding import hold
from kinfold.planning.actions import add_rule
from kinfold.planning.models import PlanRule
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import add_entry
from kinfold.practice.models import MapEntry
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.commitments import CommitmentDetails, CommitmentRow
from kinfold_core.practice.plan_written import PlanRuleDetails
from kinfold_core.practice.written import EntryDetails


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
        note(meeting, "meetings.decided", by)
        tell_where_it_ends(meeting=meeting, by=by)
    return meeting.decisions.get(text=text)


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
