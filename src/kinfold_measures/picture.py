"""One authority's measure with all that belongs beside it: what a figure draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kinfold_measures.areas import Area
from kinfold_measures.breaks import Break, breaks_of
from kinfold_measures.england import Panel
from kinfold_measures.jumps import Jump, Usual, jumps_of, usual_moves
from kinfold_measures.measure import England, Measure, columns_in
from kinfold_measures.middles import Middle, middle_of
from kinfold_measures.series import NOT_PUBLISHED, Cell, Point, Series
from kinfold_measures.targets import Target, target_of

ENGLAND_AT_LEAST = 100
"""Of about 150 authorities, so that a middle is England's and not some part's."""
NEIGHBOURS_AT_LEAST = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A measure of one authority beside England and its statistical neighbours."""

    measure: Measure
    area: Area
    series: Series
    counts: Mapping[int, tuple[float, float]]
    """What was counted and out of how many, in the years where both are published."""
    england: Series
    england_middles: tuple[Middle, ...]
    """One a year, in the years of `series`; the quartiles are the middle half."""
    neighbours: Series
    neighbour_areas: tuple[Area, ...]
    breaks: tuple[Break, ...]
    jumps: tuple[Jump, ...]
    target: Target | None
    sources: tuple[str, ...]
    """The publications' names as the panel holds them."""
    version: str

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(point.year for point in self.series)

    def middle_at(self, year: int) -> Middle:
        return self.england_middles[self.years.index(year)]


def years_of(panel: Panel, measure: Measure) -> range:
    """Every year from the measure's first to the panel's last."""
    return range(measure.first_year, panel.last_year + 1)


def series_of(panel: Panel, measure: Measure, code: str) -> Series:
    """An authority's figures, one point for every year of the measure."""
    return Series(
        tuple(
            Point(year, measure.reading.cell(panel, code, year))
            for year in years_of(panel, measure)
        )
    )


@lru_cache(maxsize=128)
def england_moves(panel: Panel, measure: Measure) -> Usual | None:
    """How the figures of all authorities move from one year to the next."""
    return usual_moves(series_of(panel, measure, code) for code in panel.areas)


@lru_cache(maxsize=2048)
def england_middle(panel: Panel, measure: Measure, year: int) -> Middle:
    """Median and quartiles of all authorities there were in that year."""
    cells = [measure.reading.cell(panel, code, year) for code in panel.areas]
    return middle_of(cells, at_least=ENGLAND_AT_LEAST)


def england_cell(panel: Panel, measure: Measure, year: int) -> Cell:
    """The English figure that may stand beside an authority's (see `England`)."""
    if measure.england is England.MEDIAN:
        return england_middle(panel, measure, year).value
    return national_cell(panel, measure, year)


def national_cell(panel: Panel, measure: Measure, year: int) -> Cell:
    """England's own published figure: of all children, not of the middle authority."""
    column = measure.national_column or ""
    return panel.national.get((column, year), NOT_PUBLISHED)


def neighbours_middle(panel: Panel, measure: Measure, code: str, year: int) -> Middle:
    """Median of the ten statistical neighbours of today's model, in that year."""
    cells = [
        measure.reading.cell(panel, other, year)
        for other in panel.neighbours.get(code, ())
    ]
    return middle_of(cells, at_least=NEIGHBOURS_AT_LEAST)


def picture_of(panel: Panel, measure: Measure, area: Area) -> Picture:
    """Everything one figure needs, read from the panel."""
    years = years_of(panel, measure)
    series = series_of(panel, measure, area.code)
    breaks = breaks_of(measure, area)
    beside = [
        Point(year, neighbours_middle(panel, measure, area.code, year).value)
        for year in years
    ]
    return Picture(
        measure=measure,
        area=area,
        series=series,
        counts=_counts_of(panel, measure, area),
        england=Series(
            tuple(Point(year, england_cell(panel, measure, year)) for year in years)
        ),
        england_middles=tuple(england_middle(panel, measure, year) for year in years),
        neighbours=Series(tuple(beside)),
        neighbour_areas=tuple(
            panel.areas[code] for code in panel.neighbours.get(area.code, ())
        ),
        breaks=breaks,
        jumps=jumps_of(series, england_moves(panel, measure), breaks),
        target=target_of(measure.code, area, series),
        sources=sources_of(panel, measure),
        version=panel.version,
    )


def _counts_of(
    panel: Panel, measure: Measure, area: Area
) -> dict[int, tuple[float, float]]:
    if measure.counted is None:
        return {}
    found = {
        year: measure.counted.counts(panel, area.code, year)
        for year in years_of(panel, measure)
    }
    return {year: pair for year, pair in found.items() if pair}


def sources_of(panel: Panel, measure: Measure) -> tuple[str, ...]:
    """Names of the publications the measure's years were read from."""
    found: set[str] = set()
    for year in years_of(panel, measure):
        found |= sources_at(panel, measure, year)
    return tuple(sorted(found))


def sources_at(panel: Panel, measure: Measure, year: int) -> set[str]:
    """Names of the publications that one year was read from."""
    columns = columns_in(measure.reading, panel, year)
    return set().union(*(panel.sources.get((c, year), frozenset()) for c in columns))
