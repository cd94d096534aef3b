"""A workbook (.xlsx) as a stream of the rows of its sheets.

Nothing in it is run: of a formula the value is read that was there when it was saved.
What a workbook says it holds is not believed: it is unpacked once, into nothing, and
refused where it swells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.values import text_of

MOST_PACKED: Final = 50_000_000
MOST_UNPACKED: Final = 200_000_000
MOST_PARTS: Final = 1_000
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 300_000
CHUNK: Final = 1 << 20
CALLED: Final = "workbook"

Row = tuple[str, ...]

# OSError: openpyxl's word for a folder in which no part says that it is the workbook
_DAMAGED: Final = (InvalidFileException, KeyError, OSError, SyntaxError, ValueError)


def sheets_of(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    """Each sheet's name, and its rows with their numbers as texts. No row is all empty.

    Raises:
        Refused: it is no workbook, is damaged, or swells when it is unpacked.
    """
    checked_size(path, CALLED, MOST_PACKED)
    _check_parts(path)
    # opened here, so that it is closed whatever a damaged part makes of the reading
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(
                file, read_only=True, data_only=True, keep_links=False
            )
        except _DAMAGED as error:
            raise _no_workbook(path, str(error)) from error
        for sheet in book.worksheets:
            # what a sheet says of its own size is not believed either
            sheet.reset_dimensions()
            yield sheet.title, _rows_of(path, sheet)


def _rows_of(path: Path, sheet: Any) -> Iterator[tuple[int, Row]]:
    number = 0
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > MOST_ROWS or len(values) > MOST_COLUMNS:
                raise _too_large(path, sheet.title)
            row = tuple(text_of(value) for value in values)
            if any(row):
                yield number, row
    except (IndexError, ValueError, SyntaxError, TypeError) as error:
        raise _no_workbook(path, f"{sheet.title}, row {number + 1}: {error}") from error


def _too_large(path: Path, sheet: str) -> Refused:
    found = f"{sheet}: a cell beyond column {MOST_COLUMNS} or row {MOST_ROWS:,}"
    mend = "Delete the columns and rows that only look empty"
    return Refused(refusal(path.name, 0, found, "a list of children", mend))


def _check_parts(path: Path) -> None:
    """Unpack every part and keep nothing."""
    expected = f"a {CALLED} that unpacks to at most {MOST_UNPACKED:,} bytes"
    mend = "Save it again in Excel as .xlsx, with nothing in it but the lists"
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                found = f"a {CALLED} of {len(parts):,} parts"
                raise Refused(refusal(path.name, 0, found, expected, mend))
            for part in parts:
                with packed.open(part) as file:
                    end = b""
                    while piece := file.read(CHUNK):
                        unpacked += len(piece)
                        if unpacked > MOST_UNPACKED:
                            found = f"a {CALLED} that swells when it is unpacked"
                            raise Refused(refusal(path.name, 0, found, expected, mend))
                        if b"<!DOCTYPE" in end + piece or b"<!ENTITY" in end + piece:
                            found = "a document type in it, which could open or swell"
                            raise Refused(refusal(path.name, 0, found, expected, mend))
                        end = piece[-10:]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _no_workbook(path, str(error)) from error


def _no_workbook(path: Path, why: str) -> Refused:
    mend = "Save it as Excel workbook (.xlsx), without a password"
    found = f"no workbook, or a damaged one: {why[:120]}"
    return Refused(refusal(path.name, 0, found, "an .xlsx file", mend))
