"""One authority among all of England's as a funnel: is it further off than chance?

A share stands as a proportion; a rate as events over those to expect at England's rate,
with exact Poisson limits. England's authorities differ by far more than chance can
explain, so the limits that count allow for that spread (Spiegelhalter).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kinfold_measures.areas import Area
from kinfold_measures.england import Panel
from kinfold_measures.measure import Measure, Ratio, Unit, in_label, in_words
from kinfold_measures.picture import ENGLAND_AT_LEAST
from kinfold_measures.series import Cell
from kinfold_measures.spc.funnel import (
    Funnel,
    Kind,
    Limits,
    Method,
    drawn_limits,
    funnel,
)
from kinfold_measures.spc.funnel import Unit as Counts


class Where(StrEnum):
    """Where a figure lies beside the limits that allow for the spread."""

    FAR_ABOVE = "above the outer limit"
    ABOVE = "above the inner limit"
    INSIDE = "inside the limits"
    BELOW = "below the inner limit"
    FAR_BELOW = "below the outer limit"


FAR = frozenset({Where.FAR_ABOVE, Where.FAR_BELOW})


@dataclass(frozen=True, slots=True)
class Spot:
    """One authority in the funnel, its figure in the measure's unit."""

    area: Area
    numerator: float
    denominator: float
    value: float
    where: Where


@dataclass(frozen=True, slots=True, eq=False)
class EnglandFunnel:
    """All authorities whose counts of a year are published, and the limits they set."""

    measure: Measure
    year: int
    england: float
    spots: tuple[Spot, ...]
    chance_outside: int
    """How many would be called far off were there chance alone."""
    left_out: int
    """How many authorities have no count that could be drawn."""
    made: Funnel

    def limits(self, cases: float) -> tuple[Limits, Limits]:
        """Limits by chance and those that count, in the unit, at a number of cases."""
        return _limits(self.measure, self.england, self.made, cases)


@dataclass(frozen=True, slots=True)
class AreaFunnel:
    """England's funnel as it is drawn for one authority."""

    whole: EnglandFunnel
    area: Area
    own_cell: Cell
    neighbour_codes: tuple[str, ...]

    @property
    def own(self) -> Spot | None:
        """None where the authority's counts are not published."""
        return self._by_code().get(self.area.code)

    @property
    def neighbours(self) -> tuple[Spot, ...]:
        """Those of the ten that can be drawn, closest first."""
        by_code = self._by_code()
        return tuple(by_code[c] for c in self.neighbour_codes if c in by_code)

    def _by_code(self) -> dict[str, Spot]:
        return {spot.area.code: spot for spot in self.whole.spots}


def funnel_of(
    panel: Panel, measure: Measure, area: Area, year: int
) -> AreaFunnel | None:
    """The funnel for an authority; None where England's counts are not published."""
    counted, whole = measure.counted, england_funnel(panel, measure, year)
    if counted is None or whole is None:
        return None
    own = counted.cell(panel, area.code, year)
    return AreaFunnel(whole, area, own, panel.neighbours.get(area.code, ()))


@lru_cache(maxsize=64)
def england_funnel(panel: Panel, measure: Measure, year: int) -> EnglandFunnel | None:
    """The funnel of a year; None where there are too few authorities with counts."""
    counted = measure.counted
    if counted is None:
        return None
    found = {code: counts_of(panel, counted, code, year) for code in panel.areas}
    pairs = {code: pair for code, pair in found.items() if pair is not None}
    if len(pairs) < ENGLAND_AT_LEAST:
        return None
    events, cases = (sum(pair[part] for pair in pairs.values()) for part in (0, 1))
    england = counted.scale * events / cases
    per_case = _per_case(measure, england)
    units = [Counts(code, some, of * per_case) for code, (some, of) in pairs.items()]
    made = funnel(units, kind=_kind(measure), method=Method.CQC)
    spots, chance_outside = [], 0
    for code, (some, of) in pairs.items():
        value = counted.scale * some / of
        chance, wider = _limits(measure, england, made, of)
        chance_outside += _where(value, chance) in FAR
        spots.append(Spot(panel.areas[code], some, of, value, _where(value, wider)))
    there = [a for a in panel.areas.values() if (a.last_year or year) >= year]
    left_out = len(there) - len(spots)
    return EnglandFunnel(
        measure, year, england, tuple(spots), chance_outside, left_out, made
    )


def counts_of(
    panel: Panel, counted: Ratio, code: str, year: int
) -> tuple[float, float] | None:
    """Events and cases of an authority's year; None where either is not published."""
    ratio = counted.cell(panel, code, year)
    cases = panel.cell(counted.whole, code, year)
    if not isinstance(ratio, float) or not isinstance(cases, float):
        return None
    return ratio * cases / counted.scale, cases


def _limits(
    measure: Measure, england: float, made: Funnel, cases: float
) -> tuple[Limits, Limits]:
    size = cases * _per_case(measure, england)
    chance, wider = drawn_limits(made, _kind(measure), size)
    factor = 100.0 if measure.unit is Unit.PERCENT else england
    return _times(chance, factor), _times(wider, factor)


def _times(limits: Limits, factor: float) -> Limits:
    return Limits(
        limits.lower_95 * factor,
        limits.upper_95 * factor,
        limits.lower_998 * factor,
        limits.upper_998 * factor,
    )


def _kind(measure: Measure) -> Kind:
    return Kind.PROPORTION if measure.unit is Unit.PERCENT else Kind.STANDARDISED


def _per_case(measure: Measure, england: float) -> float:
    """What one case of the denominator adds to the funnel's: itself, or an event."""
    return 1.0 if measure.unit is Unit.PERCENT else england / 10_000


def _where(value: float, limits: Limits) -> Where:
    if value > limits.upper_998:
        return Where.FAR_ABOVE
    if value < limits.lower_998:
        return Where.FAR_BELOW
    if value > limits.upper_95:
        return Where.ABOVE
    return Where.BELOW if value < limits.lower_95 else Where.INSIDE


_MEANS = {
    Where.FAR_ABOVE: "higher than the spread of England's authorities explains",
    Where.ABOVE: "high, yet a few authorities are as high by chance",
    Where.INSIDE: "no further from England's than authorities usually are",
    Where.BELOW: "low, yet a few authorities are as low by chance",
    Where.FAR_BELOW: "lower than the spread of England's authorities explains",
}


def funnel_finding(shown: AreaFunnel) -> str:
    """The title: where the authority stands among England's."""
    measure, year, own = shown.whole.measure, shown.whole.year, shown.own
    start, name = f"{measure.short} in {year}", shown.area.name
    if own is None:
        return f"{start}: {name} cannot be placed, {absence_words(shown)}"
    return f"{start}: {name}, {in_words(own.value, measure)}, is {_MEANS[own.where]}"


def absence_words(shown: AreaFunnel) -> str:
    """Why the authority's own counts are not there."""
    own = shown.own_cell
    return "" if isinstance(own, float) else own.words


def funnel_sentences(shown: AreaFunnel) -> tuple[str, ...]:
    """England, the neighbours and what the limits allow for."""
    whole, near = shown.whole, shown.neighbours
    measure = whole.measure
    said = [f"England's figure is {in_words(whole.england, measure)}."]
    if near:
        values = [spot.value for spot in near]
        low, high = in_label(min(values), measure), in_label(max(values), measure)
        inside = sum(spot.where is Where.INSIDE for spot in near)
        said.append(
            f"Its statistical neighbours go from {low} to {high}; {inside} of "
            f"{len(near)} are inside the limits."
        )
    outside = sum(spot.where in FAR for spot in whole.spots)
    said.append(
        f"{outside} of {len(whole.spots)} authorities lie beyond the outer limits, "
        "which allow for how much authorities differ. Beyond those of chance alone, "
        f"the dotted ones, lie {whole.chance_outside}."
    )
    if whole.left_out:
        said.append(
            f"Not drawn, because counts are withheld or were not published: "
            f"{whole.left_out}."
        )
    return tuple(said)
