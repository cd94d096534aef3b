"""What is known when people meet to review a plan, and what they decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinfold_core import phrases
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.lived_plan import (
    RECENT_DAYS,
    JournalRow,
    LivedPlan,
    ReviewRow,
)


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A review, with the rules it was to change."""

    row: ReviewRow
    seen: tuple[str, ...]
    rules: tuple[RuleRow, ...]


def review_cards(
    rows: tuple[ReviewRow, ...], plan: StandingPlan
) -> tuple[ReviewCard, ...]:
    """Every review, newest first. No query."""
    return tuple(
        ReviewCard(
            row=row,
            seen=_seen(row.seen),
            rules=tuple(
                rule for rule in (plan.rule(key) for key in row.rule_ids) if rule
            ),
        )
        for row in rows
    )


def _seen(seen: Any) -> tuple[str, ...]:
    lines = [
        f"{_count(seen.get('entries', 0), 'entry', 'entries')} in the journal, "
        f"{_count(seen.get('red_flags', 0), 'red flag', 'red flags')}",
        f"{seen.get('tried', 0)} of {seen.get('rules', 0)} rules tried in the "
        f"{_count(seen.get('days', RECENT_DAYS), 'day', 'days')} before",
    ]
    lines += [
        f"Scale {scale['danger']}: {phrases.listed(scale['numbers'])}"
        for scale in seen.get("scales", ())
        if scale["numbers"]
    ]
    return tuple(lines)


def before_review(
    lived: LivedPlan,
    journal: tuple[JournalRow, ...],
    reviews: tuple[ReviewRow, ...],
    today: date,
) -> tuple[str, ...]:
    """What journal and checks tell since the last review, in a few lines."""
    last = reviews[0].held_on if reviews else date.min
    since = [row for row in journal if row.happened_on > last]
    flags = sum(1 for row in since if row.is_red_flag)
    live = len(lived.live_rules)
    lines = [
        f"{_count(len(since), 'entry', 'entries')} in the journal since you last met, "
        f"{_count(flags, 'red flag', 'red flags')}.",
        f"{len(lived.tried_lately(today))} of {live} live rules were used or tried in "
        f"the last {_count(lived.recent_days, 'day', 'days')}.",
    ]
    lines += [
        f"Not tried with success yet: “{phrases.shortened(rule.text, 90)}”"
        for rule in lived.untried_hard_moments
    ]
    return tuple(lines)


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"
