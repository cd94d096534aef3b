"""The middle of many authorities, and when it would be wrong to give one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from kinfold_measures.series import Cell, Gap, Missing, Withheld

LARGEST_WITHHELD_SHARE = 0.1
"""Withheld figures are mostly small ones; without them a middle is too high."""


@dataclass(frozen=True, slots=True)
class Middle:
    """A median with its quartiles, and how many figures it rests on."""

    value: Cell
    lower: Cell
    upper: Cell
    shown_count: int
    withheld_count: int


def middle_of(cells: Sequence[Cell], *, at_least: int) -> Middle:
    """Median and quartiles of the cells that hold a number.

    Quartiles interpolate between neighbours in rank (R's type 7). There is none when
    fewer than `at_least` (two or more) are shown, or more than a tenth are withheld.
    """
    shown = [cell for cell in cells if isinstance(cell, float)]
    withheld = sum(isinstance(cell, Withheld) for cell in cells)
    if withheld > LARGEST_WITHHELD_SHARE * (withheld + len(shown)):
        return _none(Gap.TOO_MANY_WITHHELD, len(shown), withheld)
    if len(shown) < at_least:
        return _none(Gap.TOO_FEW, len(shown), withheld)
    lower, _, upper = quantiles(shown, n=4, method="inclusive")
    return Middle(median(shown), lower, upper, len(shown), withheld)


def _none(gap: Gap, shown: int, withheld: int) -> Middle:
    why = Missing(gap)
    return Middle(why, why, why, shown, withheld)
