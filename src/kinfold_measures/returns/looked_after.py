"""Reading SSDA903, the return of children looked after: CSV files, or one of XML.

Which CSV file is which is told by its headings, whatever it is called. The files do not
say whose they are or of which year, so whoever reads them does.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Header, Return, check_authority
from kinfold_measures.returns.looked_after_xml import read_children
from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Structure, structure_of
from kinfold_measures.returns.texts import letters_of, lines_of
from kinfold_measures.returns.under_headings import check_heads, read_lines

CALLED = "return of children looked after"


def read_looked_after(paths: Sequence[Path], *, authority: str, year: int) -> Return:
    """Read the files of one return.

    Args:
        paths: CSV or XML files, each once; not all twelve need be there.
        authority: the authority's three-digit code.
        year: the year that ends on the 31 March that the return closes with.

    Raises:
        ValueError: the year is one that we do not know, or the code is no code.
    """
    structure = structure_of("ssda903")
    if not structure.first_year <= year <= structure.last_year:
        known = f"{structure.first_year} to {structure.last_year}"
        raise ValueError(f"Years from {known} can be read, not {year}")
    check_authority(authority)
    rows = Rows(authority, year)
    try:
        for path in paths:
            checked_size(path, CALLED)
            if path.suffix.lower() == ".xml":
                read_children(path, rows, structure)
            else:
                _read_table(path, rows, structure, year)
    except Refused as refused:
        return Return(None, Columns().tables(), (refused.finding,), {})
    header = Header(authority, year, date(year, 3, 31))
    return Return(header, rows.columns.tables(), tuple(rows.findings), dict(rows.seen))


def _read_table(path: Path, rows: Rows, structure: Structure, year: int) -> None:
    """One CSV file.

    Raises:
        Refused: it has the headings of no file of this return.
    """
    letters = letters_of(path)
    lines = lines_of(path, letters)
    _, first = next(lines, (1, []))
    heads = [] if isinstance(first, csv.Error) else [head.upper() for head in first]
    heads = [structure.other_names.get(head, head) for head in heads]
    module = structure.module_of(heads)
    if module is None:
        found = f"the headings {', '.join(heads)[:120] or '(none)'}"
        expected = "the headings of a file of this return"
        mend = "Export the file again with its headings"
        raise Refused(refusal(path.name, 1, found, expected, mend))
    where = Place(path.name, 1, "", module.element)
    if letters == "cp1252":
        rows.say(
            where, "", "letters that are not UTF-8", "UTF-8",
            "Save the file as CSV UTF-8; it was read as Windows text", Fate.KEPT,
        )  # fmt: skip
    check_heads(where, heads, module, rows, year)
    read_lines(path, lines, heads, module, rows)
