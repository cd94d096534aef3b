"""Reading SSDA903, the return of children looked after: a handful of CSV files.

Which file is which is told by its headings, whatever it is called. The files do not say
whose they are or of which year, so whoever reads them does.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.header import Header, Return
from kinfold_measures.returns.structure import Field, Module, structure_of
from kinfold_measures.returns.values import Cell, read_value


def read_looked_after(paths: Sequence[Path], *, authority: str, year: int) -> Return:
    """Read the files of one return.

    Args:
        paths: CSV files, each once; not all twelve need be there.
        authority: the authority's three-digit code.
        year: the year that ends on the 31 March that the return closes with.

    Raises:
        ValueError: the year is one that we do not know, or the code is no code.
    """
    structure = structure_of("ssda903")
    if not structure.first_year <= year <= structure.last_year:
        known = f"{structure.first_year} to {structure.last_year}"
        raise ValueError(f"Years from {known} can be read, not {year}")
    if len(authority) != 3 or not authority.isdigit():
        raise ValueError(f"An authority's code has three figures, not “{authority}”")
    reading = _Reading(authority, year, structure.modules)
    for path in paths:
        reading.file(path)
    header = Header(authority, year, date(year, 3, 31))
    if any(one.fate is Fate.FILE_REFUSED for one in reading.findings):
        refused = [f for f in reading.findings if f.fate is Fate.FILE_REFUSED]
        return Return(None, Columns().tables(), tuple(refused), {})
    return Return(
        header, reading.columns.tables(), tuple(reading.findings), dict(reading.seen)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a finding is: a file, a line of it, and whose record stands there."""

    file: str
    line: int
    child: str
    module: str


class _Reading:
    def __init__(
        self, authority: str, year: int, modules: Mapping[str, Module]
    ) -> None:
        self.columns = Columns()
        self.findings: list[Finding] = []
        self.seen: Counter[str] = Counter()
        self._authority, self._year, self._modules = authority, year, modules
        self._known: dict[tuple[Field, str], Cell] = {}

    def file(self, path: Path) -> None:
        text, is_latin = _decoded(path)
        rows = csv.reader(io.StringIO(text, newline=""))
        heads = [head.strip().upper() for head in next(rows, [])]
        module = self._module_of(heads)
        where = _Place(path.name, 1, "", module.element if module else "")
        if module is None:
            self._say(
                where, "", f"the headings {', '.join(heads)[:120] or '(none)'}",
                "the headings of a file of this return",
                "Export the file again with its headings", Fate.FILE_REFUSED,
            )  # fmt: skip
            return
        if is_latin:
            self._say(
                where, "", "letters that are not UTF-8", "UTF-8",
                "Save the file as CSV UTF-8; it was read as Windows text", Fate.KEPT,
            )  # fmt: skip
        self._check_heads(where, heads, module)
        for line in self._lines(rows, path, module):
            self._row(path.name, module, heads, *line)

    def _module_of(self, heads: list[str]) -> Module | None:
        """The file that has these headings: the most of them, and what it needs."""
        there = set(heads)
        fits = [m for m in self._modules.values() if m.required <= there]
        best = max(fits, key=lambda m: len(there & m.fields.keys()), default=None)
        # CHILD and DOB stand in every file, so they tell nothing
        own = there & best.fields.keys() - {"CHILD", "DOB"} if best else set()
        return best if own else None

    def _check_heads(self, where: _Place, heads: list[str], module: Module) -> None:
        first, last = module.years
        if not first <= self._year <= last:
            self._say(
                where, "", f"a file of returns from {first}",
                f"a file of {self._year}", "Check the year; it was read", Fate.KEPT,
            )  # fmt: skip
        for head in sorted(set(heads) - module.fields.keys()):
            self._say(
                where, head, "a heading that nothing is known of",
                f"the headings of {module.element}", "Take the column out",
                Fate.VALUE_LEFT_OUT,
            )  # fmt: skip
        for head in sorted(module.fields.keys() - set(heads)):
            self._say(
                where, head, "no such heading", f"the headings of {module.element}",
                "Give the column; its values are gaps", Fate.KEPT,
            )  # fmt: skip

    def _lines(
        self, rows: Iterator[list[str]], path: Path, module: Module
    ) -> Iterator[tuple[int, list[str]]]:
        """Each line with its number; what is not even a line of CSV is told."""
        number = 1
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                number += 1
                self.seen[module.table.name] += 1
                self._say(
                    _Place(path.name, number, "", module.element), "",
                    f"a line that is no CSV: {error}", "a line of CSV",
                    "Look for a quote that is never closed", Fate.ROW_LEFT_OUT,
                )  # fmt: skip
                continue
            if cells is None:
                return
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, cells

    def _row(
        self, file: str, module: Module, heads: list[str], line: int, cells: list[str]
    ) -> None:
        table = module.table.name
        self.seen[table] += 1
        given = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
        where = _Place(file, line, given.get("CHILD", ""), module.element)
        if len(cells) != len(heads):
            self._say(
                where, "", f"{len(cells)} cells", f"{len(heads)}, one a heading",
                "Look for a comma too many or too few", Fate.ROW_LEFT_OUT,
            )  # fmt: skip
            return
        row: dict[str, Cell] = {
            "authority": self._authority, "return_year": self._year, "line": line,
        }  # fmt: skip
        for head, text in given.items():
            if text and (field := module.fields.get(head)) is not None:
                cell = self._read(where, field, text)
                if cell is not None:
                    row[field.column] = cell
        columns = {module.fields[name].column: name for name in sorted(module.required)}
        missing = [name for column, name in columns.items() if column not in row]
        if missing:
            self._say(
                where, missing[0], "nothing that can be read",
                f"{missing[0]}, without which it is no record of “{table}”",
                f"Give {missing[0]}", Fate.ROW_LEFT_OUT,
            )  # fmt: skip
            return
        self.columns.add(table, row)

    def _read(self, where: _Place, field: Field, text: str) -> Cell:
        known = self._known.get((field, text))
        if known is not None:
            return known
        reading = read_value(field, text, self._year)
        if not reading.expected:
            if field.type != "text":
                self._known[field, text] = reading.cell
            return reading.cell
        fate = Fate.VALUE_CHANGED if reading.cell is not None else Fate.VALUE_LEFT_OUT
        if str(reading.cell) == text:
            fate = Fate.KEPT
        self._say(where, field.element, text[:80], reading.expected, reading.mend, fate)
        return reading.cell

    def _say(
        self,
        where: _Place,
        field: str,
        found: str,
        expected: str,
        mend: str,
        fate: Fate,
    ) -> None:
        self.findings.append(
            Finding(
                where.file,
                where.line,
                where.child,
                where.module,
                field,
                found,
                expected,
                mend,
                fate,
            )  # fmt: skip
        )


def _decoded(path: Path) -> tuple[str, bool]:
    """A file's text; whether it had to be read as what Windows writes."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), True
