"""A panel: units by periods, with what was measured and who was treated from when."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kinfold_evaluation.refusal import CannotIdentify

Floats = NDArray[np.floating[Any]]
Booleans = NDArray[np.bool_]
Whole = NDArray[np.int64]

Name = TypeVar("Name", str, float)

NEVER = 0
"""The cohort of a unit that is never treated."""

LARGEST = 1e100
"""Squares of what is larger run over."""

ONE_SERIES = "the series"
"""The unit of a file that has no column of units."""

MISSING = frozenset({"", "NA", "NaN", "nan", ".", "null"})
"""What stands for a figure nobody has."""

SUPPRESSED = frozenset({"c", "z", "x", ":", "k", "u", "low"})
"""Symbols of the Department for a figure withheld or not to be had; never 0."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Units by periods, in the order of `units` and `times`.

    Attributes:
        units: names, in ascending order; N of them.
        times: periods, ascending; T of them.
        outcome: N x T, not-a-number where there is none.
        starts: N, the period from which a unit is treated; `NEVER` for none.
        covariates: by name, N x T each.
        weights: N x T, what each cell counts for; all the same when not given.
    """

    units: tuple[str, ...]
    times: tuple[float, ...]
    outcome: Floats
    starts: Floats
    covariates: Mapping[str, Floats] = field(default_factory=dict)
    weights: Floats | None = None

    @property
    def seen(self) -> Booleans:
        """N x T: the cells that have an outcome, a weight and every covariate."""
        seen = np.isfinite(self.outcome) & np.isfinite(self.weighing)
        for values in self.covariates.values():
            seen = seen & np.isfinite(values)
        return seen

    @property
    def weighing(self) -> Floats:
        """N x T: what each cell counts for, 1 where nothing else is given."""
        return np.ones_like(self.outcome) if self.weights is None else self.weights

    @property
    def treatment(self) -> Floats:
        """N x T: 1 where a unit is treated in a period."""
        started = self.starts[:, None] != NEVER
        since = np.asarray(self.times)[None, :] >= self.starts[:, None]
        return (started & since).astype(float)

    @property
    def ever_treated(self) -> Booleans:
        return np.asarray(self.starts != NEVER)

    @property
    def telling(self) -> Booleans:
        """N: treated units with an outcome both before their start and since.

        The others stand for untreated ones, or for nothing: they tell of no effect.
        """
        return self.ever_treated & self.spans(self.starts)

    def spans(self, start: Floats | float) -> Booleans:
        """N: those with an outcome both before a start and since, of each or of all."""
        since = np.asarray(self.times)[None, :] >= np.reshape(start, (-1, 1))
        seen = self.seen
        before_too = (seen & ~since).any(axis=1)
        return np.asarray((seen & since).any(axis=1) & before_too)

    @property
    def largest(self) -> float:
        """The largest outcome, whichever its sign: beside it rounding is told."""
        known = self.outcome[np.isfinite(self.outcome)]
        return float(np.abs(known).max(initial=0.0))

    @property
    def is_balanced(self) -> bool:
        return bool(self.seen.all())

    def with_figures(self) -> Panel:
        """The same panel without units that have no outcome at all."""
        return self.of_units(np.asarray(self.seen.any(axis=1)))

    def of_units(self, kept: Booleans) -> Panel:
        """The same panel with some of its units."""
        return Panel(
            tuple(u for u, keep in zip(self.units, kept, strict=True) if keep),
            self.times,
            self.outcome[kept],
            self.starts[kept],
            {name: values[kept] for name, values in self.covariates.items()},
            None if self.weights is None else self.weights[kept],
        )

    def of_periods(self, first: int, until: int) -> Panel:
        """The same panel from the period at `first` to that before `until`."""
        part = slice(first, until)
        return Panel(
            self.units,
            self.times[part],
            self.outcome[:, part],
            self.starts,
            {name: values[:, part] for name, values in self.covariates.items()},
            None if self.weights is None else self.weights[:, part],
        )


def panel_of(
    unit: Sequence[str],
    time: Sequence[float],
    outcome: Sequence[float],
    starts: Mapping[str, float],
    covariates: Mapping[str, Sequence[float]] | None = None,
    weights: Sequence[float] | None = None,
) -> Panel:
    """A panel of rows in any order.

    Args:
        starts: when each treated unit starts; a unit that is not named never does.

    Raises:
        CannotIdentify: a unit has two rows for one period; a treated unit has none; a
            weight is not above 0; or a figure is too large.
    """
    units, row_unit = _places(unit)
    times, row_time = _places(time)
    unknown = sorted(set(starts) - set(units))
    if unknown:
        raise CannotIdentify(
            f"No row is of {', '.join(unknown)}, which should be treated. "
            f"Units there are: {', '.join(units[:12])}"
            f"{' and more' if len(units) > 12 else ''}."
        )
    _insist_on_one_row_each(units, times, row_unit, row_time)
    for values in (outcome, *(covariates or {}).values()):
        _insist_on_size(unit, time, values)
    if weights is not None:
        _insist_on_weights(unit, time, weights)

    def square(values: Sequence[float]) -> Floats:
        cells = np.full((len(units), len(times)), np.nan)
        cells[row_unit, row_time] = values
        return cells

    return Panel(
        units,
        times,
        square(outcome),
        np.array([starts.get(name, NEVER) for name in units], dtype=float),
        {name: square(values) for name, values in (covariates or {}).items()},
        None if weights is None else square(weights),
    )


def _places(values: Sequence[Name]) -> tuple[tuple[Name, ...], Whole]:
    names = tuple(sorted(set(values)))
    place = {name: at for at, name in enumerate(names)}
    return names, np.array([place[value] for value in values], dtype=np.int64)


def _insist_on_one_row_each(
    units: tuple[str, ...], times: tuple[float, ...], row_unit: Whole, row_time: Whole
) -> None:
    cells, counts = np.unique(row_unit * len(times) + row_time, return_counts=True)
    if (counts > 1).any():
        first = int(cells[counts > 1][0])
        raise CannotIdentify(
            f"{units[first // len(times)]} has {counts.max()} rows for "
            f"{times[first % len(times)]:g}. One row for each unit and period is "
            "needed: add them up, or name the column that tells them apart."
        )


def _insist_on_size(
    unit: Sequence[str], time: Sequence[float], values: Sequence[float]
) -> None:
    for name, when, value in zip(unit, time, values, strict=True):
        if abs(value) > LARGEST:
            raise CannotIdentify(
                f"{name} has {value:g} in {when:g}, more than can be reckoned with. "
                "Use larger units of measurement, or leave the cell empty."
            )


def _insist_on_weights(
    unit: Sequence[str], time: Sequence[float], weights: Sequence[float]
) -> None:
    for name, when, weight in zip(unit, time, weights, strict=True):
        if weight <= 0 or weight > LARGEST:
            raise CannotIdentify(
                f"{name} weighs {weight:g} in {when:g}. A weight is a number above 0 "
                "and below 1e100; leave the outcome empty where a row should not count."
            )


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a file are called; no unit where it is all of one."""

    unit: str
    time: str
    outcome: str
    cohort: str = ""
    covariates: tuple[str, ...] = ()
    weights: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        named = (self.unit, self.time, self.outcome, self.cohort, self.weights)
        return tuple(name for name in (*named, *self.covariates) if name)


def read_panel(
    path: Path, columns: Columns, *, treated: Sequence[str] = (), since: float = 0
) -> Panel:
    """A panel from a CSV file, with commas, semicolons or tabs.

    Who is treated from when stands in the column `columns.cohort` (0, empty or
    infinite for never), or is `treated` from the period `since` on.

    Raises:
        CannotIdentify: the file lacks a column or holds a word where a number should
            be; says which line.
    """
    rows = rows_of(path, columns)
    unit = [row[columns.unit] if columns.unit else ONE_SERIES for row in rows]
    time = [number_in(row, columns.time, at) for at, row in enumerate(rows, 2)]
    unplaced = [at for at, value in enumerate(time, 2) if not np.isfinite(value)]
    if unplaced:
        raise CannotIdentify(f"Line {unplaced[0]}: {columns.time} is empty.")
    starts = (
        _cohorts(rows, columns)
        if columns.cohort
        else dict.fromkeys((name.strip() for name in treated), since)
    )
    return panel_of(
        unit,
        time,
        [number_in(row, columns.outcome, at) for at, row in enumerate(rows, 2)],
        starts,
        {
            name: [number_in(row, name, at) for at, row in enumerate(rows, 2)]
            for name in columns.covariates
        },
        [number_in(row, columns.weights, at) for at, row in enumerate(rows, 2)]
        if columns.weights
        else None,
    )


def rows_of(path: Path, columns: Columns) -> list[dict[str, str]]:
    """The file's rows, which have all the columns that are named."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        mark = max(",;\t", key=first.count)
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=mark))
    if not rows:
        raise CannotIdentify(f"{path.name} has no rows.")
    lacking = [name for name in columns.all if name not in rows[0]]
    if lacking:
        raise CannotIdentify(
            f"{path.name} has no column {', '.join(lacking)}. "
            f"It has: {', '.join(name for name in rows[0] if name)}."
        )
    short = [at for at, row in enumerate(rows, 2) if None in row.values()]
    if short:
        raise CannotIdentify(
            f"{path.name}, line {short[0]}: fewer cells than headings."
        )
    return [{name: value.strip() for name, value in _plain(row)} for row in rows]


def _plain(row: dict[str, str]) -> list[tuple[str, str]]:
    """Its cells without those beyond the headings."""
    return [(name, value) for name, value in row.items() if isinstance(value, str)]


def number_in(row: Mapping[str, str], column: str, line: int) -> float:
    """What stands there; not-a-number where nobody has a figure, never 0."""
    word = row[column]
    if word in MISSING or word in SUPPRESSED:
        return float("nan")
    if word.upper() in {"TRUE", "FALSE"}:
        return float(word.upper() == "TRUE")
    try:
        return float(word)
    except ValueError:
        raise CannotIdentify(
            f"Line {line}: {column} is “{word}”, which is no number. Leave the cell "
            "empty where there is none."
        ) from None


def _cohorts(rows: Sequence[Mapping[str, str]], columns: Columns) -> dict[str, float]:
    starts: dict[str, float] = {}
    for line, row in enumerate(rows, 2):
        start = number_in(row, columns.cohort, line)
        start = start if np.isfinite(start) else float(NEVER)
        if starts.setdefault(row[columns.unit], start) != start:
            raise CannotIdentify(
                f"Line {line}: {row[columns.unit]} starts in {start:g}, and in "
                f"{starts[row[columns.unit]]:g} further up. A unit starts once."
            )
    return starts
