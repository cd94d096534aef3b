"""Both wordings of what two people changed at once, and of earlier versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kinfold.kinship.models import KinshipArrangement, OptionStep
from kinfold.kinship.wording import DAYS, LABELS, words_of
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.kinship import (
    Step,
    StepDetails,
)
from kinfold_core.practice.kinship_care import (
    ARRANGED,
    HOW_IT_CAME,
    LEGAL_STATUS,
    CareDetails,
)
from kinfold_core.practice.kinship_law import Kind, Relation
from kinfold_core.practice.living_map import RevisionRow

Differences = list[tuple[str, str, str]]
_CODES: dict[str, dict[str, str]] = {
    "how": dict(HOW_IT_CAME),
    "arranged": dict(ARRANGED),
    "legal_status": dict(LEGAL_STATUS),
    "kind": {kind.value: kind.label for kind in Kind},
    "relation": {one.value: one.label for one in Relation},
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of an arrangement: who wrote it, and what they changed.

    The first changed nothing: there is no "before" to show beside it.
    """

    title: str
    by: str
    when: str
    changes: tuple[tuple[str, str, str], ...]
    is_first: bool


def said(name: str, value: Any) -> str:
    """A word of an arrangement as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name in DAYS and value:
        return day_in_words(date.fromisoformat(value))
    return _CODES.get(name, {}).get(str(value), str(value))


def care_differences(standing: KinshipArrangement, typed: CareDetails) -> Differences:
    """Each question about an arrangement with what stands and what was typed."""
    words = words_of(standing)
    now = {
        **{name: getattr(typed, name, "") for name in LABELS},
        "carer_name": typed.carer.name,
        "second_name": typed.second_carer.name,
        "started_on": typed.started_on.isoformat(),
    }
    return [
        (label, said(name, words[name]), said(name, now[name]))
        for name, label in LABELS.items()
        if name not in {"ended_on", "ended_reason"}
    ]


def step_differences(standing: OptionStep, typed: StepDetails) -> Differences:
    """What somebody else decided meanwhile, beside what was typed."""
    return [
        ("What happened?", Step(standing.step).label, Step(typed.step).label),
        ("Why?", standing.why, typed.why),
        ("Who decided?", standing.decided_name, typed.decided_by.name),
        (
            "On which day?",
            day_in_words(standing.decided_on),
            day_in_words(typed.decided_on),
        ),
        ("What do they say?", standing.carer_words, typed.carer_words),
        ("What does the child say?", standing.child_words, typed.child_words),
    ]


def wordings(rows: Sequence[RevisionRow]) -> tuple[Wording, ...]:
    """Every version, the newest first, with what it changed of the one before."""
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        was = before.words if before else {}
        found.append(
            Wording(
                title=f"Version {row.version}",
                by=row.changed_by,
                when=f"{day_in_words(timezone.localdate(row.changed_at))}",
                changes=tuple(
                    (label, said(name, was.get(name, "")), said(name, now))
                    for name, label in LABELS.items()
                    if (now := row.words.get(name, "")) != was.get(name, "")
                ),
                is_first=before is None,
            )
        )
    return tuple(found)
