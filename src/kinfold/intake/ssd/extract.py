"""An extract as handed in: a folder, a zip or one CSV file. Bounded and never trusted.

Source of the table names: Standard Safeguarding Dataset, data_objects_specification.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kinfold.intake.ssd.problems import Problem

LARGEST_TABLE = 512 * 1024 * 1024
LARGEST_EXTRACT = 2 * 1024 * 1024 * 1024
MOST_FILES = 200
LONGEST_CELL = 4_000
_EXPORT = (
    "Export the table again as CSV, UTF-8, with its column names in the first line"
)


class NotAnExtract(Exception):
    """The file cannot be read at all. The message says what to hand in instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table of an extract, decoded. `name` is as the dataset calls it."""

    name: str
    file: str
    text: str
    problems: tuple[Problem, ...] = ()

    def columns(self) -> tuple[str, ...]:
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=False)
        try:
            return tuple(cell.strip().lower() for cell in next(reader, []))
        except csv.Error:
            return ()

    def lines(self) -> Iterator[Line | Problem]:
        """Each line after the first; a line that cannot be read is a problem."""
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=False)
        columns = [cell.strip().lower() for cell in next(reader, [])]
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._unreadable(reader.line_num, str(error))
                continue
            if any(cell.strip() for cell in cells):
                yield self._line(reader.line_num, columns, cells)

    def _line(
        self, number: int, columns: list[str], cells: list[str]
    ) -> Line | Problem:
        if len(cells) != len(columns):
            return Problem(
                self.file, number, "", f"{len(cells)} cells",
                f"{len(columns)} cells, one for each column",
                "Look for a comma or a quotation mark too many in this line",
            )  # fmt: skip
        return Line(number, dict(zip(columns, cells, strict=True)))

    def _unreadable(self, number: int, why: str) -> Problem:
        return Problem(self.file, number, "", why, "A line of CSV", _EXPORT)


def read_extract(path: Path, shown_name: str) -> list[TableFile]:
    """The tables of a folder, a zip or one CSV file.

    Raises:
        NotAnExtract: it is none of these, is damaged, or is too large.
    """
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() == ".csv")
        found = [(file.name, _bounded(file)) for file in files[:MOST_FILES]]
    elif zipfile.is_zipfile(path):
        found = list(_unzipped(path))
    elif path.suffix.lower() == ".csv" and path.is_file():
        found = [(shown_name, _bounded(path))]
    else:
        raise NotAnExtract(
            "This is not a zip file, a folder or a CSV file, or it is damaged. Hand in "
            "a zip with one CSV file for each table"
        )
    if not found:
        raise NotAnExtract("There is no CSV file in it. Add one for each table")
    return [decoded(name, raw) for name, raw in found]


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_TABLE:
        raise NotAnExtract(f"{path.name} is larger than 512 MB. Split the table")
    return path.read_bytes()


def _unzipped(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                entry
                for entry in archive.infolist()
                if entry.filename.lower().endswith(".csv") and not entry.is_dir()
            ]
            if len(entries) > MOST_FILES:
                raise NotAnExtract(f"There are more than {MOST_FILES} files in the zip")
            if sum(entry.file_size for entry in entries) > LARGEST_EXTRACT:
                raise NotAnExtract("Unpacked, the tables are larger than 2 GB")
            for entry in entries:
                yield PurePosixPath(entry.filename).name, _entry(archive, entry)
    # RuntimeError: locked with a password. NotImplementedError: packed in a way that
    # Python does not know, which to whoever handed it in is the same as damaged.
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise NotAnExtract(
            "The zip file is damaged, cut off or locked with a password. Make it again"
        ) from None


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file, never more than it said it would be."""
    if entry.file_size > LARGEST_TABLE:
        raise NotAnExtract(f"{entry.filename[:80]} is larger than 512 MB unpacked")
    with archive.open(entry) as opened:
        raw = opened.read(entry.file_size + 1)
    if len(raw) > entry.file_size:
        raise NotAnExtract(f"{entry.filename[:80]} is larger than the zip says")
    return raw


def decoded(file: str, raw: bytes) -> TableFile:
    """A table's text, whatever program wrote it; a guess is said as a problem."""
    name = table_name(file)
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return TableFile(name, file, raw.decode("utf-16", errors="replace"))
    try:
        return TableFile(name, file, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        guess = Problem(
            file, line, "", "Letters that are not UTF-8",
            "A file in UTF-8", f"Read as Windows text: look at the accents. {_EXPORT}",
            is_left_out=False,
        )  # fmt: skip
        return TableFile(name, file, raw.decode("cp1252", errors="replace"), (guess,))


def table_name(file: str) -> str:
    """The dataset's name of a table from a file name: "SSD_Person.csv" too."""
    stem = PurePosixPath(file.replace("\\", "/")).stem.strip().lower()
    return stem if stem.startswith("ssd_") else f"ssd_{stem}"
