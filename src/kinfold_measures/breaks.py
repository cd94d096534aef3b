"""Where a series stops being one series: facts about recording, kept as data.

A line is never drawn across a break, and no finding compares across one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinfold_measures.areas import Area
from kinfold_measures.language.definition import Definition
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
    source: str = ""
    area_code: str | None = None
    """None: every authority."""
    measure_codes: frozenset[str] | None = None
    """None: every measure."""

    def starts(self) -> tuple[int, ...]:
        """Years that must not be joined to the year before them."""
        if self.last_year is None:
            return (self.first_year,)
        return (self.first_year, self.last_year + 1)


def _read(given: Mapping[str, Any]) -> Break:
    measures = given.get("measures")
    return Break(
        first_year=given["first_year"],
        last_year=given.get("last_year"),
        note=given["note"],
        source=given["source"],
        area_code=given.get("area"),
        measure_codes=None if measures is None else frozenset(measures),
    )


BREAKS: tuple[Break, ...] = tuple(
    _read(given)
    for given in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    )["break"]
)
"""Every break that is known."""


def breaks_of(
    measure: Measure | Definition, area: Area | None, breaks: tuple[Break, ...] = BREAKS
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
