"""Run and control charts for whatever is counted.

Laney's P' and U' are for large denominators: there a plain p or u chart calls ordinary
variation a signal. G and t are for what is rare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import stdev
from typing import Final

from kinfold_measures.spc import formulas
from kinfold_measures.spc.formulas import Formula, Stretch
from kinfold_measures.spc.numbers import Value, mean, present
from kinfold_measures.spc.runs import Method, Runs, runs_about


class Kind(StrEnum):
    """The kinds of chart, by the names that qicharts2 gives them."""

    RUN = "run"
    INDIVIDUALS = "i"
    MOVING_RANGE = "mr"
    INDIVIDUALS_PRIME = "ip"
    MEANS = "xbar"
    DEVIATIONS = "s"
    PROPORTIONS = "p"
    PROPORTIONS_PRIME = "pp"
    COUNTS = "c"
    RATES = "u"
    RATES_PRIME = "up"
    CASES_BETWEEN = "g"
    TIME_BETWEEN = "t"


FORMULAS: Final[dict[Kind, Formula]] = {
    Kind.RUN: formulas.run,
    Kind.INDIVIDUALS: formulas.individuals,
    Kind.MOVING_RANGE: formulas.moving_range,
    Kind.INDIVIDUALS_PRIME: formulas.individuals_prime,
    Kind.MEANS: formulas.subgroup_means,
    Kind.DEVIATIONS: formulas.subgroup_deviations,
    Kind.PROPORTIONS: formulas.proportions,
    Kind.PROPORTIONS_PRIME: formulas.proportions_prime,
    Kind.COUNTS: formulas.counts,
    Kind.RATES: formulas.rates,
    Kind.RATES_PRIME: formulas.rates_prime,
    Kind.CASES_BETWEEN: formulas.cases_between,
    Kind.TIME_BETWEEN: formulas.time_between,
}
NEEDS_SIZES: Final = frozenset(
    {Kind.PROPORTIONS, Kind.PROPORTIONS_PRIME, Kind.RATES, Kind.RATES_PRIME}
)
OF_SUBGROUPS: Final = frozenset({Kind.MEANS, Kind.DEVIATIONS})


@dataclass(frozen=True, slots=True)
class Point:
    """One value with the lines at it. `is_signal`: it lies outside its limits."""

    value: Value
    size: Value
    centre: Value
    lower: Value
    upper: Value
    lower_2sd: Value
    upper_2sd: Value
    is_signal: bool
    sets_lines: bool
    is_included: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a chart with the runs in it."""

    points: tuple[Point, ...]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart: its stretches in time order."""

    kind: Kind
    parts: tuple[Part, ...]


def control_chart(
    kind: Kind,
    values: Sequence[Value],
    *,
    sizes: Sequence[Value] | None = None,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
    is_screened: bool = True,
    method: Method = Method.ANHOEJ,
) -> Chart:
    """A chart of measurements, counts or times.

    Args:
        values: in time order; what was counted, for a share or a rate. None for a gap.
        sizes: the cases each value rests on. Shares and rates need them.
        freeze: only the first so many values set the lines.
        splits: after these values (counted from 1) the lines are made anew.
        exclude: values (from 1) that set no line and count in no run.
        is_screened: leave moving ranges out that are far larger than the others.
        method: which runs are more than chance.

    Raises:
        ValueError: sizes are missing, do not match, or are not above nought; a share is
            more than all; a count is below nought; or it is a chart of subgroups.
    """
    if kind in OF_SUBGROUPS:
        raise ValueError(f"A chart of kind {kind} is made from subgroups")
    _check(kind, values, sizes)
    cases: Sequence[Value] = sizes if sizes is not None else [None] * len(values)
    drawn: Sequence[Value] = values
    if sizes is not None and kind is not Kind.COUNTS:
        drawn = _ratios(values, cases)
    if kind is Kind.INDIVIDUALS_PRIME and sizes is None:
        cases = [1.0] * len(values)
    columns = _Columns(drawn, values, cases, [None] * len(values))
    return _chart(kind, columns, freeze, splits, exclude, is_screened, method)


def spread_of_residuals(
    kind: Kind, values: Sequence[Value], sizes: Sequence[Value]
) -> Value:
    """How much shares (p) or rates (u) vary beside chance, which is 1: Laney's sigma.

    None with fewer than two side by side. Far above 1, a plain chart calls ordinary
    variation a signal.

    Raises:
        ValueError: as `control_chart`; or it is neither a p nor a u chart.
    """
    if kind not in _RESIDUALS:
        raise ValueError(f"A chart of kind {kind} has no residuals to compare")
    _check(kind, values, sizes)
    drawn = _ratios(values, sizes)
    nothing: list[Value] = [None] * len(values)
    return _RESIDUALS[kind](
        formulas.Stretch(drawn, values, sizes, nothing, [True] * len(values))
    )


_RESIDUALS: Final = {
    Kind.PROPORTIONS: formulas.share_residuals,
    Kind.RATES: formulas.rate_residuals,
}


def _ratios(values: Sequence[Value], sizes: Sequence[Value]) -> list[Value]:
    return [
        None if value is None or size is None else value / size
        for value, size in zip(values, sizes, strict=True)
    ]


def subgroup_chart(
    kind: Kind,
    subgroups: Sequence[Sequence[Value]],
    *,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
    method: Method = Method.ANHOEJ,
) -> Chart:
    """A chart of the means (xbar) or standard deviations (s) of subgroups.

    A subgroup of one has no spread, and so no limits.

    Raises:
        ValueError: it is another kind of chart.
    """
    if kind not in OF_SUBGROUPS:
        raise ValueError(f"A chart of kind {kind} is made from single values")
    known = [present(subgroup) for subgroup in subgroups]
    means = [mean(subgroup) for subgroup in known]
    columns = _Columns(
        means,
        means,
        [float(len(subgroup)) for subgroup in known],
        [stdev(subgroup) if len(subgroup) > 1 else None for subgroup in known],
    )
    return _chart(kind, columns, freeze, splits, exclude, True, method)


def _check(kind: Kind, values: Sequence[Value], sizes: Sequence[Value] | None) -> None:
    if sizes is None:
        if kind in NEEDS_SIZES:
            raise ValueError(
                f"A chart of kind {kind} needs the cases behind each value"
            )
        return
    if len(sizes) != len(values):
        raise ValueError(f"{len(values)} values and {len(sizes)} sizes: give one each")
    for place, pair in enumerate(zip(values, sizes, strict=True), start=1):
        if why := _why_not(kind, *pair):
            raise ValueError(f"Value {place} is {pair[0]} of {pair[1]}: {why}")


def _why_not(kind: Kind, value: Value, size: Value) -> str:
    """Why a value cannot rest on so many cases; "" when it can."""
    if size is not None and size <= 0:
        return "give more cases than none"
    if value is None or size is None or kind not in NEEDS_SIZES:
        return ""
    if value < 0:
        return "a count is never below nought"
    if kind in {Kind.PROPORTIONS, Kind.PROPORTIONS_PRIME} and value > size:
        return "more than all"
    return ""


@dataclass(frozen=True, slots=True)
class _Columns:
    drawn: Sequence[Value]
    counts: Sequence[Value]
    sizes: Sequence[Value]
    spreads: Sequence[Value]


def _chart(
    kind: Kind,
    columns: _Columns,
    freeze: int | None,
    splits: Iterable[int],
    exclude: Iterable[int],
    is_screened: bool,
    method: Method,
) -> Chart:
    count = len(columns.drawn)
    left_out = set(exclude)
    included = [place not in left_out for place in range(1, count + 1)]
    frozen = [freeze is None or place <= freeze for place in range(1, count + 1)]
    edges = sorted({0, count, *(at for at in splits if 0 < at < count)})
    parts = []
    for start, end in zip(edges, edges[1:], strict=False):
        here = slice(start, end)
        stretch = Stretch(
            columns.drawn[here],
            columns.counts[here],
            columns.sizes[here],
            columns.spreads[here],
            [a and b for a, b in zip(included[here], frozen[here], strict=True)],
            is_screened,
        )
        parts.append(_part(kind, stretch, included[here], frozen[here], method))
    return Chart(kind, tuple(parts))


def _part(
    kind: Kind,
    stretch: Stretch,
    included: list[bool],
    frozen: list[bool],
    method: Method,
) -> Part:
    lines = FORMULAS[kind](stretch)
    counted = [v for v, keeps in zip(lines.values, included, strict=True) if keeps]
    runs = runs_about(counted, lines.centre, method=method)
    rows = zip(
        lines.values, stretch.sizes, lines.lower, lines.upper, lines.lower_2sd,
        lines.upper_2sd, frozen, included, strict=True,
    )  # fmt: skip
    points = [
        Point(
            value, size, lines.centre, lower, upper, lower_2sd, upper_2sd,
            is_signal=_is_outside(value, lower, upper),
            sets_lines=sets, is_included=keeps,
        )
        for value, size, lower, upper, lower_2sd, upper_2sd, sets, keeps in rows
    ]  # fmt: skip
    return Part(tuple(points), runs)


def _is_outside(value: Value, lower: Value, upper: Value) -> bool:
    if value is None:
        return False
    return (upper is not None and value > upper) or (
        lower is not None and value < lower
    )
