"""What of an authority needs somebody in its programme today. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PLAN_DUE_WITHIN: Final = timedelta(days=14)
LONGEST_WITHOUT_VISIT: Final = timedelta(days=100)
"""Visits are quarterly: a quarter has 92 days at most, and a week is kept in hand."""


class Need(StrEnum):
    """Why somebody is needed, the first first."""

    OWED_TO_IT = "owed-to-it"
    OWED_BY_IT = "owed-by-it"
    PLAN_LATE = "plan-late"
    PLAN_SOON = "plan-soon"
    FOLLOW_UP = "follow-up"
    NO_VISIT = "no-visit"
    NO_PHASE = "no-phase"


@dataclass(frozen=True, slots=True)
class Facts:
    """An authority in a programme, as far as it says whether somebody is needed.

    `plan_due` is None without a plan; `last_visit` and `next_visit` where there is
    none. The counts are of promises whose day is past, and of follow-ups due.
    """

    joined_on: date
    has_phase: bool
    overdue_by_programme: int = 0
    overdue_by_authority: int = 0
    plan_due: date | None = None
    is_plan_final: bool = False
    last_visit: date | None = None
    next_visit: date | None = None
    follow_ups_due: int = 0


def needs_of(facts: Facts, today: date) -> tuple[Need, ...]:
    """Why somebody is needed today, the first first."""
    plan = _plan_need(facts, today)
    last = facts.last_visit or facts.joined_on
    found = (
        (Need.OWED_TO_IT, facts.overdue_by_programme > 0),
        (Need.OWED_BY_IT, facts.overdue_by_authority > 0),
        (Need.PLAN_LATE, plan is Need.PLAN_LATE),
        (Need.PLAN_SOON, plan is Need.PLAN_SOON),
        (Need.FOLLOW_UP, facts.follow_ups_due > 0),
        (
            Need.NO_VISIT,
            facts.next_visit is None and today - last > LONGEST_WITHOUT_VISIT,
        ),
        (Need.NO_PHASE, not facts.has_phase),
    )
    return tuple(need for need, is_so in found if is_so)


def _plan_need(facts: Facts, today: date) -> Need | None:
    if facts.plan_due is None or facts.is_plan_final:
        return None
    if facts.plan_due < today:
        return Need.PLAN_LATE
    return Need.PLAN_SOON if facts.plan_due - today <= PLAN_DUE_WITHIN else None
