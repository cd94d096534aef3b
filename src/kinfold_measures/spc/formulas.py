"""The lines of each kind of chart, from the values that set them.

Formulas as in qicharts2 0.7-0.8 and Montgomery, Introduction to Statistical Quality
Control. Every one gives limits at three standard deviations and at two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from kinfold_measures.spc.numbers import (
    Value,
    mean,
    mean_moving_range,
    moving_ranges,
    present,
)

D2: Final = 1.128
"""Mean moving range of two, in standard deviations."""
POWER: Final = 3.6
"""Times between rare events to this root lie about normally (Nelson 1994)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The values of one stretch of a chart.

    Attributes:
        values: what is drawn: a measurement, a share, a rate, a mean.
        counts: what was counted, for the charts of counts.
        sizes: cases that each value rests on; for subgroups, their sizes.
        spreads: the standard deviation of each subgroup.
        sets_lines: whether a value is one of those that set the lines.
        is_screened: leave moving ranges out that are far larger than the others.
    """

    values: Sequence[Value]
    counts: Sequence[Value]
    sizes: Sequence[Value]
    spreads: Sequence[Value]
    sets_lines: Sequence[bool]
    is_screened: bool = True

    def setting(self, column: Sequence[Value]) -> list[Value]:
        """Of a column, the rows that set the lines."""
        return [one for one, sets in zip(column, self.sets_lines, strict=True) if sets]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines at every value, and the values where the chart changes them."""

    values: Sequence[Value]
    centre: Value
    lower: list[Value]
    upper: list[Value]
    lower_2sd: list[Value]
    upper_2sd: list[Value]


def _around(
    stretch: Stretch,
    centre: Value,
    spreads: Sequence[Value],
    *,
    least: float = -math.inf,
    most: float = math.inf,
    drawn_centre: Value = None,
) -> Lines:
    """Limits at two and three times each spread about the centre, within bounds."""

    def at(times: int) -> list[Value]:
        return [
            None
            if centre is None or spread is None
            else min(max(centre + times * spread, least), most)
            for spread in spreads
        ]

    shown = centre if drawn_centre is None else drawn_centre
    return Lines(stretch.values, shown, at(-3), at(3), at(-2), at(2))


def _same(stretch: Stretch, spread: Value) -> list[Value]:
    return [spread] * len(stretch.values)


def _pooled(stretch: Stretch) -> Value:
    """What was counted over all cases, of the rows that set the lines."""
    rows = zip(stretch.counts, stretch.sizes, stretch.sets_lines, strict=True)
    both = [(c, n) for c, n, sets in rows if sets and c is not None and n is not None]
    cases = math.fsum(n for _, n in both)
    return math.fsum(c for c, _ in both) / cases if cases else None


def _weighed(stretch: Stretch) -> Value:
    """The mean of the values that set the lines, each as heavy as what it rests on."""
    rows = zip(stretch.values, stretch.sizes, stretch.sets_lines, strict=True)
    both = [(v, n) for v, n, sets in rows if sets and v is not None and n]
    cases = math.fsum(n for _, n in both)
    return math.fsum(v * n for v, n in both) / cases if cases else None


def run(stretch: Stretch) -> Lines:
    """The median; a run chart has no limits."""
    there = present(stretch.setting(stretch.values))
    return _around(stretch, median(there) if there else None, _same(stretch, None))


def individuals(stretch: Stretch) -> Lines:
    """I: limits from the mean moving range."""
    setting = stretch.setting(stretch.values)
    spread = mean_moving_range(setting, is_screened=stretch.is_screened)
    sigma = None if spread is None else spread / D2
    return _around(stretch, mean(setting), _same(stretch, sigma))


def moving_range(stretch: Stretch) -> Lines:
    """MR: how far each value is from the one before; the first has none."""
    ranges: list[Value] = [None, *moving_ranges(stretch.values)]
    centre = mean(stretch.setting(ranges))
    upper = None if centre is None else 3.267 * centre
    nearer = None if centre is None else 3.267 / 3 * 2 * centre
    floor: list[Value] = [0.0] * len(ranges)
    return Lines(
        ranges, centre, floor, _same(stretch, upper), floor, _same(stretch, nearer)
    )


def individuals_prime(stretch: Stretch) -> Lines:
    """I': as I, where each value rests on its own number of cases (Taylor 2017)."""
    centre = _weighed(stretch)
    known = zip(stretch.values, stretch.sizes, strict=True)
    pairs = [(v, n) for v, n in known if v is not None and n]
    steps = [
        math.sqrt(math.pi / 2) * abs(v - before) / math.sqrt(1 / n_before + 1 / n)
        for (before, n_before), (v, n) in zip(pairs, pairs[1:], strict=False)
    ]
    typical = mean(steps)
    if typical is not None and stretch.is_screened:
        typical = mean(s for s in steps if s < 3.2665 * typical) or 0.0
    spreads = [
        None if typical is None or not n else typical * math.sqrt(1 / n)
        for n in stretch.sizes
    ]
    return _around(stretch, centre, spreads)


def _subgroup_spread(stretch: Stretch) -> Value:
    """Of subgroups of one size the mean of their deviations; of several, pooled."""
    rows = zip(stretch.spreads, stretch.sizes, stretch.sets_lines, strict=True)
    known = [(s, n) for s, n, sets in rows if sets and s is not None and n is not None]
    if len(set(stretch.sizes)) == 1:
        return mean(s for s, _ in known)
    freedom = math.fsum(n - 1 for _, n in known)
    squares = math.fsum((n - 1) * s * s for s, n in known)
    return math.sqrt(squares / freedom) if freedom else None


def c4(size: float) -> float:
    """Mean standard deviation of a subgroup of `size`, 2 or more, when sigma is 1."""
    return math.sqrt(2 / (size - 1)) * math.exp(
        math.lgamma(size / 2) - math.lgamma((size - 1) / 2)
    )


def subgroup_means(stretch: Stretch) -> Lines:
    """X-bar: means of subgroups (Montgomery 6.29-6.31)."""
    centre = _weighed(stretch)
    spread = _subgroup_spread(stretch)
    spreads = [
        None if spread is None or n is None or n < 2 else spread / (c4(n) * n**0.5)
        for n in stretch.sizes
    ]
    return _around(stretch, centre, spreads)


def subgroup_deviations(stretch: Stretch) -> Lines:
    """S: standard deviations of subgroups (Montgomery 6.29, 6.31)."""
    centre = _subgroup_spread(stretch)
    spreads = [
        None
        if centre is None or n is None or n < 2
        else centre * math.sqrt(1 - c4(n) ** 2) / c4(n)
        for n in stretch.sizes
    ]
    lines = _around(stretch, centre, spreads, least=0.0)
    return Lines(
        stretch.spreads,
        centre,
        lines.lower,
        lines.upper,
        lines.lower_2sd,
        lines.upper_2sd,
    )


def _binomial(stretch: Stretch, centre: Value) -> list[Value]:
    return [
        None if centre is None or not n else math.sqrt(centre * (1 - centre) / n)
        for n in stretch.sizes
    ]


def _poisson(stretch: Stretch, centre: Value) -> list[Value]:
    return [
        None if centre is None or not n else math.sqrt(centre / n)
        for n in stretch.sizes
    ]


def _residuals(stretch: Stretch, centre: Value, spreads: list[Value]) -> Value:
    """How much the values vary, in the spreads that chance would give (Laney 2002)."""
    scores = [
        None if v is None or centre is None or not spread else (v - centre) / spread
        for v, spread in zip(stretch.values, spreads, strict=True)
    ]
    between = mean_moving_range(
        stretch.setting(scores), is_screened=stretch.is_screened
    )
    return None if between is None else between / D2


def _laney(stretch: Stretch, centre: Value, spreads: list[Value]) -> list[Value]:
    """The spreads times how much more the values vary than chance."""
    more = _residuals(stretch, centre, spreads)
    return [
        None if spread is None or more is None else spread * more for spread in spreads
    ]


def proportions(stretch: Stretch) -> Lines:
    """P: a share of cases, as the binomial varies."""
    centre = _pooled(stretch)
    return _around(stretch, centre, _binomial(stretch, centre), least=0.0, most=1.0)


def proportions_prime(stretch: Stretch) -> Lines:
    """P': a share of many cases, which varies more than the binomial."""
    centre = _pooled(stretch)
    spreads = _laney(stretch, centre, _binomial(stretch, centre))
    return _around(stretch, centre, spreads, least=0.0, most=1.0)


def share_residuals(stretch: Stretch) -> Value:
    """How much shares vary beside the binomial, which is 1."""
    centre = _pooled(stretch)
    return _residuals(stretch, centre, _binomial(stretch, centre))


def rate_residuals(stretch: Stretch) -> Value:
    """How much rates vary beside Poisson, which is 1."""
    centre = _pooled(stretch)
    return _residuals(stretch, centre, _poisson(stretch, centre))


def counts(stretch: Stretch) -> Lines:
    """C: a count over equal chances (Montgomery 7.17)."""
    centre = mean(stretch.setting(stretch.values))
    spread = None if centre is None else math.sqrt(centre)
    return _around(stretch, centre, _same(stretch, spread), least=0.0)


def rates(stretch: Stretch) -> Lines:
    """U: a count over unequal chances (Montgomery 7.19)."""
    centre = _pooled(stretch)
    return _around(stretch, centre, _poisson(stretch, centre), least=0.0)


def rates_prime(stretch: Stretch) -> Lines:
    """U': a rate over large populations, which varies more than Poisson."""
    centre = _pooled(stretch)
    spreads = _laney(stretch, centre, _poisson(stretch, centre))
    return _around(stretch, centre, spreads, least=0.0)


def cases_between(stretch: Stretch) -> Lines:
    """G: cases between rare events; limits about the mean, the line at the median."""
    setting = stretch.setting(stretch.values)
    centre = mean(setting)
    spread = None if centre is None else math.sqrt(centre * (centre + 1))
    middle = median(present(setting)) if centre is not None else None
    return _around(
        stretch, centre, _same(stretch, spread), least=0.0, drawn_centre=middle
    )


def time_between(stretch: Stretch) -> Lines:
    """T: time between rare events, drawn back from its root (Montgomery 7.28).

    Raises:
        ValueError: a time is nought or less.
    """
    if any(value <= 0 for value in present(stretch.values)):
        raise ValueError("Time between events must be greater than nought")
    roots = [None if v is None else v ** (1 / POWER) for v in stretch.values]
    lines = individuals(
        Stretch(
            roots, roots, stretch.sizes, stretch.spreads, stretch.sets_lines,
            stretch.is_screened,
        )
    )  # fmt: skip

    def back(values: Sequence[Value], below: Value) -> list[Value]:
        return [None if v is None else (v**POWER if v >= 0 else below) for v in values]

    centre = None if lines.centre is None else lines.centre**POWER
    return Lines(
        stretch.values,
        centre,
        back(lines.lower, 0.0),
        back(lines.upper, None),
        back(lines.lower_2sd, None),
        back(lines.upper_2sd, None),
    )


Formula = Callable[[Stretch], Lines]
