"""The XmR chart with the rules of NHS England's Making Data Count.

Source: NHSRplotthedots 0.2.2 (the package NHS analysts use). Where it has no answer we
give one: a series that never changes has limits on its mean, and says so; a gap ends
every run and has no moving range on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_measures.spc.numbers import Value, mean, mean_moving_range, sign

LIMIT: Final = 2.66
"""Limits stand this many mean moving ranges from the mean."""
NEAR: Final = LIMIT * 2 / 3
RUN: Final = 7
"""Points on one side, or going one way, before it is more than chance."""
SHORT: Final = 13
"""With fewer points than this in a stretch its limits are only a first guess."""


class Cause(StrEnum):
    """Why a point is more than noise; the values are the package's own labels."""

    COMMON = "Common Cause"
    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    NEAR_ABOVE = "2 in 3 Above CL"
    NEAR_BELOW = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"


_UP: Final = frozenset({Cause.ABOVE, Cause.RISING, Cause.NEAR_ABOVE, Cause.RUN_ABOVE})


class Better(StrEnum):
    """Which way is better; NEUTRAL when neither is."""

    UP = "increase"
    DOWN = "decrease"
    NEUTRAL = "neutral"


class Kind(StrEnum):
    """What a point means, given which way is better."""

    COMMON = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    HIGH = "special_cause_neutral_high"
    LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether a target is met as things are; None where there is none to ask."""

    MET = "consistent_pass"
    MISSED = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one stretch, in the measure's own unit.

    `lower` and `upper` are None when there are not two values side by side.
    """

    centre: Value
    lower: Value
    upper: Value
    near_lower: Value
    near_upper: Value
    count: int

    @property
    def never_varies(self) -> bool:
        """Every value that sets the limits is the same."""
        return self.lower is not None and self.lower == self.upper

    @property
    def is_short(self) -> bool:
        return self.count < SHORT


@dataclass(frozen=True, slots=True)
class Point:
    """One value with what it is beside the lines of its stretch."""

    value: Value
    stretch: int
    lines: Lines
    side: int
    is_outside: bool
    is_near: bool
    cause: Cause

    @property
    def is_up(self) -> bool:
        """Whether it is more than chance by being high, or by rising."""
        return self.cause in _UP

    def kind(self, better: Better) -> Kind:
        """What it means: high or low is where a point stands, or where a trend goes."""
        if self.cause is Cause.COMMON:
            return Kind.COMMON
        is_up = self.is_up
        if better is Better.NEUTRAL:
            return Kind.HIGH if is_up else Kind.LOW
        return Kind.IMPROVEMENT if is_up is (better is Better.UP) else Kind.CONCERN


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart, its points in time order."""

    points: tuple[Point, ...]

    def assurance(self, target: Value, better: Better) -> Assurance | None:
        """Whether the target is met, missed or met by chance in the last stretch."""
        if target is None or better is Better.NEUTRAL or not self.points:
            return None
        lines = self.points[-1].lines
        if lines.lower is None or lines.upper is None:
            return None
        if lines.lower <= target <= lines.upper:
            return Assurance.INCONSISTENT
        is_beyond = target > lines.upper
        return Assurance.MISSED if is_beyond is (better is Better.UP) else Assurance.MET


def xmr(
    values: Sequence[Value],
    *,
    stretches: Sequence[int] | None = None,
    is_screened: bool = True,
    fix_after: int | None = None,
) -> Chart:
    """The chart of a series.

    Args:
        values: in time order, None for a gap.
        stretches: for each value the number of its stretch, never falling; a new one
            begins where the chart is rebased. One stretch when left out.
        is_screened: leave moving ranges out that are far larger than the others.
        fix_after: only the first so many values of each stretch set its lines.

    Raises:
        ValueError: the stretches are not as many as the values, or go back; or fewer
            than two values would set the lines.
    """
    numbers = list(stretches) if stretches is not None else [0] * len(values)
    if len(numbers) != len(values):
        raise ValueError(
            f"{len(values)} values and {len(numbers)} stretches: give one for each"
        )
    if numbers != sorted(numbers):
        raise ValueError("Stretches go back: put the values in time order")
    if fix_after is not None and fix_after < 2:
        raise ValueError("At least two points must set the lines")
    points: list[Point] = []
    for number in dict.fromkeys(numbers):
        within = [v for v, own in zip(values, numbers, strict=True) if own == number]
        points += _stretch(within, number, is_screened, fix_after)
    return Chart(tuple(points))


def _stretch(
    values: list[Value], number: int, is_screened: bool, fix_after: int | None
) -> list[Point]:
    lines = _lines(values[:fix_after], is_screened)
    outside = [_outside(value, lines) for value in values]
    near = [
        not away and _is_near(value, lines)
        for value, away in zip(values, outside, strict=True)
    ]
    sides = [_side(value, lines.centre) for value in values]
    causes = _causes(values, outside, near, sides)
    rows = zip(values, sides, outside, near, causes, strict=True)
    return [
        Point(value, number, lines, side, bool(away), close, cause)
        for value, side, away, close, cause in rows
    ]


def _lines(setting: list[Value], is_screened: bool) -> Lines:
    centre = mean(setting)
    spread = mean_moving_range(setting, is_screened=is_screened)
    count = sum(value is not None for value in setting)
    if centre is None or spread is None:
        return Lines(centre, None, None, None, None, count)
    return Lines(
        centre,
        centre - LIMIT * spread,
        centre + LIMIT * spread,
        centre - NEAR * spread,
        centre + NEAR * spread,
        count,
    )


def _side(value: Value, centre: Value) -> int:
    return 0 if value is None or centre is None else sign(value - centre)


def _outside(value: Value, lines: Lines) -> int:
    """1 above the upper limit, -1 below the lower, 0 between them."""
    if value is None or lines.lower is None or lines.upper is None:
        return 0
    return (value > lines.upper) - (value < lines.lower)


def _is_near(value: Value, lines: Lines) -> bool:
    if value is None or lines.near_lower is None or lines.near_upper is None:
        return False
    return value < lines.near_lower or value > lines.near_upper


def _causes(
    values: list[Value], outside: list[int], near: list[bool], sides: list[int]
) -> list[Cause]:
    """What each point is part of: the first that is so, in the package's order."""
    trends, runs = _trends(values), _runs(sides)
    pairs = _two_of_three(near, sides)
    found = []
    for away, trend, pair, run in zip(outside, trends, pairs, runs, strict=True):
        if away:
            found.append(Cause.ABOVE if away > 0 else Cause.BELOW)
        elif trend:
            found.append(Cause.RISING if trend > 0 else Cause.FALLING)
        elif pair:
            found.append(Cause.NEAR_ABOVE if pair > 0 else Cause.NEAR_BELOW)
        elif run:
            found.append(Cause.RUN_ABOVE if run > 0 else Cause.RUN_BELOW)
        else:
            found.append(Cause.COMMON)
    return found


def _runs(sides: list[int]) -> list[int]:
    """For each point the side of a run of seven that it is part of, or 0."""
    found = [0] * len(sides)
    for end in range(RUN, len(sides) + 1):
        window = sides[end - RUN : end]
        if window[0] and len(set(window)) == 1:
            found[end - RUN : end] = window
    return found


def _trends(values: list[Value]) -> list[int]:
    """For each point the way of seven going one way that it is part of, or 0.

    Where one trend ends and the next begins, the point belongs to the later.
    """
    found = [0] * len(values)
    steps = [
        0 if before is None or after is None else sign(after - before)
        for before, after in zip(values, values[1:], strict=False)
    ]
    for end in range(RUN, len(values) + 1):
        ways = set(steps[end - RUN : end - 1])
        if len(ways) == 1 and 0 not in ways:
            found[end - RUN : end] = [ways.pop()] * RUN
    return found


def _two_of_three(near: list[bool], sides: list[int]) -> list[int]:
    """The points near a limit where two of three are, all three on one side."""
    found = [0] * len(near)
    for start in range(len(near) - 2):
        window = range(start, start + 3)
        together = {sides[place] for place in window}
        if len(together) == 1 and sum(near[place] for place in window) >= 2:
            for place in window:
                found[place] = found[place] or sides[place] * near[place]
    return found
