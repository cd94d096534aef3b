"""The records of a return, one child at a time: each a row, or a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from lxml import etree

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.documents import local
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.structure import Codes, Field, Module, Structure
from kinfold_measures.returns.values import Cell, Reading, read_value

NEWER: Final = "belongs to a return from {first}"
OLDER: Final = "belongs to a return until {last}"
PERSON: Final = "ChildIdentifiers"
OWN_TO_A_CHILD: Final = frozenset({"id", "text"})


class Place(NamedTuple):
    """What an element in a module is: a value, a record, or nothing that is known.

    `known`: what its texts mean, as far as they were met and were right.
    """

    what: Field | Module | None
    column: str
    known: dict[str | None, Cell]


class Records:
    """Turns children into rows of the analysis model.

    `seen` counts the records in the file by table; each is a row of `columns` or has a
    finding of the fate ROW_LEFT_OUT.
    """

    def __init__(
        self, file: str, authority: str, year: int, structure: Structure
    ) -> None:
        self.columns = Columns({"authority": authority, "return_year": year})
        self.findings: list[Finding] = []
        self.seen: defaultdict[str, int] = defaultdict(int)
        self._file, self._year = file, year
        self._of_child = structure.modules["Child"]
        self._said_of_year: set[str] = set()
        # a return says the same few thousand things again and again
        self._known: dict[tuple[str, Codes | None], dict[str | None, Cell]] = {}
        self._met: defaultdict[Module, dict[str, Place]] = defaultdict(dict)
        self._keys: defaultdict[str, int] = defaultdict(int)

    def child(self, element: etree._Element) -> None:
        """One child with everything that stands in it."""
        self._child = element
        self.seen["person"] += 1
        row: dict[str, Cell] = {"line": element.sourceline}
        inside: list[tuple[etree._Element, Module]] = []
        others: list[tuple[etree._Element, Module]] = []
        there: set[str] = set()
        for one, module in self._fields(element, self._of_child, {}):
            name = module.element
            if name not in _PERSON:
                others.append((one, module))
            elif name in there:
                self._leave_out_value(one, name, "it stands there twice")
            else:
                there.add(name)
                inside += self._fields(one, module, row)
        for name in _PERSON:
            if name not in there:
                self._say(element, name, "", "it is missing", name, _GIVE, Fate.KEPT)
        if "child_id" not in row:
            self._leave_out(element, "person", PERSON, "LAchildID")
            self._orphans([*inside, *others])
            return
        self.columns.add("person", row)
        known = {"child_id": row["child_id"]}
        for one, module in [*inside, *others]:
            self._record(one, module, known)

    def _record(
        self, element: etree._Element, module: Module, known: dict[str, Cell]
    ) -> None:
        if module.value:
            self._values(element, module, known)
            return
        table = module.table.name
        self.seen[table] += 1
        row = known.copy()
        inside = self._fields(element, module, row)
        for column, name in module.required.items():
            if column not in row:
                self._leave_out(element, table, module.element, name)
                self._orphans(inside)
                return
        own = known
        if module.key_column:
            own = known.copy()
            own[module.key_column] = row[module.key_column] = self._key(module, row)
        row["line"] = element.sourceline
        self.columns.add(table, row)
        for one, deeper in inside:
            self._record(one, deeper, own)

    def _key(self, module: Module, row: Mapping[str, Cell]) -> str:
        """The same for the same thing in next year's return.

        Two on one day in one return are told apart by their order.
        """
        around = row.get("episode", row["child_id"])
        key = f"{around}/{row[module.fields[module.key_from].column]}"
        of_its_kind = f"{module.element} {key}"
        self._keys[of_its_kind] += 1
        order = self._keys[of_its_kind]
        return key if order == 1 else f"{key}#{order}"

    def _values(
        self, element: etree._Element, module: Module, known: dict[str, Cell]
    ) -> None:
        """A row for each of an element's values."""
        table, called = module.table.name, module.element
        read = module.fields[module.value]
        if (text := element.text) is not None:
            self._stray(element, text, called)
        places = self._met[module]
        for one in element:
            place = places.get(one.tag) or self._place(one, module)
            if (tail := one.tail) is not None:
                self._stray(one, tail, called)
            if place.what is not read:
                self._leave_out_value(one, called, _NOT_KNOWN_HERE)
                continue
            self.seen[table] += 1
            cell = place.known.get(one.text)
            if cell is None:
                cell = self._read(one, read, called, Fate.ROW_LEFT_OUT)
            if cell is not None:
                row = known.copy()
                row[read.column], row["line"] = cell, one.sourceline
                self.columns.add(table, row)

    def _fields(
        self, element: etree._Element, module: Module, row: dict[str, Cell]
    ) -> list[tuple[etree._Element, Module]]:
        """Put the values of a record in its row; the records that stand in it."""
        inside: list[tuple[etree._Element, Module]] = []
        called = module.element
        if (text := element.text) is not None:
            self._stray(element, text, called)
        places = self._met[module]
        for one in element:
            what, column, known = places.get(one.tag) or self._place(one, module)
            if (tail := one.tail) is not None:
                self._stray(one, tail, called)
            # nearly always it is something that was met before, and was right
            cell = known.get(one.text)
            if cell is not None and column not in row:
                row[column] = cell
            elif isinstance(what, Module):
                inside.append((one, what))
            else:
                self._value(one, what, called, row)
        return inside

    def _value(
        self,
        element: etree._Element,
        field: Field | None,
        module: str,
        row: dict[str, Cell],
    ) -> None:
        """Put a value in its row that was not met before, or say what is wrong."""
        if field is None:
            self._leave_out_value(element, module, _NOT_KNOWN_HERE)
        elif field.column in row:
            self._leave_out_value(element, module, "a second one")
        else:
            cell = self._read(element, field, module, Fate.VALUE_LEFT_OUT)
            if cell is not None:
                row[field.column] = cell

    def _place(self, element: etree._Element, module: Module) -> Place:
        """What an element is that is met for the first time in a module."""
        name = local(element)
        what = module.fields.get(name) or module.parts.get(name)
        if what is not None:
            self._check_year(element, name, what.years, module.element)
        place = self._met[module][element.tag] = self._new_place(what)
        return place

    def _new_place(self, what: Field | Module | None) -> Place:
        if not isinstance(what, Field):
            return Place(what, "", {})
        known = self._known.setdefault((what.type, what.codes), {})
        return Place(what, what.column, known)

    def _stray(self, element: etree._Element, words: str, module: str) -> None:
        if words.strip():
            self._say(
                element, module, "", f"the words “{words.strip()[:60]}”",
                "only elements here", "Take the words out", Fate.VALUE_LEFT_OUT,
            )  # fmt: skip

    def _read(
        self,
        element: etree._Element,
        field: Field,
        module: str,
        without: Fate,
    ) -> Cell:
        """The value of an element; what is wrong with it is said.

        `without`: what becomes of the record's part when it cannot be read.
        """
        text = (element.text or "").strip()
        if not text:
            if without is Fate.ROW_LEFT_OUT:
                empty = Reading(None, "a value", "Give the value or leave it out")
                self._wrong(element, module, "nothing", empty, without)
            return None
        reading = read_value(field, text, self._year)
        if reading.expected:
            kept = Fate.KEPT if str(reading.cell) == text else Fate.VALUE_CHANGED
            fate = without if reading.cell is None else kept
            self._wrong(element, module, text, reading, fate)
        elif field.type not in OWN_TO_A_CHILD:
            self._known[field.type, field.codes][element.text] = reading.cell
        return reading.cell

    def _wrong(
        self,
        element: etree._Element,
        module: str,
        found: str,
        reading: Reading,
        fate: Fate,
    ) -> None:
        self._say(
            element, module, local(element), found[:80], reading.expected,
            reading.mend, fate,
        )  # fmt: skip

    def _check_year(
        self,
        element: etree._Element,
        name: str,
        years: tuple[int, int],
        module: str,
    ) -> None:
        """Say once in a return that an element belongs to another year. It is read."""
        first, last = years
        if first <= self._year <= last or name in self._said_of_year:
            return
        self._said_of_year.add(name)
        early = self._year < first
        found = NEWER.format(first=first) if early else OLDER.format(last=last)
        self._say(
            element, module, name, found, f"the elements of {self._year}",
            "Check the year in the header; it was read as it stands", Fate.KEPT,
        )  # fmt: skip

    def _leave_out(
        self,
        element: etree._Element,
        table: str,
        module: str,
        missing: str,
    ) -> None:
        self._say(
            element, module, missing, "nothing that can be read",
            f"{missing}, without which it is no record of “{table}”",
            f"Give {missing}", Fate.ROW_LEFT_OUT,
        )  # fmt: skip

    def _orphans(self, inside: Iterable[tuple[etree._Element, Module]]) -> None:
        """Records within one that was left out: each is left out and told."""
        for element, module in inside:
            ones = [element]
            if module.value:
                ones = [one for one in element if local(one) == module.value]
            for one in ones:
                self.seen[module.table.name] += 1
                self._say(
                    one, module.element, "", "what it stands in was left out",
                    "a record that can be read around it",
                    "Mend the record around it", Fate.ROW_LEFT_OUT,
                )  # fmt: skip
            deeper = [
                (one, part)
                for one in element
                if (part := module.parts.get(local(one))) is not None
            ]
            self._orphans(deeper)

    def _leave_out_value(
        self, element: etree._Element, module: str, found: str
    ) -> None:
        self._say(
            element, module, local(element), found,
            f"an element of {module} that this return has, once",
            "Take it out, or put it where it belongs", Fate.VALUE_LEFT_OUT,
        )  # fmt: skip

    def _whose(self) -> str:
        """The id of the child who is being read, wherever among theirs it stands."""
        found = next(self._child.iter("{*}LAchildID"), None)
        return "" if found is None else (found.text or "").strip()

    def _say(
        self,
        element: etree._Element,
        module: str,
        field: str,
        found: str,
        expected: str,
        mend: str,
        fate: Fate,
    ) -> None:
        self.findings.append(
            Finding(
                self._file,
                element.sourceline or 0,
                self._whose(),
                module,
                field,
                found,
                expected,
                mend,
                fate,
            )  # fmt: skip
        )


_PERSON: Final = (PERSON, "ChildCharacteristics")
_GIVE: Final = "Give the block; what is there was read"
_NOT_KNOWN_HERE: Final = "an element that nothing is known of"
