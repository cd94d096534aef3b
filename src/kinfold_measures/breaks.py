"""Where a series stops being one series: facts about recording, kept as data.

A line is never drawn across a break, and no finding compares across one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_measures.areas import Area
from kinfold_measures.measure import Measure


@dataclass(frozen=True, slots=True)
class Break:
    """From `first_year` the figures stand on another footing.

    With `last_year` the footing is back where it was in the year after: the years
    between are unlike those on either side.
    """

    first_year: int
    last_year: int | None
    note: str
    area_code: str | None = None
    """None: every authority."""
    measure_codes: frozenset[str] | None = None
    """None: every measure."""

    def starts(self) -> tuple[int, ...]:
        """Years that must not be joined to the year before them."""
        if self.last_year is None:
            return (self.first_year,)
        return (self.first_year, self.last_year + 1)


BREAKS: tuple[Break, ...] = (
    Break(
        first_year=2014,
        last_year=2016,
        note=(
            "2014 to 2016 are not like the other years. Referrals rose to almost three "
            "times their number and fell back, which points to how they were recorded; "
            "the publisher gives no reason."
        ),
        area_code="E08000036",  # Wakefield
        measure_codes=frozenset({"referral.rate", "referral.rereferral_12_months"}),
    ),
    Break(
        first_year=2017,
        last_year=None,
        note=(
            "Figures before 2017 come from an older collection, which counted totals "
            "and not single workers."
        ),
        measure_codes=frozenset(
            {"workforce.caseload", "workforce.turnover", "workforce.agency"}
        ),
    ),
    Break(
        first_year=2020,
        last_year=None,
        note="In April 2019 Christchurch left Dorset.",
        area_code="E06000059",  # Dorset
    ),
)


def breaks_of(
    measure: Measure, area: Area | None, breaks: tuple[Break, ...] = BREAKS
) -> tuple[Break, ...]:
    """The breaks in an authority's series; `area=None` for those of all England."""
    return tuple(
        b
        for b in breaks
        if (b.area_code is None or (area is not None and b.area_code == area.code))
        and (b.measure_codes is None or measure.code in b.measure_codes)
    )


def segments(
    shown: tuple[tuple[int, float], ...], breaks: tuple[Break, ...]
) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Runs of shown years that may be joined by a line.

    A year with no number ends a run, and so does a break.
    """
    starts = {year for one in breaks for year in one.starts()}
    runs: list[list[tuple[int, float]]] = []
    for year, value in shown:
        follows = bool(runs) and runs[-1][-1][0] == year - 1
        if follows and year not in starts:
            runs[-1].append((year, value))
        else:
            runs.append([(year, value)])
    return tuple(tuple(run) for run in runs)


def is_comparable(earlier: int, later: int, breaks: tuple[Break, ...]) -> bool:
    """Whether two years stand on the same footing.

    A break with an end sets its years apart and leaves those before and after it
    comparable; a break without one parts the years for good.
    """
    return all(_footing(earlier, one) == _footing(later, one) for one in breaks)


def _footing(year: int, one: Break) -> bool:
    return one.first_year <= year <= (one.last_year or year)
