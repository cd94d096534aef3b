"""A figure over the years, where every year holds a number or says why it does not.

A number that is not there is never 0, never None and never NaN: it is `Missing` with
the kind of gap, or `Withheld` by its publisher so that no child can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Gap(StrEnum):
    """Why a number that was looked for is not there."""

    NOT_RETURNED = "not_returned"
    NOT_APPLICABLE = "not_applicable"
    NOT_PUBLISHED = "not_published"
    UNRELIABLE = "unreliable"
    ROUNDS_TO_ZERO = "rounds_to_zero"
    NO_DENOMINATOR = "no_denominator"
    TOO_FEW = "too_few"
    TOO_MANY_WITHHELD = "too_many_withheld"


GAP_WORDS: Mapping[Gap, str] = {
    Gap.NOT_RETURNED: "not available from the publisher",
    Gap.NOT_APPLICABLE: "does not apply",
    Gap.NOT_PUBLISHED: "not published",
    Gap.UNRELIABLE: "published as unreliable, so not shown",
    Gap.ROUNDS_TO_ZERO: "above nought but rounds to it",
    Gap.NO_DENOMINATOR: "nothing to divide by",
    Gap.TOO_FEW: "too few figures to take a middle of",
    Gap.TOO_MANY_WITHHELD: "too many are withheld for a fair middle",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no number, and this is why."""

    gap: Gap

    @property
    def words(self) -> str:
        return GAP_WORDS[self.gap]


@dataclass(frozen=True, slots=True)
class Withheld:
    """There is a number; its publisher keeps it back so nobody can be told apart."""

    @property
    def words(self) -> str:
        return "withheld by the publisher to protect children"


Absence = Missing | Withheld
Cell = float | Missing | Withheld

WITHHELD = Withheld()
NOT_PUBLISHED = Missing(Gap.NOT_PUBLISHED)
NO_DENOMINATOR = Missing(Gap.NO_DENOMINATOR)


def number_or_why(cell: Cell) -> tuple[float | None, str]:
    """A number, or none and why in a word: never 0 for what is not there."""
    if isinstance(cell, float):
        return cell, ""
    return None, "withheld" if isinstance(cell, Withheld) else cell.gap.value


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series. `year` is the calendar year in which the period ends."""

    year: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Series:
    """Points in year order, one for every year from the first to the last."""

    points: tuple[Point, ...]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def at(self, year: int) -> Cell:
        """The cell of a year; a year outside the series was not published."""
        for point in self.points:
            if point.year == year:
                return point.cell
        return NOT_PUBLISHED

    def shown(self) -> tuple[tuple[int, float], ...]:
        """Year and value of the points that hold a number, in year order."""
        return tuple((p.year, p.cell) for p in self.points if isinstance(p.cell, float))

    def absent(self) -> tuple[tuple[int, Absence], ...]:
        """Year and reason of the points that hold no number, in year order."""
        return tuple(
            (p.year, p.cell) for p in self.points if not isinstance(p.cell, float)
        )

    def latest(self) -> tuple[int, float] | None:
        """The last year that holds a number, with it."""
        shown = self.shown()
        return shown[-1] if shown else None
