"""A folder of tables that was imported: what is in it, and its figures written out."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, TextIO

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet

from kinfold_measures.disclosure.figures import Part, Place, Shown
from kinfold_measures.england import Panel
from kinfold_measures.formulas import as_it_was, harmless
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.language.periods import Period, financial_years
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.returns.importing import RETURNS
from kinfold_measures.returns.structure import structure_of
from kinfold_measures.series import Cell, Withheld, number_or_why
from kinfold_measures.tables import TABLES

PERSON: Final = "person"
"""The table that every kind of return has."""
POPULATION: Final = "pop0_17_midyear_prev"
HEADS: Final = (
    "code", "version", "authority", "period", "breakdown", "group",
    "numerator", "denominator", "value",
)  # fmt: skip

_ABOUT, _NUMBERS = HEADS[:6], HEADS[6:]
_WHY: Final = "{}_if_none_why"
_SCHEMA: Final = pa.schema(
    [
        *((n, pa.int64() if n == "version" else pa.string()) for n in _ABOUT),
        *((name, pa.float64()) for name in _NUMBERS),
        *((_WHY.format(name), pa.string()) for name in _NUMBERS),
    ]
)


class CannotRun(ValueError):
    """There is nothing to run on. Says what and how to mend it."""


def tables_in(folder: Path) -> dict[str, pyarrow.dataset.Dataset]:
    """The tables of a folder that `measures import` wrote as Parquet, not read yet.

    Raises:
        CannotRun: there is none.
    """
    found = {
        # one that was written before a column was thought of has it empty
        table.name: pyarrow.dataset.dataset(
            folder / f"{table.name}.parquet", schema=schema_of(table)
        )
        for table in TABLES
        if (folder / f"{table.name}.parquet").is_file()
    }
    if not found:
        raise CannotRun(
            f"{folder} holds no tables: make them with ./kinfold measures import "
            f"PATH... --out {folder}"
        )
    return found


def years_in(folder: Path) -> tuple[Period, ...]:
    """The years that the returns in the folder are about.

    Raises:
        CannotRun: the list of its returns is missing, or none holds a whole year.
    """
    path = folder / RETURNS
    if not path.is_file():
        raise CannotRun(f"{path} is missing: import the returns again")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    years = {int(row["year"]) for row in rows if row["year"]}
    if not years:
        raise CannotRun(
            f"{folder} holds the lists of an inspection, and of no whole year: "
            "measures are counted on censuses and returns of children looked after"
        )
    return tuple(
        one for one in financial_years(min(years), max(years)) if int(one.code) in years
    )


def is_told(definition: Definition, period: Period, held: Collection[str]) -> bool:
    """Whether the returns in a folder, with the tables `held`, tell of a measure.

    A measure of children in care is no nought in a folder that holds censuses only, and
    what a return asks from some year on is no nought in the years before.
    """
    return all(
        _is_told(table, period.ends_on.year, held)
        for table in definition.reads - {PERSON}
    )


def _is_told(table: str, year: int, held: Collection[str]) -> bool:
    asked_by = [first for first in _first_years() if table in first]
    if not asked_by:
        # no return asks: it is told where somebody has told it
        return table in held
    return any(
        first[table] <= year and not first.keys().isdisjoint(held) for first in asked_by
    )


@lru_cache(maxsize=1)
def _first_years() -> tuple[Mapping[str, int], ...]:
    """For each kind of return the first year of each table that is its own."""
    return tuple(
        {
            one.table.name: one.years[0]
            for one in structure_of(name).modules.values()
            if one.table.name != PERSON
        }
        for name in ("cin_census", "ssda903", "kinfold")
    )


def population_of(panel: Panel) -> dict[tuple[str, str], int]:
    """Children who live in each authority, by its three-digit code and the year."""
    return {
        (panel.areas[code].old_code, str(year)): int(cell)
        for (code, year), cell in panel.cells[POPULATION].items()
        if isinstance(cell, float)
    }


def chosen(codes: Iterable[str]) -> tuple[Definition, ...]:
    """The definitions of some codes, or all of them for none.

    Raises:
        CannotRun: there is no such measure.
    """
    every = definitions()
    asked = list(codes)
    if unknown := [code for code in asked if code not in every]:
        raise CannotRun(
            f"There is no measure {', '.join(unknown)}. There are: {', '.join(every)}"
        )
    return tuple(every[code] for code in asked or every)


def write_figures(figures: Iterable[Shown], into: TextIO) -> None:
    """Figures as CSV; as the Department writes it, withheld is c and no number a :"""
    lines = csv.writer(into, lineterminator="\n")
    lines.writerow(HEADS)
    for one in figures:
        figure = one.figure
        cells = (one.numerator, one.denominator, one.value)
        lines.writerow(
            (
                figure.code, figure.version, figure.authority, figure.period,
                figure.breakdown, harmless(figure.group),
                *(_said(cell) for cell in cells),
            )
        )  # fmt: skip


def write_parquet(figures: Iterable[Shown], path: Path) -> None:
    """Figures as Parquet: a number, or none and beside it why.

    Raises:
        CannotRun: the file cannot be written.
    """
    rows = []
    for one in figures:
        row = {name: getattr(one.figure, name) for name in _ABOUT}
        for name in _NUMBERS:
            row[name], row[_WHY.format(name)] = number_or_why(getattr(one, name))
        rows.append(row)
    try:
        pyarrow.parquet.write_table(pa.Table.from_pylist(rows, _SCHEMA), path)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error}") from error


def published_in(path: Path) -> dict[Place, int]:
    """The counts in figures that were written and published before.

    Raises:
        CannotRun: the file is not there, or holds no such figures.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        return {
            Place(
                row["code"], row["authority"], row["period"],
                row["breakdown"], as_it_was(row["group"]), part,
            ): int(row[part])
            for row in rows
            for part in (Part.COUNTS, Part.WHOLE)
            if row[part].isdecimal()
        }  # fmt: skip
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"{path} cannot be read: {error}") from error
    except (KeyError, AttributeError) as error:
        # a column that is not there, or a line that is too short
        raise CannotRun(
            f"{path} holds no figures as `measures run` writes them"
        ) from error


def _said(cell: Cell) -> str:
    if isinstance(cell, Withheld):
        return "c"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return ":"
