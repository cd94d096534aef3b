"""Answers out of what was pasted or sent: one a line, or three columns. Never trusted.

A file becomes the text that could have been pasted, so that there is one way in: its
words are shown to whoever decides on the names in them, and nothing of it is kept until
then.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile

from kinfold.intake.ssd.extract import decoded
from kinfold_measures.returns.refusal import Refused
from kinfold_measures.returns.workbooks import sheets_of

MOST_ANSWERS: Final = 500
LONGEST_ANSWER: Final = 3_000
LARGEST_FILE: Final = 2 * 1024 * 1024
MOST_TROUBLES: Final = 5
COLUMNS: Final = 3
ENDINGS: Final = (".csv", ".xlsx", ".txt")
_HEADINGS: Final = ("worried", "working", "needs to happen", "need to happen")


class CannotRead(ValueError):
    """Nothing was taken in. Each sentence says where, what and how to mend it."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given: three columns, or words alone."""

    worried: str = ""
    well: str = ""
    needs: str = ""
    words: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.worried, self.well, self.needs, self.words)


def text_of_file(upload: UploadedFile[Any]) -> str:
    """What the file says, as it would have been pasted.

    Raises:
        CannotRead: it is of another kind, too large, or damaged.
    """
    name = Path(upload.name or "").name
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise CannotRead(
            f"{name} cannot be read. Choose a file that ends in .csv, .xlsx or .txt"
        )
    if (upload.size or 0) > LARGEST_FILE:
        raise CannotRead(
            f"{name} is larger than {LARGEST_FILE >> 20} MB. Cut it in two"
        )
    raw = upload.read()
    if ending == ".xlsx":
        return _pasted(_rows_of_workbook(name, raw))
    text = decoded(name, raw).text
    return text if ending == ".txt" else _pasted(_rows_of_csv(name, text))


def _rows_of_workbook(name: str, raw: bytes) -> list[Sequence[str]]:
    """The first sheet; of a formula the value that was saved, and nothing is run."""
    with TemporaryDirectory(prefix="kinfold-answers-") as folder:
        path = Path(folder) / "answers.xlsx"
        path.write_bytes(raw)
        try:
            for _, rows in sheets_of(path):
                return [row for _, row in rows]
        except Refused as error:
            raise CannotRead(
                f"{name}: {error.finding.found}. {error.finding.mend}"
            ) from error
    raise CannotRead(f"{name} has no sheet. Save it again as .xlsx")


def _rows_of_csv(name: str, text: str) -> list[Sequence[str]]:
    first = text.split("\n", 1)[0]
    apart = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=apart))
    except csv.Error as error:
        raise CannotRead(
            f"{name} cannot be read as a table ({error}). Export it again as CSV"
        ) from error


def _pasted(rows: Iterable[Sequence[str]]) -> str:
    """Lines with tabs; a line that breaks inside a cell is one line here."""
    lines = (
        "\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") for row in rows
    )
    return "\n".join(line for line in lines if line)


def answers_in(text: str) -> tuple[Given, ...]:
    """One answer a line: with tabs the three columns, without them words alone.

    A first line that names the columns is no answer. All or nothing is read.

    Raises:
        CannotRead: nothing is in it, or some lines cannot be kept.
    """
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if lines and _names_columns(lines[0][1]):
        lines = lines[1:]
    if not lines:
        raise CannotRead("There is no answer in it. Paste one a line, or choose a file")
    if len(lines) > MOST_ANSWERS:
        raise CannotRead(
            f"These are {len(lines):,} answers, and {MOST_ANSWERS} are taken in at a "
            "time. Take them in in parts"
        )
    has_columns = any("\t" in line for _, line in lines)
    read = [_one(number, line, has_columns) for number, line in lines]
    troubles = [one for one in read if isinstance(one, str)]
    if troubles:
        more = len(troubles) - MOST_TROUBLES
        left = [f"{more} more lines are like these"] if more > 0 else []
        raise CannotRead(*troubles[:MOST_TROUBLES], *left)
    return tuple(one for one in read if isinstance(one, Given))


def _one(number: int, line: str, has_columns: bool) -> Given | str:
    cells = [cell.strip().strip('"').strip() for cell in line.split("\t")]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    if any("\x00" in cell for cell in cells):
        return f"Line {number} holds a hidden character. Type it again"
    longest = max(len(cell) for cell in cells)
    if longest > LONGEST_ANSWER:
        return (
            f"Line {number} is {longest:,} letters long, and {LONGEST_ANSWER:,} fit. "
            "Cut it in two"
        )
    if not longest:
        return f"Line {number} has no words in it. Take it out"
    if not has_columns:
        return Given(words=cells[0])
    if len(cells) > COLUMNS:
        return (
            f"Line {number} has {len(cells)} columns. There are three: worried, "
            "working well, needs to happen"
        )
    return Given(*cells)


def _names_columns(line: str) -> bool:
    cells = [cell.casefold() for cell in line.split("\t")]
    named = sum(any(word in cell for word in _HEADINGS) for cell in cells)
    return len(cells) > 1 and named == len(cells)


def digest_of(given: Iterable[Given]) -> str:
    """The same for the same words in the same order, however they came in."""
    told = "\x1e".join("\x1f".join(one.texts) for one in given)
    return sha256(told.encode()).hexdigest()
