"""Supervision of a family, written through the actions as people would. Fixed words."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.supervision.actions import drafts, one_to_one, sessions
from kinfold.supervision.details import (
    CaseDetails,
    DraftDetails,
    LearningDetails,
    SessionDetails,
)
from kinfold.supervision.models import (
    CaseDecision,
    CaseSupervision,
    GroupSupervision,
    SessionDraft,
    SessionRating,
)
from kinfold_core.access import Role
from tests.factories.platform import make_worker_viewer

WORDS = {
    "danger": "Three times since May Dean threw things while Kai was in the room.",
    "goal": "On Fridays the children are with somebody sober who they like.",
    "question": "When was there a Friday that went well, and what was different?",
    "next_step": "Ask Nan Jo who else Amira would ring.",
}


def colleague(by: Viewer, name: str = "Dana Cole") -> Viewer:
    """A practice leader of the same authority: leads groups about any family."""
    return make_worker_viewer(
        Authority.objects.get(pk=by.in_authority()), Role.PRACTICE_LEADER, name=name
    )


def session_details(
    by: Viewer, facilitator: Viewer, **changes: object
) -> SessionDetails:
    given: dict[str, object] = {
        "planned_on": timezone.localdate(),
        "presenter_id": by.worker_id,
        "facilitator_id": facilitator.worker_id,
        "place": "10:30, Room 2",
        "presenter_goal": "A danger statement that Leanne would agree with.",
        "what_is_hard": "Dean says it was an accident.",
        "clarity_before": Decimal("4"),
    }
    return SessionDetails(**(given | changes))  # type: ignore[arg-type]


def make_session(
    by: Viewer, family: Family, facilitator: Viewer, **changes: object
) -> GroupSupervision:
    """A session for today: `by` brings the family, `facilitator` leads."""
    with as_viewer(by):
        return sessions.plan_session(
            family_id=family.pk,
            details=session_details(by, facilitator, **changes),
            by=by,
        )


def make_draft(
    by: Viewer, session: GroupSupervision, kind: str = "danger", **changes: object
) -> SessionDraft:
    given: dict[str, object] = {
        "kind": kind,
        "text": WORDS[kind],
        "author_id": by.worker_id,
    }
    if kind == "question":
        given["audience"] = "parents"
    with as_viewer(by):
        return drafts.add_draft(
            family_id=session.family_id,
            session_id=session.pk,
            details=DraftDetails(**(given | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_number(
    by: Viewer, session: GroupSupervision, value: str = "6.5", **changes: object
) -> SessionRating:
    given: dict[str, object] = {
        "value": Decimal(value),
        "reason": "Nan Jo came each time she was rung.",
        "one_higher": "",
        "danger_id": None,
        "rater_name": "",
    }
    with as_viewer(by):
        return drafts.give_number(
            family_id=session.family_id,
            session_id=session.pk,
            by=by,
            **(given | changes),  # type: ignore[arg-type]
        )


def hold(
    by: Viewer, session: GroupSupervision, *, learned: str = "", for_others: str = ""
) -> None:
    """It has been held; with words, what was learned is written too."""
    with as_viewer(by):
        held = sessions.end_session(
            family_id=session.family_id, session_id=session.pk, by=by
        )
        if learned:
            sessions.write_learning(
                family_id=session.family_id,
                session_id=session.pk,
                details=LearningDetails(
                    learning_points=learned,
                    outcome="We will ask Nan Jo and Raj to meet us together.",
                    for_others=for_others,
                    clarity_after=Decimal("7.5"),
                ),
                version=held.version,
                by=by,
            )


def case_details(by: Viewer, supervisor: Viewer, **changes: object) -> CaseDetails:
    given: dict[str, object] = {
        "worker_id": by.worker_id,
        "supervisor_id": supervisor.worker_id,
        "held_on": timezone.localdate(),
        "worried": "We have not met Raj.",
        "working": "Nan Jo has had the children on two pay days.",
        "needs": "A meeting with everybody who helps on Fridays.",
    }
    return CaseDetails(**(given | changes))  # type: ignore[arg-type]


def make_case(
    by: Viewer, family: Family, supervisor: Viewer, **changes: object
) -> CaseSupervision:
    with as_viewer(by):
        return one_to_one.keep_case(
            family_id=family.pk,
            details=case_details(by, supervisor, **changes),
            by=by,
        )


def make_decision(by: Viewer, case: CaseSupervision) -> CaseDecision:
    assert by.worker_id is not None
    with as_viewer(by):
        return one_to_one.decide(
            family_id=case.family_id,
            case_id=case.pk,
            text="Ring Raj this week.",
            reason="He is the only one Dean listens to.",
            who_id=by.worker_id,
            due_on=None,
            by=by,
        )
