"""Reading an extract of the Standard Safeguarding Dataset: a file for each object.

CSV or Parquet, told by its headings whatever it is called. What the tables want and
another object holds (a placement, a legal status, whose assessment it is) is looked up
there; where to look is data (`ssd.toml`).
"""

from __future__ import annotations

import csv
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet

from kinfold_measures.returns.columns import Columns
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Header, Return, check_authority
from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Look, Module, structure_of
from kinfold_measures.returns.texts import headings_of, letters_of, lines_of
from kinfold_measures.returns.values import day_of, text_of

CALLED: Final = "extract of the Standard Safeguarding Dataset"
HISTORY: Final = 5
"""Whole years that an extract holds: its scope is six years back from its day."""
MOST_ROWS: Final = 50_000_000
AT_ONCE: Final = 10_000
OTHERS: Final = "others"
"""What an object stands in that is read only for what others look up there."""

Line = Mapping[str, str]


def read_standard(paths: Sequence[Path], *, authority: str, year: int) -> Return:
    """Read the files of one extract.

    Args:
        authority: whose it is: the three-digit code.
        year: the year of the last 31 March before it was made.

    Raises:
        ValueError: the code is no code.
    """
    check_authority(authority)
    rows = Rows(authority, year)
    try:
        objects = [(path, _object_of(path)) for path in paths]
        reading = _Reading(rows, objects)
        for path, module in objects:
            reading.file(path, module)
    except Refused as refused:
        return Return(None, Columns().tables(), (refused.finding,), {})
    first = year - HISTORY + 1
    header = Header(authority, year, date(year, 3, 31), first_year=first)
    return Return(header, rows.columns.tables(), tuple(rows.findings), dict(rows.seen))


def is_standard(heads: Sequence[str]) -> bool:
    """Whether these are headings of an object of the dataset that we know."""
    return _module_of(heads) is not None


def object_called(heads: Sequence[str]) -> str:
    """Which object of the dataset these are headings of; "" for none that is read."""
    module = _module_of([head.lower() for head in heads])
    return module.element if module else ""


def heads_of(path: Path) -> list[str]:
    """The headings of a CSV or Parquet file.

    Raises:
        Refused: it is no Parquet file.
    """
    if path.suffix.lower() != ".parquet":
        return [head.lower() for head in headings_of(path)]
    try:
        names: list[str] = pyarrow.parquet.read_schema(path).names
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path, error) from error
    return [name.lower() for name in names]


def _module_of(heads: Sequence[str]) -> Module | None:
    """The object these are the headings of: they all begin with its own letters."""
    there = set(heads)
    best: tuple[int, Module | None] = (0, None)
    for module in structure_of("ssd").modules.values():
        own = {name for name in module.fields if _letters(name) == _letters_of(module)}
        if (count := len(there & own)) > best[0]:
            best = (count, module)
    return best[1]


def _letters(name: str) -> str:
    return name.partition("_")[0]


def _letters_of(module: Module) -> str:
    """What the fields of an object begin with: the first is one of its own."""
    return _letters(next(iter(module.fields)))


def _object_of(path: Path) -> Module:
    checked_size(path, CALLED)
    module = _module_of(heads_of(path))
    if module is None:
        found = f"the headings {', '.join(heads_of(path))[:120] or '(none)'}"
        mend = "Leave the file out; only objects that the tables need are read"
        expected = "an object of the dataset that is read"
        raise Refused(refusal(path.name, 1, found, expected, mend))
    return module


def _lines(path: Path) -> Iterator[tuple[int, Line | str]]:
    """Each line by its number: its cells by heading, or what is wrong with it."""
    if path.suffix.lower() == ".parquet":
        yield from _parquet_lines(path)
        return
    lines = lines_of(path, letters_of(path))
    heads = heads_of(path)
    next(lines)
    for number, cells in lines:
        if isinstance(cells, csv.Error):
            yield number, f"a line that is no CSV: {cells}"
        elif any(cells) and len(cells) != len(heads):
            yield number, f"{len(cells)} cells under {len(heads)} headings"
        elif any(cells):
            yield number, dict(zip(heads, cells, strict=True))


def _parquet_lines(path: Path) -> Iterator[tuple[int, Line]]:
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            if file.metadata.num_rows > MOST_ROWS:
                found = f"a file of {file.metadata.num_rows:,} rows"
                expected, mend = f"at most {MOST_ROWS:,}", "Is this the right file?"
                raise Refused(refusal(path.name, 0, found, expected, mend))
            for batch in file.iter_batches(batch_size=AT_ONCE):
                for row in batch.to_pylist():
                    number += 1
                    yield number, {n.lower(): text_of(v) for n, v in row.items()}
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> Refused:
    found = f"no Parquet file, or a damaged one: {str(error)[:120]}"
    mend = "Export the file again; nothing of it was kept"
    return Refused(refusal(path.name, 0, found, "a Parquet file", mend))


class _Reading:
    def __init__(self, rows: Rows, objects: Sequence[tuple[Path, Module]]) -> None:
        self._rows = rows
        self._found = {
            look: _index(look, module, objects)
            for _, module in objects
            for look in module.looks
        }

    def file(self, path: Path, module: Module) -> None:
        """One object; of one that is only looked up in, what cannot be read."""
        self._check_heads(path, module)
        for number, line in _lines(path):
            where = Place(path.name, number, "", module.element)
            if not isinstance(line, str):
                if module.within != OTHERS:
                    self._line(where, module, line)
                continue
            expected = "a line of CSV, a cell for each heading"
            mend = "Look for a comma or a quote too many"
            if module.within == OTHERS:
                fate = Fate.VALUE_LEFT_OUT
                self._rows.say(where, "", line, expected, mend, fate)
            else:
                self._rows.leave_out(where, module, line, expected, mend)

    def _check_heads(self, path: Path, module: Module) -> None:
        where = Place(path.name, 1, "", module.element)
        heads = heads_of(path)
        own = [n for n in module.fields if _letters(n) == _letters_of(module)]
        if module.within != OTHERS:
            if passed := [head for head in heads if head not in module.fields]:
                self._rows.say(
                    where, "", f"fields that no table has a place for: {len(passed)}",
                    "the fields that are read",
                    f"Nothing need be done; not read: {', '.join(passed)[:200]}",
                    Fate.VALUE_LEFT_OUT,
                )  # fmt: skip
            for name in own:
                if name not in heads:
                    self._rows.say(
                        where, name, "no such field", f"the fields of {module.element}",
                        "Give the field; its values are gaps", Fate.KEPT,
                    )  # fmt: skip

    def _line(self, where: Place, module: Module, line: Line) -> None:
        given = dict(line)
        for look in module.looks:
            given = {**self._looked_up(look, given), **given}
        child = next(
            (n for n, f in module.fields.items() if f.column == "child_id"), ""
        )
        where = Place(where.file, where.line, given.get(child, ""), module.element)
        if not module.value:
            self._rows.add(where, module, given)
            return
        values = _values(given.get(module.value, ""))
        if not values:
            self._rows.leave_out(
                where, module, "no value in it", module.value, "Leave the line out"
            )
        for value in values:
            self._rows.add(where, module, {**given, module.value: value})

    def _looked_up(self, look: Look, given: Line) -> Line:
        found = self._found[look].get(given.get(look.given, ""), [])
        if not look.day:
            return found[-1][1] if found else {}
        until = bisect_right([day for day, _ in found], _day(given.get(look.at, "")))
        return found[until - 1][1] if until else {}


def _index(
    look: Look, module: Module, objects: Sequence[tuple[Path, Module]]
) -> dict[str, list[tuple[str, Line]]]:
    """What is wanted of an object's lines, by what they are told by, in order of days.

    Lines that cannot be read are told when the object itself is.
    """
    found: dict[str, list[tuple[str, Line]]] = {}
    for path in [path for path, one in objects if one.element == look.within]:
        for _, line in _lines(path):
            if not isinstance(line, str) and line.get(look.by):
                day = _day(line.get(look.day, ""))
                wanted = {n: line[n] for n in module.fields if n in line}
                found.setdefault(line[look.by], []).append((day, wanted))
    for several in found.values():
        several.sort(key=lambda one: one[0])
    return found


def _day(text: str) -> str:
    """A day that can be told before or after; "" where it is none."""
    day = day_of(text)
    return day.isoformat() if day else ""


def _values(text: str) -> list[str]:
    """The codes of a list as JSON, of one in words, or of one with commas."""
    try:
        read = json.loads(text)
    except ValueError:
        read = text.split(",")
    if isinstance(read, Mapping):
        read = [name for name, said in read.items() if said not in (None, "", "No", 0)]
    if not isinstance(read, list):
        read = [read]
    return [str(one).strip() for one in read if str(one).strip()]
