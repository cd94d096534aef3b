"""Small sums that every chart needs, with gaps left out.

A gap in a series is None. It is never nought.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

Value: TypeAlias = "float | None"
"""A number, or None where there is none."""

SCREEN = 3.267
"""A moving range larger than this many times their mean is set aside (Nelson 1982)."""


def present(values: Iterable[Value]) -> list[float]:
    """Those that are numbers, in their order."""
    return [value for value in values if value is not None]


def mean(values: Iterable[Value]) -> Value:
    """The mean of those that are there; None when none is."""
    there = present(values)
    return math.fsum(there) / len(there) if there else None


def moving_ranges(values: Sequence[Value]) -> list[Value]:
    """How far each is from the one before; None beside a gap. One fewer than values."""
    return [
        abs(after - before) if before is not None and after is not None else None
        for before, after in pairwise(values)
    ]


def mean_moving_range(values: Sequence[Value], *, is_screened: bool) -> Value:
    """The mean moving range; None with fewer than two values side by side.

    `is_screened`: those of `SCREEN` times the mean and above are left out once. When
    that leaves none, every value is the same and the mean is nought.
    """
    ranges = moving_ranges(values)
    first = mean(ranges)
    if first is None or not is_screened:
        return first
    kept = [one for one in present(ranges) if one < SCREEN * first]
    return mean(kept) if kept else 0.0


def sign(value: float) -> int:
    return (value > 0) - (value < 0)
