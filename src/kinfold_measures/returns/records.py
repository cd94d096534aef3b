"""The records of a return, one child at a time: each a row, or a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from lxml import etree

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.documents import local
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.structure import Field, Module, Structure
from kinfold_measures.returns.values import Cell, Reading, read_value

NEWER: Final = "belongs to a return from {first}"
OLDER: Final = "belongs to a return until {last}"
PERSON: Final = "ChildIdentifiers"
NOTHING: Final = "nothing"
OWN_TO_A_CHILD: Final = frozenset({"id", "text"})
Place: TypeAlias = "Field | Module | str"
"""What an element in a module is: a value, a record, or nothing that is known."""


class Records:
    """Turns children into rows of the analysis model.

    `seen` counts the records in the file by table; each is a row of `columns` or has a
    finding of the fate ROW_LEFT_OUT.
    """

    def __init__(
        self, file: str, authority: str, year: int, structure: Structure
    ) -> None:
        self.columns = Columns()
        self.findings: list[Finding] = []
        self.seen: Counter[str] = Counter()
        self._file, self._authority, self._year = file, authority, year
        self._of_child = structure.within("Child")
        self._said_of_year: set[str] = set()
        self._met: dict[Module, dict[str, Place]] = {}
        # a return says the same few thousand things again and again
        self._known: dict[tuple[Field, str | None], Cell] = {}
        self._keys: Counter[str] = Counter()

    def child(self, element: etree._Element) -> None:
        """One child with everything that stands in it."""
        child = next(
            ((one.text or "").strip() for one in element.iter("{*}LAchildID")), ""
        )
        parts = self._parts(element, child)
        person = {name: [e for e, m in parts if m.element == name] for name in _PERSON}
        others = [(e, m) for e, m in parts if m.element not in _PERSON]
        self.seen["person"] += 1
        row: dict[str, Cell] = {
            "authority": self._authority,
            "return_year": self._year,
            "line": element.sourceline,
        }
        inside: list[tuple[etree._Element, Module]] = []
        for name, found in person.items():
            module = self._of_child[name]
            if not found:
                self._say(
                    element, child, name, "", "it is missing", name, _GIVE, Fate.KEPT
                )
            for one in found[:1]:
                values, deeper = self._fields(one, module, child)
                row |= values
                inside += deeper
            for one in found[1:]:
                self._leave_out_value(one, name, child, "it stands there twice")
        if row.get("child_id") is None:
            self._leave_out(element, "person", PERSON, "LAchildID")
            self._orphans([*inside, *others])
            return
        self.columns.add("person", row)
        known: dict[str, Cell] = {
            "authority": self._authority,
            "return_year": self._year,
            "child_id": row["child_id"],
        }
        for one, module in [*inside, *others]:
            self._record(one, module, known)

    def _record(
        self, element: etree._Element, module: Module, known: Mapping[str, Cell]
    ) -> None:
        if module.value:
            self._values(element, module, known)
            return
        table, child = module.table.name, str(known["child_id"])
        self.seen[table] += 1
        values, inside = self._fields(element, module, child)
        missing = [
            name
            for name in module.required
            if values.get(module.fields[name].column) is None
        ]
        if missing:
            self._leave_out(element, table, module.element, missing[0], child)
            self._orphans(inside, child)
            return
        own = dict(known)
        if module.key_column:
            own[module.key_column] = self._key(module, values, known)
        self.columns.add(table, own | values | {"line": element.sourceline})
        for one, deeper in inside:
            self._record(one, deeper, own)

    def _key(
        self, module: Module, values: Mapping[str, Cell], known: Mapping[str, Cell]
    ) -> str:
        """The same for the same thing in next year's return.

        Two on one day in one return are told apart by their order.
        """
        around = known.get("episode", known["child_id"])
        key = f"{around}/{values[module.fields[module.key_from].column]}"
        of_its_kind = f"{module.element} {key}"
        self._keys[of_its_kind] += 1
        order = self._keys[of_its_kind]
        return key if order == 1 else f"{key}#{order}"

    def _values(
        self, element: etree._Element, module: Module, known: Mapping[str, Cell]
    ) -> None:
        """A row for each of an element's values."""
        table, child = module.table.name, str(known["child_id"])
        read = module.fields[module.value]
        places = self._places(module)
        self._stray(element, element.text, child, module.element)
        for one in element:
            place = places.get(one.tag) or self._place(one, module, child)
            if (tail := one.tail) is not None:
                self._stray(one, tail, child, module.element)
            if place is not read:
                self._leave_out_value(one, module.element, child, _NOT_KNOWN_HERE)
                continue
            self.seen[table] += 1
            cell = self._read(one, read, module.element, child, Fate.ROW_LEFT_OUT)
            if cell is not None:
                row = {**known, read.column: cell, "line": one.sourceline}
                self.columns.add(table, row)

    def _fields(
        self, element: etree._Element, module: Module, child: str
    ) -> tuple[dict[str, Cell], list[tuple[etree._Element, Module]]]:
        """The values of a record by column, and the records that stand in it."""
        values: dict[str, Cell] = {}
        inside: list[tuple[etree._Element, Module]] = []
        called, places = module.element, self._places(module)
        self._stray(element, element.text, child, called)
        for one in element:
            place = places.get(one.tag) or self._place(one, module, child)
            if (tail := one.tail) is not None:
                self._stray(one, tail, child, called)
            if type(place) is Field:
                if place.column in values:
                    self._leave_out_value(one, called, child, "a second one")
                    continue
                cell = self._read(one, place, called, child, Fate.VALUE_LEFT_OUT)
                if cell is not None:
                    values[place.column] = cell
            elif type(place) is Module:
                inside.append((one, place))
            else:
                self._leave_out_value(one, called, child, _NOT_KNOWN_HERE)
        return values, inside

    def _places(self, module: Module) -> dict[str, Place]:
        """What each element met so far in a module is, by its whole name."""
        return self._met.setdefault(module, {})

    def _place(self, element: etree._Element, module: Module, child: str) -> Place:
        """What an element is that is met for the first time in a module."""
        name = local(element)
        place: Place = module.fields.get(name) or module.parts.get(name) or NOTHING
        if not isinstance(place, str):
            self._check_year(element, name, place.years, module.element, child)
        self._met[module][element.tag] = place
        return place

    def _parts(
        self, element: etree._Element, child: str
    ) -> list[tuple[etree._Element, Module]]:
        """The modules of one child."""
        found = []
        self._stray(element, element.text, child, "Child")
        for one in element:
            self._stray(one, one.tail, child, "Child")
            module = self._of_child.get(local(one))
            if module is None:
                self._leave_out_value(one, "Child", child, _NOT_KNOWN_HERE)
            else:
                self._check_year(one, module.element, module.years, "Child", child)
                found.append((one, module))
        return found

    def _stray(
        self, element: etree._Element, words: str | None, child: str, module: str
    ) -> None:
        if words and not words.isspace():
            self._say(
                element, child, module, "", f"the words “{words.strip()[:60]}”",
                "only elements here", "Take the words out", Fate.VALUE_LEFT_OUT,
            )  # fmt: skip

    def _read(
        self,
        element: etree._Element,
        field: Field,
        module: str,
        child: str,
        without: Fate,
    ) -> Cell:
        """The value of an element; what is wrong with it is said.

        `without`: what becomes of the record's part when it cannot be read.
        """
        text = element.text
        known = self._known.get((field, text))
        if known is not None:
            return known
        text = (text or "").strip()
        if not text:
            if without is Fate.ROW_LEFT_OUT:
                empty = Reading(None, "a value", "Give the value or leave it out")
                self._wrong(element, module, child, "nothing", empty, without)
            return None
        reading = read_value(field, text, self._year)
        if reading.expected:
            kept = Fate.KEPT if str(reading.cell) == text else Fate.VALUE_CHANGED
            fate = without if reading.cell is None else kept
            self._wrong(element, module, child, text, reading, fate)
        elif field.type not in OWN_TO_A_CHILD:
            self._known[(field, element.text)] = reading.cell
        return reading.cell

    def _wrong(
        self,
        element: etree._Element,
        module: str,
        child: str,
        found: str,
        reading: Reading,
        fate: Fate,
    ) -> None:
        self._say(
            element, child, module, local(element), found[:80], reading.expected,
            reading.mend, fate,
        )  # fmt: skip

    def _check_year(
        self,
        element: etree._Element,
        name: str,
        years: tuple[int, int],
        module: str,
        child: str,
    ) -> None:
        """Say once in a return that an element belongs to another year. It is read."""
        first, last = years
        if first <= self._year <= last or name in self._said_of_year:
            return
        self._said_of_year.add(name)
        early = self._year < first
        found = NEWER.format(first=first) if early else OLDER.format(last=last)
        self._say(
            element, child, module, name, found, f"the elements of {self._year}",
            "Check the year in the header; it was read as it stands", Fate.KEPT,
        )  # fmt: skip

    def _leave_out(
        self,
        element: etree._Element,
        table: str,
        module: str,
        missing: str,
        child: str = "",
    ) -> None:
        self._say(
            element, child, module, missing, "nothing that can be read",
            f"{missing}, without which it is no record of “{table}”",
            f"Give {missing}", Fate.ROW_LEFT_OUT,
        )  # fmt: skip

    def _orphans(
        self, inside: Iterable[tuple[etree._Element, Module]], child: str = ""
    ) -> None:
        """Records within one that was left out: each is left out and told."""
        for element, module in inside:
            ones = [element]
            if module.value:
                ones = [one for one in element if local(one) == module.value]
            for one in ones:
                self.seen[module.table.name] += 1
                self._say(
                    one, child, module.element, "", "what it stands in was left out",
                    "a record that can be read around it",
                    "Mend the record around it", Fate.ROW_LEFT_OUT,
                )  # fmt: skip
            deeper = [
                (one, part)
                for one in element
                if (part := module.parts.get(local(one))) is not None
            ]
            self._orphans(deeper, child)

    def _leave_out_value(
        self, element: etree._Element, module: str, child: str, found: str
    ) -> None:
        self._say(
            element, child, module, local(element), found,
            f"an element of {module} that this return has, once",
            "Take it out, or put it where it belongs", Fate.VALUE_LEFT_OUT,
        )  # fmt: skip

    def _say(
        self,
        element: etree._Element,
        child: str,
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
                child,
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
