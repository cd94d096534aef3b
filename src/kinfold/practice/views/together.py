"""Saving words that somebody else may have changed since they were read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import QueryDict
from django.utils import timezone

from kinfold.drafts.three_wordings import choices_in, merge
from kinfold.practice.as_written import as_json
from kinfold.practice.errors import StaleWords, Standing
from kinfold.practice.presenters import comparison
from kinfold.practice.presenters.comparison import Both, names_of
from kinfold.practice.selectors.wordings import Wording
from kinfold_core.practice.living_map import DangerRow, EntryRow

DetailsT = TypeVar("DetailsT")
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[DetailsT, RowT]):
    """Saved (`row`), or both wordings and what the boxes should hold.

    `also` says what the other writer had changed besides, "" when nothing.
    """

    row: RowT | None
    details: DetailsT
    version: int
    both: Both | None = None
    also: str = ""


def standing_of(row: EntryRow | DangerRow) -> Standing[Any]:
    """What a page read, as an action would tell it."""
    return Standing(row.details, row.version, row.changed_by, row.changed_at)


def save_together(
    sent: QueryDict,
    mine: Any,
    *,
    seen: int,
    standing: Standing[Any],
    wording: Wording,
    save: Callable[[Any, int], RowT],
) -> Outcome[Any, RowT]:
    """Save what was typed over version `seen`, with what others changed meanwhile.

    What both changed is asked and nothing is saved. A save that is overtaken on its way
    looks again at what stands then.
    """
    choices, also = choices_in(sent), ""
    while True:
        is_fresh = seen == standing.version
        base = as_json(standing.details) if is_fresh else wording(seen)
        merged = merge(
            standing.details, mine, base=base, plain=as_json, choices=choices
        )
        if merged.taken:
            also = f"{standing.changed_by} also changed {names_of(merged.taken)}"
        if merged.questions:
            both = comparison.both(
                standing,
                mine,
                merged.questions,
                also=also,
                is_asked_again=bool(choices.asked),
                now=timezone.now(),
            )
            return Outcome(None, merged.words, standing.version, both, also)
        try:
            row = save(merged.words, standing.version)
        except StaleWords as stale:
            standing = stale.standing
        else:
            return Outcome(row, merged.words, standing.version, also=also)
