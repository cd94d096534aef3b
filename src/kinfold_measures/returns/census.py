"""Reading a Children in Need census: a stream of XML in, tables and findings out.

The reader takes the census as authorities send it: with a namespace or none, several
dates in one `Reviews` or one each, children whose blocks are missing, babies who are
not born. It opens no outside entity, expands none, and holds one child at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.documents import local, parts_of
from kinfold_measures.returns.findings import Finding
from kinfold_measures.returns.header import Header, Return
from kinfold_measures.returns.records import Records
from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.structure import Structure, structure_of

EVERY: Final = 1000

Progress = Callable[[float], None]
"""Told from time to time which part of a file is read, 0 to 1."""


def read_census(
    path: Path, *, authority: str = "", progress: Progress = lambda part: None
) -> Return:
    """Read a census file.

    Args:
        path: the XML file, at most `MOST_BYTES` long.
        authority: the code of the authority whose file it must be; any when "".
        progress: told at every thousandth child; what it raises stops the reading.
    """
    try:
        return _read(path, authority, progress)
    except Refused as refused:
        return Return(None, Columns().tables(), (refused.finding,), {})


def _read(path: Path, authority: str, progress: Progress) -> Return:
    size = checked_size(path, "census")
    structure = structure_of("cin_census")
    header: Header | None = None
    records: Records | None = None
    for read, element in parts_of(path, ("Header", "Child")):
        if local(element) == "Header":
            if records is not None:
                raise Refused(_second_header(path, element))
            header = _header(element, path, authority, structure)
            records = Records(path.name, header.authority, header.year, structure)
        elif records is None:
            raise Refused(_no_header(path))
        else:
            records.child(element)
            if records.seen["person"] % EVERY == 0:
                progress(read / size)
    if records is None:
        raise Refused(_no_header(path))
    return Return(
        header, records.columns.tables(), tuple(records.findings), dict(records.seen)
    )


def _header(
    element: etree._Element, path: Path, authority: str, structure: Structure
) -> Header:
    """What the return says of itself.

    Raises:
        Refused: it is another return, another authority's, or of a year we do not know.
    """
    said = {
        local(one): (one.text or "").strip()
        for one in element.iter()
        if isinstance(one.tag, str)
    }
    line = element.sourceline or 0

    def refuse(found: str, expected: str, mend: str, rule: str = "") -> Refused:
        return Refused(refusal(path.name, line, found, expected, mend, rule))

    if said.get("Collection", "CIN") != "CIN":
        found = f"a return of the collection {said['Collection']}"
        raise refuse(found, "CIN", "Choose the Children in Need census")
    try:
        closes = date.fromisoformat(said.get("ReferenceDate", ""))
    except ValueError:
        found = f"“{said.get('ReferenceDate', '')}” as the day it closes"
        mend = "Write ReferenceDate as 2024-03-31"
        raise refuse(found, "ReferenceDate, a day", mend, "100") from None
    year = closes.year + (closes > date(closes.year, 3, 31))
    if not structure.first_year <= year <= structure.last_year:
        expected = f"{structure.first_year} to {structure.last_year}"
        raise refuse(f"a return of {year}", expected, "Check ReferenceDate", "100")
    code = said.get("LEA", "")
    if len(code) != 3 or not code.isdigit():
        found = f"“{code}” as the authority"
        raise refuse(found, "LEA, three figures", "Give the authority's code")
    if authority and code != authority:
        mend = "Choose your own authority's file; nothing of this one was kept"
        raise refuse(f"the file of authority {code}", f"{authority}", mend)
    return Header(code, year, closes)


def _no_header(path: Path) -> Finding:
    found, mend = "no Header before the children", "Is this a Children in Need census?"
    return refusal(path.name, 0, found, "Message, with Header and Children", mend)


def _second_header(path: Path, element: etree._Element) -> Finding:
    found = "a second Header: two returns in one file"
    mend = "Give each return, and each authority, a file of its own"
    return refusal(path.name, element.sourceline or 0, found, "one Header", mend)
