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


def unattached_state() -> RecordState:
    """A person who is in no family's record is nobody's secret and everybody's work.

    Frontline workers may open and mend it, as if it were their team's.
    """
    return RecordState(nearness=Reach.TEAM)
