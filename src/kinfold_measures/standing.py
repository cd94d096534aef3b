"""Where authorities stand among England's in one year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kinfold_measures.areas import Area
from kinfold_measures.england import Panel
from kinfold_measures.measure import Measure
from kinfold_measures.middles import Middle
from kinfold_measures.picture import (
    england_cell,
    england_middle,
    neighbours_middle,
    years_of,
)
from kinfold_measures.series import Cell


class Place(StrEnum):
    """Which part of England's authorities a figure lies in. No verdict in it."""

    LOWEST_QUARTER = "lowest quarter"
    MIDDLE_HALF = "middle half"
    HIGHEST_QUARTER = "highest quarter"


def place_of(value: float, middle: Middle) -> Place | None:
    """The part of the distribution a value lies in; None when it has no quartiles."""
    if not isinstance(middle.lower, float) or not isinstance(middle.upper, float):
        return None
    if value < middle.lower:
        return Place.LOWEST_QUARTER
    if value > middle.upper:
        return Place.HIGHEST_QUARTER
    return Place.MIDDLE_HALF


@dataclass(frozen=True, slots=True)
class Standing:
    """One authority's figure in the year."""

    area: Area
    cell: Cell
    neighbours: Cell
    place: Place | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Chosen authorities among all of England's, for one measure and year."""

    measure: Measure
    year: int
    rows: tuple[Standing, ...]
    middle: Middle
    england: Cell
    distribution: tuple[float, ...]
    """Every shown figure in England, lowest first."""
    version: str


def standings_of(
    panel: Panel, measure: Measure, year: int, areas: Iterable[Area]
) -> Standings:
    """Read the year's figures of the chosen authorities and of all England."""
    middle = england_middle(panel, measure, year)
    rows = []
    for area in areas:
        cell = measure.reading.cell(panel, area.code, year)
        rows.append(
            Standing(
                area=area,
                cell=cell,
                neighbours=neighbours_middle(panel, measure, area.code, year).value,
                place=place_of(cell, middle) if isinstance(cell, float) else None,
            )
        )
    everyone = (measure.reading.cell(panel, code, year) for code in panel.areas)
    return Standings(
        measure=measure,
        year=year,
        rows=tuple(rows),
        middle=middle,
        england=england_cell(panel, measure, year),
        distribution=tuple(sorted(c for c in everyone if isinstance(c, float))),
        version=panel.version,
    )


def years_to_compare(panel: Panel, measure: Measure) -> tuple[int, ...]:
    """Years that can be chosen, the latest first."""
    return tuple(reversed(years_of(panel, measure)))
