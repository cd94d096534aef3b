"""What the forms of supervision learn and its actions write: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDetails:
    """What is known of a group supervision before it begins."""

    planned_on: date
    presenter_id: UUID
    facilitator_id: UUID
    advisor_id: UUID | None = None
    attendee_ids: tuple[UUID, ...] = ()
    place: str = ""
    presenter_goal: str = ""
    what_is_hard: str = ""
    clarity_before: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDetails:
    """Something one colleague wrote. `author_id` is None for somebody without a
    screen; then `author_name` says whose it is, if they want that kept."""

    kind: str
    text: str
    might_happen: str = ""
    anchor_0: str = ""
    anchor_10: str = ""
    audience: str = ""
    due_on: date | None = None
    author_id: UUID | None = None
    author_name: str = ""
    is_author_shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningDetails:
    """What a session came to. `outcome` is all that the family is told of it, and
    `for_others` all that colleagues beyond the group are."""

    learning_points: str
    outcome: str = ""
    for_others: str = ""
    clarity_after: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """What two people saw of the work with a family."""

    worker_id: UUID
    supervisor_id: UUID
    held_on: date
    worried: str = ""
    working: str = ""
    needs: str = ""
    next_on: date | None = None
