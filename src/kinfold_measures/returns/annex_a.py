"""Reading Annex A, the workbook of lists that an inspection asks for.

Its headings are told as real authorities write them, wherever above the list they
stand; what else may stand there is data (`annex_a.toml`). A list says how things are
about one day: it holds six months or twelve, so no figure of a year is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Header, Return, check_authority
from kinfold_measures.returns.refusal import Refused, refusal
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Field, Module, structure_of
from kinfold_measures.returns.workbooks import Row, sheets_of

CHILD: Final = "Child Unique ID"
LOOKED_AT: Final = 12
"""Rows at the top of a sheet in which the headings are looked for."""
_LIST: Final = re.compile(r".*list\s*0*(\d+).*", re.IGNORECASE)
Heads = tuple[int, dict[int, str], Row]
"""The headings' row, the field of each column that has one, and what stands there."""


def read_annex_a(path: Path, *, authority: str, year: int) -> Return:
    """Read a workbook.

    Args:
        authority: whose it is: the three-digit code.
        year: the year that ends on the 31 March after the inspection.

    Raises:
        ValueError: the code is no code.
    """
    check_authority(authority)
    rows = Rows(authority, year)
    try:
        reading = _Reading(path, rows)
        for name, lines in sheets_of(path):
            reading.sheet(name, lines)
        if not reading.lists:
            found, mend = (
                "no list of Annex A in it",
                "Name the sheets List 1 to List 10",
            )
            expected = "sheets with the headings of Annex A"
            raise Refused(refusal(path.name, 0, found, expected, mend))
    except Refused as refused:
        return Return(None, Columns().tables(), (refused.finding,), {})
    header = Header(authority, year, date(year, 3, 31), is_whole=False)
    return Return(header, rows.columns.tables(), tuple(rows.findings), dict(rows.seen))


class _Reading:
    def __init__(self, path: Path, rows: Rows) -> None:
        self._file, self._rows = path.name, rows
        self._modules = structure_of("annex_a").modules
        self._person = self._modules["Child"]
        self._people: dict[str, tuple[str, dict[str, str]]] = {}
        self._list = ""
        self.lists = 0

    def sheet(self, name: str, lines: Iterator[tuple[int, Row]]) -> None:
        """One sheet: a list, or told that it is none."""
        numbered = _LIST.fullmatch(name)
        called = f"List {numbered[1]}" if numbered else name
        modules = [m for m in self._modules.values() if m.stands_in == called]
        if not modules:
            self._no_list(name, lines)
            return
        self.lists += 1
        self._list = called
        top = [line for _, line in zip(range(LOOKED_AT), lines, strict=False)]
        number, columns, words = _headings(top, [self._person, *modules])
        where = Place(self._file, number, "", called)
        self._check_heads(where, columns, words, modules)
        below = [line for line in top if line[0] > number]
        for line, cells in (*below, *lines):
            given = {n: cells[i] for i, n in columns.items() if i < len(cells)}
            self._line(line, given, modules)

    def _no_list(self, name: str, lines: Iterator[tuple[int, Row]]) -> None:
        count = sum(1 for _ in lines)
        if count:
            where = Place(self._file, 0, "", name[:60])
            self._rows.say(
                where, "", f"a sheet of {count:,} rows that no table has a place for",
                "List 1 to List 10", "Nothing of it was read", Fate.VALUE_LEFT_OUT,
            )  # fmt: skip

    def _check_heads(
        self,
        where: Place,
        columns: Mapping[int, str],
        words: Row,
        modules: Iterable[Module],
    ) -> None:
        for place, said in enumerate(words):
            if said and place not in columns:
                self._rows.say(
                    where, said[:80], "a column that no table has a place for",
                    f"the headings of {where.module} that are read",
                    "Nothing need be done; it was not read", Fate.VALUE_LEFT_OUT,
                )  # fmt: skip
        fields = dict.fromkeys(name for m in modules for name in m.fields)
        for name in fields:
            if name not in columns.values():
                self._rows.say(
                    where, name, "no such heading", f"the headings of {where.module}",
                    "Give the column; its values are gaps", Fate.KEPT,
                )  # fmt: skip

    def _line(self, line: int, given: Mapping[str, str], modules: list[Module]) -> None:
        """One row: a record of the list, what else it tells, and its child."""
        child = given.get(CHILD, "")
        if child:
            self._child(line, child, given)
        first, *others = modules
        self._rows.add(Place(self._file, line, child, first.element), first, given)
        for module in others:
            own = set(module.required.values()) - {CHILD}
            if child and all(given.get(name) for name in own):
                where = Place(self._file, line, child, module.element)
                self._rows.add(where, module, given)

    def _child(self, line: int, child: str, given: Mapping[str, str]) -> None:
        """A child once, as the first list has them; told where another differs."""
        where = Place(self._file, line, child, self._person.element)
        here = {n: given[n] for n in self._person.fields if given.get(n)}
        if child not in self._people:
            self._people[child] = (f"{self._list}, row {line}", here)
            self._rows.add(where, self._person, here)
            return
        first, before = self._people[child]
        for name, text in here.items():
            if before.setdefault(name, text) != text and name == "Date of Birth":
                self._rows.say(
                    where, name, f"{text}, and {before[name]} in {first}",
                    "one day of birth", "Correct one; the first was read",
                    Fate.VALUE_LEFT_OUT,
                )  # fmt: skip


def _headings(top: list[tuple[int, Row]], modules: list[Module]) -> Heads:
    """The row, of those at the top, that has most of the headings."""
    best: Heads = (0, {}, ())
    for number, cells in top:
        columns = _columns(cells, modules)
        if len(columns) > len(best[1]):
            best = (number, columns, cells)
    return best


def _columns(cells: Row, modules: list[Module]) -> dict[int, str]:
    """Which field each cell is the heading of: its own name goes before any other."""
    fields: dict[str, Field] = {}
    for module in modules:
        for name, field in module.fields.items():
            fields.setdefault(name, field)
    plain = {place: _plain(cell) for place, cell in enumerate(cells) if cell}
    own = {_plain(name): name for name in fields}
    found: dict[int, str] = {}
    for place, said in plain.items():
        if said in own and own[said] not in found.values():
            found[place] = own[said]
    for name, field in fields.items():
        for place, said in plain.items():
            taken = place in found or name in found.values()
            if not taken and any(p.fullmatch(said) for p in field.heads):
                found[place] = name
    return found


def _plain(said: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", said.lower()))
