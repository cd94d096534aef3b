"""Whether children are heard, and whether they get an answer: counts, never a score."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """One finished time with a tool: whose, when, by when an answer, and the answer."""

    child_id: UUID
    happened_on: date
    due_on: date | None = None
    answered_on: date | None = None
    shown_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int


def children_heard(
    facts: Sequence[HeardFacts],
    children: Collection[UUID],
    *,
    today: date,
    weeks: int,
) -> Share:
    """How many of these children used a tool of their own in the last `weeks` weeks."""
    since = today - timedelta(weeks=weeks)
    heard = {one.child_id for one in facts if since <= one.happened_on <= today}
    return Share(len(heard & set(children)), len(set(children)))


def days_to_answer(facts: Sequence[HeardFacts]) -> tuple[int, ...]:
    """Days from each time to the first answer of an adult; those answered only."""
    return tuple(
        (one.answered_on - one.happened_on).days for one in facts if one.answered_on
    )


def usual_days_to_answer(facts: Sequence[HeardFacts]) -> float | None:
    """The median of `days_to_answer`; None when nobody was answered."""
    days = days_to_answer(facts)
    return float(median(days)) if days else None


def waits_for(one: HeardFacts) -> str:
    """What a child still waits for: "answer", "showing" or ""."""
    if one.answered_on is None:
        return "answer"
    return "" if one.shown_back_on else "showing"


def is_overdue(one: HeardFacts, today: date) -> bool:
    """Whether the day for an answer is over and the child has not seen one."""
    return bool(waits_for(one)) and one.due_on is not None and one.due_on < today
