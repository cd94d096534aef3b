"""SSDA903 as one file of XML: each child's records stand in one element.

Some records are an element of their own, whatever it stands in; of others only the
values are there, among those of the child's header (`stands_in` of the structure says
which). An element of another name is told by what stands in it, as a CSV file is by its
headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from kinfold_measures.returns.documents import local, parts_of
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.refusal import Refused, refusal
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Module, Structure

ROOT: Final = "EXPSSDA903"
HEADER: Final = "HEADER"


def read_children(path: Path, rows: Rows, structure: Structure) -> None:
    """Read every child of a file.

    Raises:
        Refused: it is no XML, breaks off, has a document type, or holds no child.
    """
    reading = _Children(path.name, rows, structure)
    children = 0
    for _, element in parts_of(path, ("CHILD",)):
        reading.child(element)
        children += 1
    if not children:
        found, mend = "no CHILD in it", "Is this a return of children looked after?"
        raise Refused(refusal(path.name, 0, found, f"{ROOT}, with CHILD", mend))


class _Children:
    def __init__(self, file: str, rows: Rows, structure: Structure) -> None:
        self._file, self._rows, self._structure = file, rows, structure
        self._person = structure.modules["Header"]
        self._told: set[tuple[str, str]] = set()

    def child(self, element: etree._Element) -> None:
        """One child with everything that stands in it."""
        header = next(element.iter(f"{{*}}{HEADER}"), None)
        about: dict[str, str] = {}
        if header is None:
            where = self._where(element, self._person.element, about)
            self._rows.leave_out(
                where, self._person, "a child without HEADER", HEADER, "Give HEADER"
            )
        else:
            about = {
                name: text
                for name, text in self._values(header, about).items()
                if name in self._person.fields
            }
        for one in element:
            self._group(one, about)

    def _group(self, element: etree._Element, about: Mapping[str, str]) -> None:
        """An element that holds values, and the elements within it that do."""
        values = self._values(element, about, is_told=local(element) != HEADER)
        modules = self._modules_of(element, values)
        known = {name for m in modules for name in (*m.fields, m.flag)}
        for name in values:
            if name not in known:
                self._unknown(element, name, about)
        for module in modules:
            if self._is_there(module, values):
                shared = {n: t for n, t in about.items() if n in module.fields}
                where = self._where(element, module.element, about)
                self._rows.add(where, module, {**shared, **values})
        for one in element:
            if len(one) or self._named(one):
                self._group(one, about)

    def _values(
        self,
        element: etree._Element,
        about: Mapping[str, str],
        *,
        is_told: bool = True,
    ) -> dict[str, str]:
        """The values that stand in an element, by the names of their fields."""
        values: dict[str, str] = {}
        for one in element:
            if len(one) or self._named(one):
                continue
            name = self._structure.other_names.get(local(one), local(one))
            if name in values and is_told:
                self._rows.say(
                    self._where(one, local(element), about), name, "a second one",
                    f"{name}, once", "Take one of them out", Fate.VALUE_LEFT_OUT,
                )  # fmt: skip
            values.setdefault(name, (one.text or "").strip())
        return values

    def _named(self, element: etree._Element) -> list[Module]:
        """The modules that an element of this name holds."""
        name = local(element)
        return [m for m in self._structure.modules.values() if m.stands_in == name]

    def _modules_of(
        self, element: etree._Element, values: Mapping[str, str]
    ) -> list[Module]:
        if named := self._named(element):
            return named
        fits = self._structure.module_of(["CHILD", *values])
        return [fits] if fits else []

    def _is_there(self, module: Module, values: Mapping[str, str]) -> bool:
        """Whether a header, which holds several records, has this one in it."""
        if module is self._person or module.stands_in != HEADER:
            return True
        own = module.fields.keys() - self._person.fields.keys()
        return values.get(module.flag) == "1" or any(values.get(n) for n in own)

    def _unknown(
        self, element: etree._Element, name: str, about: Mapping[str, str]
    ) -> None:
        """Say once in a file that nothing is known of an element."""
        around = local(element)
        if (around, name) in self._told:
            return
        self._told.add((around, name))
        self._rows.say(
            self._where(element, around, about), name,
            "an element that nothing is known of", f"the elements of {around}",
            "Take it out, or put it where it belongs", Fate.VALUE_LEFT_OUT,
        )  # fmt: skip

    def _where(
        self, element: etree._Element, module: str, about: Mapping[str, str]
    ) -> Place:
        line = element.sourceline or 0
        return Place(self._file, line, about.get("CHILD", ""), module)
