"""Runs about a centre line: has the level shifted, however small the step?

Anhoej's rules (Anhoej and Olesen, PLoS ONE 2014;9(11):e113825; Schilling 2012 for the
longest run, Chen 2010 for the crossings), which hold for any length of series, and the
best and cut boxes (Anhoej and Wentzel-Larsen, PLoS ONE 2020;15(6):e0233920).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from kinfold_measures.spc.numbers import Value, sign


class Method(StrEnum):
    """Which numbers of crossings and which longest runs are still chance."""

    ANHOEJ = "anhoej"
    BEST_BOX = "bestbox"
    CUT_BOX = "cutbox"


class Box(NamedTuple):
    """The fewest crossings and the longest run that are still chance.

    In the cut box the corner is taken off: with just `crossings` of them the run may be
    `corner_run`, and a run of just `run` needs `corner_crossings`.
    """

    crossings: int
    run: int
    corner_crossings: int
    corner_run: int


BOXES: Final = {
    10: Box(2, 6, 3, 5),
    11: Box(3, 7, 4, 6),
    12: Box(3, 6, 3, 6),
    16: Box(5, 8, 6, 7),
    20: Box(6, 7, 6, 7),
    24: Box(6, 7, 7, 6),
    30: Box(11, 10, 12, 9),
    36: Box(13, 9, 15, 8),
    48: Box(19, 12, 20, 11),
    60: Box(23, 9, 23, 9),
    75: Box(31, 12, 32, 9),
    100: Box(41, 10, 42, 9),
}
"""The boxes by how many points count; read from the decisions in the vectors."""


def longest_run_allowed(count: int) -> int:
    """The longest run that is still chance among `count` points off the centre line."""
    return round(math.log2(count)) + 3


@lru_cache(maxsize=1024)
def fewest_crossings_allowed(count: int) -> int:
    """The fewest crossings that are still chance: the 5 % point of the binomial.

    Exact: the halves of `count - 1` tosses are counted in whole numbers.
    """
    tosses = max(count - 1, 0)
    crossings, fewer = 0, 1
    while 20 * fewer < 2**tosses:
        crossings += 1
        fewer += math.comb(tosses, crossings)
    return crossings


def is_signal(
    count: int, crossings: int, longest: int, method: Method = Method.ANHOEJ
) -> bool:
    """Whether a longest run and a number of crossings are more than chance.

    Raises:
        ValueError: the box of that method is not known for so many points.
    """
    if method is Method.ANHOEJ:
        return longest > longest_run_allowed(
            count
        ) or crossings < fewest_crossings_allowed(count)
    if count not in BOXES:
        known = ", ".join(map(str, BOXES))
        raise ValueError(
            f"No {method.value} is known for {count} points (only for {known}): "
            "use anhoej, which holds for any number"
        )
    box = BOXES[count]
    is_inside = crossings >= box.crossings and longest <= box.run
    if method is Method.CUT_BOX:
        if crossings == box.crossings:
            is_inside = is_inside and longest <= box.corner_run
        if longest == box.run:
            is_inside = is_inside and crossings >= box.corner_crossings
    return not is_inside


@dataclass(frozen=True, slots=True)
class Runs:
    """What runs there are about the centre line.

    The last four are None when every value lies on the line. `is_signal`: the level has
    shifted, or the values hang together.
    """

    observed: int
    useful: int
    is_signal: bool
    longest: int | None = None
    longest_allowed: int | None = None
    crossings: int | None = None
    crossings_allowed: int | None = None


def runs_about(
    values: Sequence[Value],
    centre: Value,
    *,
    method: Method = Method.ANHOEJ,
) -> Runs:
    """The runs of a series about a line. A value on the line, and a gap, count in none.

    Raises:
        ValueError: as `is_signal`.
    """
    sides = [
        side
        for value in values
        if value is not None and centre is not None
        if (side := sign(value - centre))
    ]
    if not sides:
        return Runs(len(values), 0, is_signal=False)
    lengths = [len(list(together)) for _, together in groupby(sides)]
    useful, longest, crossings = len(sides), max(lengths), len(lengths) - 1
    return Runs(
        observed=len(values),
        useful=useful,
        is_signal=is_signal(useful, crossings, longest, method),
        longest=longest,
        longest_allowed=longest_run_allowed(useful),
        crossings=crossings,
        crossings_allowed=fewest_crossings_allowed(useful),
    )
