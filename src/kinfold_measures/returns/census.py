"""Reading a Children in Need census: a stream of XML in, tables and findings out.

The reader takes the census as authorities send it: with a namespace or none, several
dates in one `Reviews` or one each, children whose blocks are missing, babies who are
not born. It opens no outside entity, expands none, and holds one child at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from lxml import etree

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.header import Header, Return
from kinfold_measures.returns.records import Records, local
from kinfold_measures.returns.structure import Structure, structure_of

MOST_BYTES: Final = 2_000_000_000
EVERY: Final = 1000


class Refused(Exception):
    """The file cannot be read at all; holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.found)
        self.finding = finding


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
    size = _checked_size(path)
    structure = structure_of("cin_census")
    header: Header | None = None
    records: Records | None = None
    try:
        for read, element in _parts(path):
            if local(element) == "Header":
                header = _header(element, path, authority, structure)
                records = Records(path.name, header.authority, header.year, structure)
            elif records is None:
                raise Refused(_no_header(path))
            else:
                records.child(element)
                if records.seen["person"] % EVERY == 0:
                    progress(read / size)
    except etree.XMLSyntaxError as error:
        found = f"the file breaks off here, or is no XML: {error.msg}"
        mend = "Export the file again; nothing of it was kept"
        where = error.lineno or 0
        raise Refused(_refusal(path, where, found, "a whole XML file", mend)) from error
    if records is None:
        raise Refused(_no_header(path))
    return Return(
        header, records.columns.tables(), tuple(records.findings), dict(records.seen)
    )


def _parts(path: Path) -> Iterator[tuple[int, etree._Element]]:
    """How far it is, and the header and each child as they come.

    What was handed on is forgotten.
    """
    with path.open("rb") as file:
        for element in _elements(file, path):
            yield file.tell(), element
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)


def _elements(file: BinaryIO, path: Path) -> Iterator[etree._Element]:
    stream = etree.iterparse(
        file,
        tag=("{*}Header", "{*}Child"),
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
        # nothing outside the file is opened, and nothing inside is blown up
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in stream:
        if element.getroottree().docinfo.doctype:
            found = "a document type, which could open or swell what is not there"
            mend = "Take the DOCTYPE out; the census has none"
            raise Refused(_refusal(path, 1, found, "no DOCTYPE", mend))
        yield element


def _checked_size(path: Path) -> int:
    size = path.stat().st_size
    if size == 0:
        found, mend = "an empty file", "Export the file again"
    elif size > MOST_BYTES:
        found = f"a file of {size:,} bytes"
        mend = "A whole authority's census is far smaller: is this the right file?"
    else:
        return size
    expected = f"a census of at most {MOST_BYTES:,} bytes"
    raise Refused(_refusal(path, 0, found, expected, mend))


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
        return Refused(_refusal(path, line, found, expected, mend, rule))

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
    return _refusal(path, 0, found, "Message, with Header and Children", mend)


def _refusal(
    path: Path, line: int, found: str, expected: str, mend: str, rule: str = ""
) -> Finding:
    return Finding(
        path.name, line, "", "Header" if line else "", "", found, expected, mend,
        Fate.FILE_REFUSED, rule,
    )  # fmt: skip
