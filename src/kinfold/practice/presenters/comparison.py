"""Two wordings side by side, when two people wrote at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinfold.practice.errors import Standing
from kinfold.practice.presenters import words
from kinfold_core import phrases
from kinfold_core.practice.written import (
    ImpactDetails,
    Named,
    Showing,
)

LABELS = {
    "text": "Words",
    "is_own_words": "Their own words",
    "said_by": "Who said it",
    "source_type": "How we know",
    "happened": "When",
    "impact": "What it did to the child",
    "danger_id": "Danger it belongs to",
    "who": "Who",
    "due_on": "By when",
    "done_on": "Done on",
    "outcome": "What happened",
    "moments": "First, worst and last time",
    "children": "Done to",
    "certainty": "How sure we are",
    "seen_by": "Who saw it or knows",
    "is_childs_own_behaviour": "The child's own behaviour",
    "showing": "In the family's copy",
    "worried_people": "Who is worried",
    "existing_safety_preface": "Already done well",
    "worried_about": "Worried about",
    "what_might_happen": "What might happen",
    "why_believed": "Why it is believed",
    "family_version_text": "As the family would say it",
    "child_version_text": "As the child is told it",
    "impacts": "For each child",
    "agency_goal": "What we need to see",
    "family_goal": "What the family wants",
    "child_hope": "What the children hope",
    "observable_signs": "Signs",
    "sustained_for": "For how long",
    "who_confirms": "Who will say they see it",
    "anchor_0": "What 0 looks like",
    "anchor_10": "What 10 looks like",
    "reached_when": "Enough for the next stage when",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that both changed; `name` is what its choice is sent under."""

    name: str
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Both:
    """Who saved first and when, what both changed, and what only they did."""

    by: str
    when: str
    differences: tuple[Difference, ...]
    also: str = ""
    is_asked_again: bool = False


def both(
    standing: Standing[Any],
    mine: Any,
    questions: Collection[str],
    *,
    also: str,
    is_asked_again: bool,
    now: datetime,
) -> Both:
    """What stands and what somebody just typed: both entries, or both sets."""
    theirs = standing.details
    return Both(
        by=standing.changed_by,
        when=words.moment(standing.changed_at, now=now),
        differences=tuple(
            Difference(
                name,
                _label(name),
                said(getattr(theirs, name)),
                said(getattr(mine, name)),
            )
            for name in questions
        ),
        also=also,
        is_asked_again=is_asked_again,
    )


def names_of(changed: Collection[str]) -> str:
    """The things somebody changed, in one line."""
    return phrases.listed([f"“{_label(name)}”" for name in changed])


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def said(value: Any) -> str:
    """Any value of an entry or a set, in words."""
    if value in (None, "", (), False):
        return "nothing"
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return "; ".join(said(one) for one in value)
    if isinstance(value, Named):
        return value.name or "nobody"
    if isinstance(value, ImpactDetails):
        return f"{phrases.capital(value.child_name)}: {value.text}"
    if isinstance(value, Showing):
        return "yes" if value.is_visible else f"not for now: {value.reason}"
    if isinstance(value, UUID):
        return "another one"
    return str(value)
