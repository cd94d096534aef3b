"""How a viewer stands to a record: plain facts in, a `RecordState` out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from kinfold_core.access import Reach, RecordState


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the database says of one family's record and this viewer."""

    worker_id: UUID | None = None
    team_id: UUID | None = None
    is_restricted: bool = False
    is_closed: bool = False
    is_named: bool = False
    has_emergency_access: bool = False


def record_state(
    facts: RecordFacts, *, worker_id: UUID | None, team_ids: Set[UUID]
) -> RecordState:
    """The state of a record for a worker who belongs to these teams."""
    if worker_id is not None and facts.worker_id == worker_id:
        nearness = Reach.MINE
    elif facts.team_id is not None and facts.team_id in team_ids:
        nearness = Reach.TEAM
    else:
        nearness = Reach.AUTHORITY
    return RecordState(
        nearness=nearness,
        is_restricted=facts.is_restricted,
        is_named=facts.is_named,
        has_emergency_access=facts.has_emergency_access,
        is_closed=facts.is_closed,
    )


EMERGENCY_REASONS = {
    "child_at_risk": "A child may be in danger now",
    "duty": "I am on duty or standing in for a colleague",
    "contact": "The family or a professional has been in touch",
    "court": "A court or conference needs an answer today",
    "other": "Another reason",
}
EMERGENCY_HOURS = 4
REASON_WORDS_OTHER = 10
REASON_WORDS = 4
LONGEST_REASON = 1000


def why_reason_is_too_thin(kind: str, reason: str) -> str:
    """A sentence saying why a reason would tell its reviewer nothing, or ""."""
    if kind not in EMERGENCY_REASONS:
        return "Choose the reason that comes nearest"
    words = len(set(reason.lower().split()))
    needed = REASON_WORDS_OTHER if kind == "other" else REASON_WORDS
    if words < needed:
        return (
            f"Say what happened in at least {needed} words: somebody will read this "
            "and ask you about it"
        )
    if len(reason) > LONGEST_REASON:
        return f"Keep it under {LONGEST_REASON} characters"
    return ""


def unattached_state() -> RecordState:
    """A person who is in no family's record is nobody's secret and everybody's work.

    Frontline workers may open and mend it, as if it were their team's.
    """
    return RecordState(nearness=Reach.TEAM)
