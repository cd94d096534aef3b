"""What was recorded beside what came of it: the pairs, and what has to be said first.

An outcome of a period stands beside what was recorded on the last day before the period
began, or a year before that: what is written during it may be written because of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kinfold_measures.language.periods import Period

OUTCOMES: Final = (
    "referral.rereferral_12_months",
    "plan.repeat",
    "care.started_rate",
)
"""Referrals again, plans again, and starting in care: the aims of the programme."""

LEAST_PAIRS: Final = 8
"""With fewer dots the eye finds a line in anything."""

LEAST_TEAMS: Final = 5
"""Of fewer teams there are too few ways to deal their paths out to tell of chance."""

WARNINGS: Final = (
    "It cannot say what made what. Families with whom more is done differ from others: "
    "they may have more worries, or workers with more time.",
    "Recording is not doing. Who writes more may only write more.",
    "What is recorded may follow what happens: a team whose families come back looks "
    "at its practice and writes it down.",
    "What was very high or very low moves towards the middle next time by itself.",
    "Few teams and few quarters: a handful of dots makes a line by chance. Over time "
    "all else that changed is in it too, from forms to the law.",
)
"""What is said before the picture."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Of one team, or of all together, in one period. The share is in per cent."""

    team: str
    period: Period
    recorded_on: date
    recorded: float
    outcome: float


def recorded_in(starts_on: date, quarters_before: int) -> Period:
    """The quarter that ended just before a day, or some quarters before that one."""
    last = starts_on - timedelta(days=1)
    for _ in range(quarters_before):
        last = _first_of_quarter(last) - timedelta(days=1)
    return Period(f"to {last}", _first_of_quarter(last), last)


def _first_of_quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def why_too_few(pairs: Sequence[Pair]) -> str:
    """Why nothing is drawn; "" where there is enough."""
    if len(pairs) >= LEAST_PAIRS:
        return ""
    count = len(pairs) or "no"
    pairs_words = "pair" if len(pairs) == 1 else "pairs"
    return (
        f"There are {count} {pairs_words} of what was recorded and what came of it; a "
        f"picture needs {LEAST_PAIRS}. Pairs are missing where either is withheld, "
        "where no return was counted, or where the record in Kinfold does not go back "
        "so far."
    )
