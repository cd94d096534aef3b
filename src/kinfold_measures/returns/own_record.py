"""Kinfold's own record: writing its export, and reading it as any other return.

A CSV file for each table; what stands in it is data (`kinfold.toml`). Every line says
which version of the schema it is of, and whose it is, so that neither another
authority's file nor a later Kinfold's is read for what it is not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.header import Header, Return, check_authority
from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Module, structure_of
from kinfold_measures.returns.texts import letters_of, lines_of
from kinfold_measures.returns.under_headings import check_heads, read_lines
from kinfold_measures.returns.values import Cell

CALLED: Final = "export of Kinfold's own record"
VERSION: Final = "1"
MARKS: Final = ("kinfold_export", "authority")
"""What every file begins with: the version of the schema, and whose it is."""
Lines = Iterator[tuple[int, "list[str] | csv.Error"]]


def is_own_record(heads: Sequence[str]) -> bool:
    return tuple(heads[: len(MARKS)]) == MARKS


def closed_year(today: date) -> int:
    """The year that the last 31 March before a day has closed."""
    return today.year - ((today.month, today.day) <= (3, 31))


def file_name(table: str, year: int) -> str:
    return f"kinfold_{year}_{table}.csv"


def write_table(
    into: Path, table: str, rows: Iterable[Mapping[str, Cell]], *, authority: str
) -> int:
    """Write the file of one table, a row at a time; how many rows there were.

    Raises:
        KeyError: there is no such table in the schema.
    """
    names = tuple(structure_of("kinfold").modules[table].fields)
    count = 0
    with into.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow((*MARKS, *names))
        for row in rows:
            cells = (_cell(row.get(name)) for name in names)
            lines.writerow((VERSION, authority, *cells))
            count += 1
    return count


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def read_own_record(paths: Sequence[Path], *, authority: str, year: int) -> Return:
    """Read the files of one export.

    Args:
        authority: whose it must be: the three-digit code.
        year: the year of the last 31 March before it was made.

    Raises:
        ValueError: the code is no code.
    """
    check_authority(authority)
    rows = Rows(authority, year)
    try:
        for path in paths:
            _read_file(path, rows, authority, year)
    except Refused as refused:
        return Return(None, Columns().tables(), (refused.finding,), {})
    tables = rows.columns.tables()
    began = [day for day in tables["family_children"]["start_date"].to_pylist() if day]
    header = _header(authority, year, min(began, default=None))
    return Return(header, tables, tuple(rows.findings), dict(rows.seen))


def _header(authority: str, year: int, began: date | None) -> Header:
    """What it says of itself. The year in which the first family came is not whole."""
    closes_on = date(year, 3, 31)
    if began is None:
        return Header(authority, year, closes_on, is_whole=False)
    # a record that began on 1 April holds the year that ends in the next March
    first = began.year + 1 + ((began.month, began.day) > (4, 1))
    return Header(authority, year, closes_on, first <= year, first)


def _read_file(path: Path, rows: Rows, authority: str, year: int) -> None:
    checked_size(path, CALLED)
    lines = lines_of(path, letters_of(path))
    _, first = next(lines, (1, []))
    heads = [] if isinstance(first, csv.Error) else [head.lower() for head in first]
    module = structure_of("kinfold").module_of(heads) if is_own_record(heads) else None
    if module is None:
        found = f"the headings {', '.join(heads)[:120] or '(none)'}"
        mend = "Export the record again, and change nothing in its files"
        raise Refused(refusal(path.name, 1, found, f"a file of an {CALLED}", mend))
    heads = heads[len(MARKS) :]
    check_heads(Place(path.name, 1, "", module.element), heads, module, rows, year)
    ours = _own_lines(path, lines, authority)
    read_lines(path, _each_once(path, ours, heads, module, rows), heads, module, rows)


def _own_lines(path: Path, lines: Lines, authority: str) -> Lines:
    """The lines without what they all begin with.

    Raises:
        Refused: one is of another version of the schema, or another authority's.
    """
    for number, cells in lines:
        if isinstance(cells, csv.Error) or not any(cells):
            yield number, cells
            continue
        version, whose = (*cells, "", "")[: len(MARKS)]
        if version != VERSION:
            found, expected = f"version “{version[:20]}”", f"version {VERSION}"
            mend = "Read it with the Kinfold that wrote it, or export it again"
            raise Refused(refusal(path.name, number, found, expected, mend))
        if whose != authority:
            found, expected = f"authority “{whose[:20]}”", f"authority {authority}"
            mend = "Is this the right file? Nobody reads another authority's record"
            raise Refused(refusal(path.name, number, found, expected, mend))
        yield number, cells[len(MARKS) :]


def _each_once(
    path: Path, lines: Lines, heads: Sequence[str], module: Module, rows: Rows
) -> Lines:
    """The lines without those that tell of the same thing again."""
    places = [heads.index(name) for name in module.table.key if name in heads]
    met: set[tuple[str, ...]] = set()
    for number, cells in lines:
        if not isinstance(cells, csv.Error) and len(cells) == len(heads):
            key = tuple(cells[place] for place in places)
            if key in met:
                rows.leave_out(
                    Place(path.name, number, "", module.element), module,
                    "the same record a second time", "each record once",
                    "Take one of the two lines out",
                )  # fmt: skip
                continue
            met.add(key)
        yield number, cells
