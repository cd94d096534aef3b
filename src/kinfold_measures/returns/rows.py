"""Lines of named cells, whatever file they stand in: each a row, or a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.refusal import Refused, refusal
from kinfold_measures.returns.structure import Codes, Field, Module
from kinfold_measures.returns.values import RUNS, Cell, read_value

MOST_FINDINGS: Final = 1_000_000
"""With more than these a file is not the one that was meant: this bounds the memory."""


class Place(NamedTuple):
    """Where a finding is: a file, a line of it, and whose record stands there."""

    file: str
    line: int
    child: str
    module: str


class _Cells(NamedTuple):
    """What stands under one heading.

    `known`: what its texts mean, as far as they were met and were right; None where
    they mean themselves, unless a spreadsheet would run them.
    """

    field: Field
    known: dict[str, Cell] | None


class Rows:
    """Turns lines of named cells into rows of the analysis model.

    `seen` counts the lines by table; each is a row of `columns` or has a finding of the
    fate ROW_LEFT_OUT.
    """

    def __init__(self, authority: str, year: int) -> None:
        self.columns = Columns({"authority": authority, "return_year": year})
        self.findings: list[Finding] = []
        self.seen: defaultdict[str, int] = defaultdict(int)
        self._year = year
        self._known: dict[tuple[str, Codes | None], dict[str, Cell]] = {}
        self._under: dict[Module, dict[str, _Cells]] = {}
        self._met: defaultdict[tuple[str, str], int] = defaultdict(int)

    def add(self, where: Place, module: Module, given: Mapping[str, str]) -> None:
        """One line: the cells by the names of their fields. Other names are passed."""
        table = module.table.name
        self.seen[table] += 1
        under = self._under.get(module) or self._cells_of(module)
        row: dict[str, Cell] = {"line": where.line}
        for name, text in given.items():
            if text and (cells := under.get(name)) is not None:
                field, known = cells
                if known is not None:
                    cell = known.get(text)
                else:
                    cell = None if text[0] in RUNS else text
                if cell is None:
                    cell = self._read(where, field, text)
                if cell is not None:
                    row[field.column] = cell
        missing = [
            name for column, name in module.required.items() if column not in row
        ]
        if missing:
            self.say(
                where, missing[0], "nothing that can be read",
                f"{missing[0]}, without which it is no record of “{table}”",
                f"Give {missing[0]}", Fate.ROW_LEFT_OUT,
            )  # fmt: skip
            return
        self._add_keys(module, row)
        self.columns.add(table, row)

    def _cells_of(self, module: Module) -> dict[str, _Cells]:
        """What stands under each heading of a module that is met for the first time."""
        under = self._under[module] = {
            name: _Cells(
                field,
                None
                if field.type == "text"
                else self._known.setdefault((field.type, field.codes), {}),
            )
            for name, field in module.fields.items()
        }
        return under

    def _add_keys(self, module: Module, row: dict[str, Cell]) -> None:
        """What tells it apart, and what it belongs to: the child, where none says.

        Two of a child on one day are told apart by their order.
        """
        if module.key_column and module.key_column not in row:
            day = row[module.fields[module.key_from].column]
            key = f"{row['child_id']}/{day}"
            self._met[module.element, key] += 1
            order = self._met[module.element, key]
            row[module.key_column] = key if order == 1 else f"{key}#{order}"
        for name in module.belongs:
            if name not in row:
                row[name] = row["child_id"]

    def leave_out(
        self, where: Place, module: Module, found: str, expected: str, mend: str
    ) -> None:
        """A line that is no record of its table at all."""
        self.seen[module.table.name] += 1
        self.say(where, "", found, expected, mend, Fate.ROW_LEFT_OUT)

    def say(
        self,
        where: Place,
        field: str,
        found: str,
        expected: str,
        mend: str,
        fate: Fate,
    ) -> None:
        """One finding.

        Raises:
            Refused: there are more than `MOST_FINDINGS`.
        """
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
        if len(self.findings) > MOST_FINDINGS:
            found = f"more than {MOST_FINDINGS:,} things that cannot be read"
            mend = "Is this the right file, and the right year?"
            raise Refused(refusal(where.file, where.line, found, "a return", mend))

    def _read(self, where: Place, field: Field, text: str) -> Cell:
        reading = read_value(field, text, self._year)
        if not reading.expected:
            self._known[field.type, field.codes][text] = reading.cell
            return reading.cell
        fate = Fate.VALUE_CHANGED if reading.cell is not None else Fate.VALUE_LEFT_OUT
        if str(reading.cell) == text:
            fate = Fate.KEPT
        self.say(where, field.element, text[:80], reading.expected, reading.mend, fate)
        return reading.cell
