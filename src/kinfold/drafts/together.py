"""Saving words that somebody else may have changed since they were read.

For an app whose rows have a version and revisions: see `practice.views.entries.edit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import QueryDict

from kinfold.drafts.errors import StaleWords, Standing
from kinfold.drafts.three_wordings import choices_in, merge

RowT = TypeVar("RowT")
Plain = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[RowT]):
    """Saved (`row`), or what is still to be chosen.

    Attributes:
        words: what was saved, or what the boxes should hold now.
        mine: what the writer sent.
        standing: what somebody else had saved, when it was newer.
        questions, taken: see `three_wordings.Merged`; `taken` also of a save.
    """

    row: RowT | None
    words: Any
    mine: Any
    standing: Standing[Any]
    questions: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    is_asked_again: bool = False


def save_together(
    sent: QueryDict,
    mine: Any,
    *,
    seen: int,
    standing: Standing[Any],
    wording: Callable[[int], Mapping[str, Any] | None],
    plain: Plain,
    save: Callable[[Any, int], RowT],
) -> Outcome[RowT]:
    """Save what was typed over version `seen`, with what others changed meanwhile.

    What both changed is asked, and then nothing is saved. A save that is overtaken on
    its way looks again at what stands then.

    Args:
        standing: what the page read of the row.
        wording: the plain words of a version, None when there never was one.
        plain: words as a revision keeps them.
        save: saves words over a version; raises `StaleWords`.
    """
    choices = choices_in(sent)
    taken: tuple[str, ...] = ()
    while True:
        is_newest = seen == standing.version
        base = plain(standing.details) if is_newest else wording(seen)
        merged = merge(standing.details, mine, base=base, plain=plain, choices=choices)
        taken = merged.taken or taken
        if merged.questions:
            return Outcome(
                None, merged.words, mine, standing, merged.questions, taken,
                is_asked_again=bool(choices.asked),
            )  # fmt: skip
        try:
            row = save(merged.words, standing.version)
        except StaleWords as stale:
            standing = stale.standing
        else:
            return Outcome(row, merged.words, mine, standing, taken=taken)
