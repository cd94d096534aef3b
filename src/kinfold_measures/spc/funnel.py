"""Funnels: who differs from the rest by more than chance, small and large alike?

Spiegelhalter, Statistics in Medicine 2005;24:1185 and, for the variation between areas
that no chance explains, Spiegelhalter and others, JRSS A 2012;175:1. The numbers are
those of FunnelPlotR. With 153 authorities and thousands of children deprivation alone
puts many outside a plain funnel: ask for the adjusted limits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_measures.spc.gamma import gamma_quantile
from kinfold_measures.spc.numbers import Value

Z95: Final = 1.959964
Z998: Final = 3.090232


class Kind(StrEnum):
    """What is divided by what."""

    STANDARDISED = "SR"
    """Observed over expected events; the target is 1."""
    PROPORTION = "PR"
    RATIO = "RC"
    """One count over another."""


class Method(StrEnum):
    """How a standardised ratio is transformed, and what is done with its extremes."""

    SHMI = "SHMI"
    """Logarithm; the most extreme are left out (NHS Digital)."""
    CQC = "CQC"
    """Square root; the most extreme are drawn in (Care Quality Commission)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One area: events, and the cases or expected events they come from."""

    group: str
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Between these a ratio may lie by chance, at 95 % and at 99.8 %."""

    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True, slots=True)
class Point:
    """One area in the funnel.

    Attributes:
        score: standard deviations from the target, on the transformed scale.
        kept: that score as it counts for the spread between areas; None when left out.
        exact: limits by chance alone.
        adjusted: limits that allow for the spread between areas.
        is_outlier: outside the limits that were asked for.
    """

    unit: Unit
    ratio: float
    transformed: float
    spread: float
    score: float
    kept: Value
    exact: Limits
    adjusted: Limits
    is_outlier: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """A whole funnel.

    `phi`: how much more the areas vary than chance (1: not at all); `tau2`: the
    variance between them. Both are nought when no adjustment was asked for.
    """

    points: tuple[Point, ...]
    target: float
    target_transformed: float
    phi: float
    tau2: float


def funnel(
    units: Iterable[Unit],
    *,
    kind: Kind = Kind.STANDARDISED,
    method: Method = Method.SHMI,
    trim: float = 0.1,
    is_adjusted: bool = True,
    level: int = 99,
) -> Funnel:
    """The funnel of areas. Units with one group's name are added up.

    Args:
        trim: the part of the areas at each end that does not set the spread.
        level: which limits make an outlier, 95 or 99 (99.8 %).

    Raises:
        ValueError: no unit; a denominator that is not above nought, a numerator below
            it; nought events where a logarithm is needed; more than all in a
            proportion; a trim or level that there is not.
    """
    together = _added_up(units)
    if kind is Kind.STANDARDISED and method is Method.SHMI:
        # the package reads expected events to two places
        together = [
            Unit(u.group, u.numerator, round(u.denominator, 2)) for u in together
        ]
    _check(together, kind, method, trim, level)
    target = 1.0 if kind is Kind.STANDARDISED else _overall(together)
    scale = _Scale(kind, method, target)
    scores = [scale.score(unit) for unit in together]
    is_truncated = kind is Kind.STANDARDISED and method is Method.SHMI
    kept = _truncated(scores, trim) if is_truncated else _drawn_in(scores, trim)
    phi, tau2 = (0.0, 0.0)
    if is_adjusted:
        phi, tau2 = _between(kept, [scale.spread(unit) for unit in together])
    rows = zip(together, scores, kept, strict=True)
    points = [
        _point(unit, score, keeps, scale, tau2, level) for unit, score, keeps in rows
    ]
    return Funnel(tuple(points), target, scale.target_transformed, phi, tau2)


def drawn_limits(made: Funnel, kind: Kind, size: float) -> tuple[Limits, Limits]:
    """By chance alone and with the spread between areas, for an area of any size.

    For proportions, and for standardised ratios by the method CQC. The second are
    brought back from the scale on which the spread was added; FunnelPlotR does not
    square those of the square root, which makes them half as wide.
    """
    scale = _Scale(kind, Method.CQC, made.target)
    if kind is Kind.STANDARDISED:
        return poisson_limits(size), _brought_back(scale, size, made.tau2)
    return _brought_back(scale, size, 0.0), _brought_back(scale, size, made.tau2)


def _brought_back(scale: _Scale, size: float, tau2: float) -> Limits:
    wide = math.sqrt(1 / (4 * size) + tau2)

    def at(z: float) -> float:
        there = max(0.0, scale.target_transformed + z * wide)
        if scale.kind is Kind.STANDARDISED:
            return there**2
        return math.sin(min(there, math.pi / 2)) ** 2

    return Limits(at(-Z95), at(Z95), at(-Z998), at(Z998))


def poisson_limits(expected: float, *, target: float = 1.0) -> Limits:
    """Exact limits of observed over expected when events are Poisson.

    From the chi-squared quantiles of Garwood 1936, at 95 % and 99.8 %.

    Raises:
        ValueError: fewer than some are expected.
    """

    def lower(tail: float) -> float:
        return target * gamma_quantile(expected, tail) / expected

    def upper(tail: float) -> float:
        return target * gamma_quantile(expected + 1, 1 - tail) / expected

    return Limits(lower(0.025), upper(0.025), lower(0.001), upper(0.001))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a ratio is put so that chance spreads it evenly, and back again."""

    kind: Kind
    method: Method
    target: float

    @property
    def target_transformed(self) -> float:
        if self.kind is Kind.STANDARDISED:
            return 0.0 if self.method is Method.SHMI else 1.0
        if self.kind is Kind.PROPORTION:
            return math.asin(math.sqrt(self.target))
        return math.log(self.target)

    def transformed(self, unit: Unit) -> float:
        ratio = unit.numerator / unit.denominator
        if self.kind is Kind.PROPORTION:
            return math.asin(math.sqrt(ratio))
        if self.kind is Kind.RATIO:
            return math.log((unit.numerator + 0.5) / (unit.denominator + 0.5))
        return math.log(ratio) if self.method is Method.SHMI else math.sqrt(ratio)

    def spread(self, unit: Unit) -> float:
        """The standard deviation by chance, on the transformed scale."""
        if self.kind is Kind.RATIO:
            above = unit.numerator / (unit.numerator + 0.5) ** 2
            below = unit.denominator / (unit.denominator + 0.5) ** 2
            return math.sqrt(above + below)
        if self.kind is Kind.STANDARDISED and self.method is Method.SHMI:
            return 1 / math.sqrt(unit.denominator)
        return 1 / (2 * math.sqrt(unit.denominator))

    def score(self, unit: Unit) -> float:
        return (self.transformed(unit) - self.target_transformed) / self.spread(unit)

    def limits(self, unit: Unit, tau2: float) -> Limits:
        """The limits at one area, with the variance between areas added."""

        def at(z: float) -> float:
            if self.kind is Kind.STANDARDISED and self.method is Method.SHMI:
                return math.exp(z * math.sqrt(1 / unit.denominator + tau2))
            # the package's limits use this spread, for a ratio of counts too
            wide = z * math.sqrt(1 / (4 * unit.denominator) + tau2)
            if self.kind is Kind.STANDARDISED:
                return 1 + wide
            if self.kind is Kind.PROPORTION:
                return math.sin(self.target_transformed + wide) ** 2
            return math.exp(self.target_transformed + wide)

        return Limits(at(-Z95), at(Z95), at(-Z998), at(Z998))

    def by_chance(self, unit: Unit) -> Limits:
        if self.kind is Kind.STANDARDISED:
            return poisson_limits(unit.denominator)
        return self.limits(unit, 0.0)


def _added_up(units: Iterable[Unit]) -> list[Unit]:
    numerators: dict[str, list[float]] = {}
    denominators: dict[str, list[float]] = {}
    for unit in units:
        numerators.setdefault(unit.group, []).append(unit.numerator)
        denominators.setdefault(unit.group, []).append(unit.denominator)
    return [
        Unit(group, math.fsum(numerators[group]), math.fsum(denominators[group]))
        for group in numerators
    ]


def _overall(units: Sequence[Unit]) -> float:
    return math.fsum(u.numerator for u in units) / math.fsum(
        u.denominator for u in units
    )


def _check(
    units: Sequence[Unit], kind: Kind, method: Method, trim: float, level: int
) -> None:
    if not units:
        raise ValueError("A funnel needs at least one area")
    if not 0 < trim < 0.5:
        raise ValueError(f"Trim by more than nought and less than a half, not {trim}")
    if level not in (95, 99):
        raise ValueError(f"Limits are 95 or 99 (99.8 %), not {level}")
    for unit in units:
        if why := _why_not(unit, kind, method):
            said = f"{unit.group}: {unit.numerator:g} of {unit.denominator:g}"
            raise ValueError(f"{said}: {why}")
    if kind is Kind.RATIO and not any(unit.numerator for unit in units):
        raise ValueError("A ratio of counts needs at least one event in all areas")


def _why_not(unit: Unit, kind: Kind, method: Method) -> str:
    """Why an area cannot stand in the funnel; "" when it can."""
    if unit.denominator <= 0 or unit.numerator < 0:
        return "events are never below nought, cases above it"
    if kind is Kind.PROPORTION and unit.numerator > unit.denominator:
        return "more than all"
    needs_some = kind is Kind.STANDARDISED and method is Method.SHMI
    if needs_some and not unit.numerator:
        return "nought has no logarithm; use the method CQC"
    return ""


def _truncated(scores: Sequence[float], trim: float) -> list[Value]:
    """The scores, None for those in the first and last of 1/trim groups by rank."""
    groups = 1 / trim
    ranks = _ranks(scores)
    return [
        score
        if 0 < math.floor(rank * groups / (len(scores) + 1)) < groups - 1
        else None
        for score, rank in zip(scores, ranks, strict=True)
    ]


def _ranks(scores: Sequence[float]) -> list[float]:
    """Ranks from 1; those that are equal share the mean of theirs."""
    order = sorted(scores)
    first = {score: place for place, score in reversed(list(enumerate(order, 1)))}
    last = {score: place for place, score in enumerate(order, 1)}
    return [(first[score] + last[score]) / 2 for score in scores]


def _drawn_in(scores: Sequence[float], trim: float) -> list[Value]:
    """The scores, those beyond the quantiles at `trim` put onto them (R's type 7)."""
    lowest, highest = _quantile(scores, trim), _quantile(scores, 1 - trim)
    return [min(max(score, lowest), highest) for score in scores]


def _quantile(scores: Sequence[float], part: float) -> float:
    order = sorted(scores)
    place = (len(order) - 1) * part
    below = math.floor(place + 4e-16 * max(1.0, place))
    above = min(below + 1, len(order) - 1)
    return order[below] + (place - below) * (order[above] - order[below])


def _between(kept: Sequence[Value], spreads: Sequence[float]) -> tuple[float, float]:
    """How much more they vary than chance, and the variance between them."""
    both = [
        (score, spread)
        for score, spread in zip(kept, spreads, strict=True)
        if score is not None
    ]
    count = len(both)
    phi = math.fsum(score * score for score, _ in both) / count
    weights = [1 / spread**2 for _, spread in both]
    total = math.fsum(weights)
    if count < 2 or count * phi < count - 1:
        return phi, 0.0
    room = total - math.fsum(w * w for w in weights) / total
    return phi, (count * phi - (count - 1)) / room


def _point(
    unit: Unit, score: float, kept: Value, scale: _Scale, tau2: float, level: int
) -> Point:
    ratio = unit.numerator / unit.denominator
    exact, adjusted = scale.by_chance(unit), scale.limits(unit, tau2)
    # with no variance between areas there is nothing to adjust for
    held = adjusted if tau2 else exact
    lower, upper = (
        (held.lower_95, held.upper_95)
        if level == 95
        else (held.lower_998, held.upper_998)
    )
    return Point(
        unit, ratio, scale.transformed(unit), scale.spread(unit), score, kept, exact,
        adjusted, is_outlier=not lower <= ratio <= upper,
    )  # fmt: skip
