"""A self-review's ratings beside each other: how far apart, and what was guessed.

Scores are places on a scale from 0 to 10. There is no average here on purpose: what
people talk about is who sees it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LOW: Final = 3
"""A part is low where somebody put it here or below."""
APART: Final = 4
"""Raters are far apart where this many places or more lie between two of them."""


class Hat(StrEnum):
    """As whom somebody rates. Its value is stable; its label may change."""

    LEADER = "leader"
    PRACTICE_LEADER = "practice_leader"
    FRONT_LINE = "front_line"
    FAMILY = "family"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def letter(self) -> str:
        """What stands in its dot."""
        return _LETTERS[self]


_LABELS: Final = {
    Hat.LEADER: "Leader",
    Hat.PRACTICE_LEADER: "Practice leader",
    Hat.FRONT_LINE: "Front line",
    Hat.FAMILY: "Family voice",
    Hat.PARTNER: "Partner",
}
_LETTERS: Final = {
    Hat.LEADER: "L",
    Hat.PRACTICE_LEADER: "P",
    Hat.FRONT_LINE: "W",
    Hat.FAMILY: "F",
    Hat.PARTNER: "A",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one rater put a part, and what they guessed that others would say."""

    name: str
    hat: Hat
    score: int
    front_line: int | None = None
    families: int | None = None


def is_low(scores: Sequence[int]) -> bool:
    return min(scores, default=LOW + 1) <= LOW


def is_apart(scores: Sequence[int]) -> bool:
    return bool(scores) and max(scores) - min(scores) >= APART


def spread_words(placed: Sequence[Placed]) -> str:
    """Where the raters put it, from the lowest to the highest, in one sentence."""
    if not placed:
        return "Nobody rated this."
    ordered = sorted(placed, key=lambda one: one.score)
    low, high = ordered[0], ordered[-1]
    if len(placed) == 1:
        return f"{_named(low)} put it at {low.score}; nobody else rated it."
    if low.score == high.score:
        return f"All {len(placed)} put it at {low.score}."
    return (
        f"From {low.score} ({_named(low)}) to {high.score} ({_named(high)}): "
        f"{_places(high.score - low.score)} apart."
    )


def guess_words(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Each guess of what the front line or families would say, beside what they said.

    A guess of which nobody can say whether it is right says so.
    """
    found = []
    for one in placed:
        for guess, hat, whom in (
            (one.front_line, Hat.FRONT_LINE, "the front line"),
            (one.families, Hat.FAMILY, "families"),
        ):
            if guess is not None:
                said = [other.score for other in placed if other.hat is hat]
                found.append(
                    f"{one.name} guessed that {whom} would say {guess}. "
                    f"{_beside(guess, said)}"
                )
    return tuple(found)


def moved_words(before: Sequence[Placed], now: Sequence[Placed]) -> str:
    """How each kind of rater moved since the review before, in one sentence."""
    told = [
        f"{hat.label.lower()} {_span_words(was)} then, {_span_words(today)} now"
        for hat in Hat
        if (was := _scores(before, hat)) and (today := _scores(now, hat))
    ]
    if not told:
        return ""
    words = "; ".join(told)
    return f"{words[0].upper()}{words[1:]}."


def span(scores: Iterable[int]) -> tuple[int, int] | None:
    """The lowest and the highest; None of none."""
    every = sorted(scores)
    return (every[0], every[-1]) if every else None


def listed(scores: Iterable[int]) -> str:
    """All of them in words: "3, 4 and 7"."""
    *first, last = (str(one) for one in sorted(scores))
    return f"{', '.join(first)} and {last}" if first else last


def _scores(placed: Sequence[Placed], hat: Hat) -> list[int]:
    return [one.score for one in placed if one.hat is hat]


def _span_words(scores: Sequence[int]) -> str:
    low, high = min(scores), max(scores)
    return f"at {low}" if low == high else f"from {low} to {high}"


def _beside(guess: int, said: Sequence[int]) -> str:
    if not said:
        return "None of them rated it."
    low, high = min(said) - guess, max(said) - guess
    if low == high == 0:
        off = "as guessed"
    elif low == high:
        off = f"{_places(abs(low))} {'higher' if low > 0 else 'lower'}"
    elif low >= 0:
        off = f"{low} to {_places(high)} higher"
    elif high <= 0:
        off = f"{-high} to {_places(-low)} lower"
    else:
        off = f"from {_places(-low)} lower to {high} higher"
    return f"They said {listed(said)}: {off}."


def _named(one: Placed) -> str:
    return f"{one.name}, {one.hat.label.lower()}"


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"
