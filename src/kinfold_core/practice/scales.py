"""Scales: where each person puts things, how far apart they are, how they move.

There is no average here on purpose: the talk about the difference is the point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kinfold_core.practice.facts import Answer, Capacity, RatingFacts

LOWEST: Final = 0.0
HIGHEST: Final = 10.0
STEP: Final = 0.5
MOVED_FROM: Final = 1.0
"""A change smaller than this is called steady."""


@dataclass(frozen=True, slots=True)
class ScaleEnds:
    """What 0 and 10 mean on a scale, and what on it would be enough to go on."""

    anchor_0: str
    anchor_10: str
    reached_when: str = ""


SCALE_ENDS: Final = {
    "safety": ("", ""),
    "willingness": ("Does not want anything to change", "Will do whatever it takes"),
    "confidence": (
        "Does not believe that it can happen",
        "Is sure of it",
    ),
    "capacity": ("Has nothing left to do it with", "Has the time, strength and help"),
    "network": (
        "Nobody around the children could keep them safe",
        "The people around the children could do it without services",
    ),
}
"""What 0 and 10 mean until somebody says it in this family's words; on the scale of
safety that is asked from the first."""


class UnreadableRatingError(ValueError):
    """What was typed is not a place on the scale. The message is for the reader."""


_OTHER_ANSWERS: Final = {
    "dont know": Answer.DONT_KNOW,
    "not sure": Answer.DONT_KNOW,
    "not asked": Answer.NOT_ASKED,
    "declined": Answer.DECLINED,
    "did not want to say": Answer.DECLINED,
}


def read_rating(text: str) -> tuple[Answer, float | None]:
    """The answer somebody typed: a number from 0 to 10 by halves, or why there is none.

    Raises:
        UnreadableRatingError: empty, no number, outside 0 to 10, or finer than a half.
    """
    said = " ".join(text.casefold().replace("'", "").replace("’", "").split())
    if said in _OTHER_ANSWERS:
        return _OTHER_ANSWERS[said], None
    try:
        value = float(said.replace("½", ".5").replace(",", "."))
    except ValueError:
        raise UnreadableRatingError(
            "Enter a number from 0 to 10, or “don't know”, “not asked” or “declined”."
        ) from None
    if not LOWEST <= value <= HIGHEST:
        raise UnreadableRatingError("The scale runs from 0 to 10.")
    if not (value / STEP).is_integer():
        raise UnreadableRatingError("Use whole numbers or halves, like 4 or 4.5.")
    return Answer.NUMBER, value


def numbers(ratings: Iterable[RatingFacts]) -> tuple[float, ...]:
    """The numbers given, without those who did not give one."""
    return tuple(rating.value for rating in ratings if rating.value is not None)


def is_widely_spread(values: Sequence[float], limit: float = 3) -> bool:
    """Whether people are so far apart that it should be talked about."""
    return bool(values) and max(values) - min(values) >= limit


class Trend(StrEnum):
    """How one person's numbers have moved since they were first asked."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer of one person. `rated_at` orders answers of the same day."""

    rater: str
    value: float
    rated_on: date
    capacity: Capacity = Capacity.PROFESSIONAL
    reason: str = ""
    rated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One person's answers, oldest first. `before` is None when asked only once."""

    rater: str
    answers: tuple[Rated, ...]

    @property
    def now(self) -> float:
        return self.answers[-1].value

    @property
    def before(self) -> float | None:
        return self.answers[-2].value if len(self.answers) > 1 else None

    @property
    def trend(self) -> Trend:
        if len(self.answers) == 1:
            return Trend.ONCE
        moved = self.now - self.answers[0].value
        if abs(moved) < MOVED_FROM:
            return Trend.STEADY
        return Trend.UP if moved > 0 else Trend.DOWN


@dataclass(frozen=True, slots=True)
class Picture:
    """Everybody's line on one scale, lowest first by where they are now."""

    lines: tuple[Line, ...]

    @property
    def spread(self) -> float:
        """Points between the lowest and the highest now; 0 for one person or none."""
        return self.lines[-1].now - self.lines[0].now if self.lines else 0.0

    def has_different_views(self, limit: float = 3) -> bool:
        return is_widely_spread([line.now for line in self.lines], limit)

    @property
    def sentence(self) -> str:
        """The picture in words, for people who do not see it."""
        if not self.lines:
            return "Nobody has been asked yet."
        if len(self.lines) == 1:
            return f"{self.lines[0].rater} says {self.lines[0].now:g}."
        lowest, highest = self.lines[0], self.lines[-1]
        if not self.spread:
            return f"All {len(self.lines)} people say {lowest.now:g}."
        return (
            f"{len(self.lines)} people, {self.spread:g} apart: {lowest.rater} says "
            f"{lowest.now:g} and {highest.rater} says {highest.now:g}."
        )


def picture(answers: Iterable[Rated]) -> Picture:
    """Draw the lines of everybody who gave a number, in any order."""
    by_rater: dict[str, list[Rated]] = {}
    for answer in sorted(answers, key=_when):
        by_rater.setdefault(answer.rater, []).append(answer)
    lines = (Line(rater, tuple(given)) for rater, given in by_rater.items())
    return Picture(tuple(sorted(lines, key=lambda line: (line.now, line.rater))))


def _when(answer: Rated) -> tuple[date, float]:
    instant = answer.rated_at.timestamp() if answer.rated_at else 0.0
    return answer.rated_on, instant
