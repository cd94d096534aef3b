"""Years in which a series moves as hardly any authority's ever does.

Such a move is seldom what happened to families: more often it was recorded another way.
It is told, so that somebody asks; it is no break until somebody knows (`breaks.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Final

from kinfold_measures.breaks import Break
from kinfold_measures.series import Series

FAR: Final = 5.0
"""How many times the usual spread a move must be from the usual one.

Of England's published moves fewer than one in a hundred is as far; Wakefield's of 2017,
which is known, is.
"""
ENOUGH: Final = 100
"""Moves of authorities that must be known before any is called unusual."""
TO_SPREAD: Final = 1.4826
"""Makes a median of distances comparable with a standard deviation."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How figures move from one year to the next: as logarithms of their ratios."""

    middle: float
    spread: float


@dataclass(frozen=True, slots=True)
class Jump:
    """From the year before to `year` the figure became `times` what it was."""

    year: int
    times: float


def usual_moves(every: Iterable[Series]) -> Usual | None:
    """The middle move of all authorities and the spread; None where too few are known.

    Median and median distance: the jumps that are looked for do not widen them.
    """
    moves = [log(times) for series in every for _, times in _moves(series)]
    if len(moves) < ENOUGH:
        return None
    middle = median(moves)
    spread = TO_SPREAD * median(abs(move - middle) for move in moves)
    return Usual(middle, spread) if spread else None


def jumps_of(
    series: Series, usual: Usual | None, breaks: Iterable[Break] = ()
) -> tuple[Jump, ...]:
    """The years of a series that moved unusually and that no known break explains."""
    if usual is None:
        return ()
    known = {year for one in breaks for year in one.starts()}
    return tuple(
        Jump(year, times)
        for year, times in _moves(series)
        if year not in known and abs(log(times) - usual.middle) > FAR * usual.spread
    )


def _moves(series: Series) -> list[tuple[int, float]]:
    """Each year that, like the year before, is above nought; and their ratio."""
    shown = series.shown()
    return [
        (year, value / before)
        for (earlier, before), (year, value) in zip(shown, shown[1:], strict=False)
        if year == earlier + 1 and before > 0 and value > 0
    ]
