"""A CSV file as a stream of its lines, in whatever letters it was written."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CHUNK: Final = 1 << 20
LONGEST: Final = 1 << 20
"""Letters of a line that are looked at together: one without an end fills no memory."""


def letters_of(path: Path, *, is_whole: bool = True) -> str:
    """UTF-8, or UTF-16 where the file says so, or else what Windows writes.

    The whole file is looked through once, a piece at a time; else its first piece.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        piece = file.read(CHUNK)
        if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while piece:
                decoder.decode(piece)
                if not is_whole:
                    return "utf-8-sig"
                piece = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def lines_of(path: Path, letters: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each line with its number, or what is wrong where it is no line of CSV."""
    number = 0
    with path.open(encoding=letters, errors="replace", newline="") as file:
        rows = csv.reader(iter(lambda: file.readline(LONGEST), ""))
        while True:
            number += 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield number, error
                continue
            if cells is None:
                return
            yield number, list(map(str.strip, cells))


def headings_of(path: Path) -> list[str]:
    """What stands in the first line of a CSV file; nothing where there is none.

    What the file is, is asked before it is known to be of a size to be read.
    """
    letters = letters_of(path, is_whole=False)
    _, cells = next(lines_of(path, letters), (1, []))
    return [] if isinstance(cells, csv.Error) else cells
