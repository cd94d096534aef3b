"""Reading what the Department publishes, in the layout of Explore Education Statistics.

Every such file has the same first columns: when, where, and codes of the places. What
else it has is a breakdown or a figure, told by the file of meanings beside it or by
what stands there, so that next year's file loads as it is. A symbol in place of a
number is never 0: it is withheld, or not there and why.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kinfold_measures.areas import ENDED, RECODED
from kinfold_measures.markers import absence
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.refusal import Refused, checked_size, refusal
from kinfold_measures.returns.texts import letters_of, lines_of
from kinfold_measures.series import NOT_PUBLISHED, Cell

HERE: Final = Path(__file__).parent
SOURCE: Final = "DfE Explore Education Statistics"
CALLED: Final = "file of statistics"
MOST: Final = 300_000_000
"""Bytes: figures are held until they are settled, so this bounds the memory."""

PLACES: Final = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
}
NEEDED: Final = ("time_period", "geographic_level", *PLACES["Local authority"])
ABOUT: Final = {
    *NEEDED, "time_identifier", "old_la_code", *PLACES["National"],
    *PLACES["Regional"],
}  # fmt: skip
YEARS: Final = {
    "", "Reporting year", "Financial year", "Academic year", "Calendar year",
}  # fmt: skip
MOSTLY: Final = 0.98
"""A column with this share of numbers and symbols holds figures."""

_TIME: Final = re.compile(r"(20\d\d|19\d\d)(\d\d)?")
_CODE: Final = re.compile(r"E\d{8}")


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure, or why there is none.

    Attributes:
        code: the place's present code of the Office for National Statistics.
        measure: by its name in England's panel, or else the publisher's.
        breakdown: what else it is about, as the file says it; "" for nothing.
    """

    level: str
    code: str
    old_code: str
    name: str
    year: int
    measure: str
    breakdown: str
    cell: Cell
    line: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A file that was read. `lines` counts those under the headings."""

    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    lines: int


def read_statistics(path: Path) -> Statistics:
    """Read one published file."""
    try:
        return _read(path)
    except Refused as refused:
        return Statistics((), (refused.finding,), 0)


def _read(path: Path) -> Statistics:
    checked_size(path, CALLED, MOST)
    letters = letters_of(path)
    lines = lines_of(path, letters)
    _, heads = next(lines)
    if isinstance(heads, csv.Error) or not set(NEEDED) <= set(heads):
        said = "" if isinstance(heads, csv.Error) else ", ".join(heads)[:120]
        found, expected = f"the headings {said or '(none)'}", ", ".join(NEEDED)
        mend = "Download the file from Explore Education Statistics as CSV"
        raise Refused(refusal(path.name, 1, found, expected, mend))
    reading = _Reading(path.name, _figures_of(path, letters, heads))
    for number, cells in lines:
        reading.line(number, heads, cells)
    kept = tuple(reading.kept.values())
    return Statistics(kept, tuple(reading.findings), reading.lines)


def _figures_of(path: Path, letters: str, heads: list[str]) -> frozenset[str]:
    """Which columns hold figures: as the file of meanings says, or as they look."""
    others = [head for head in heads if head not in ABOUT]
    meanings = path.with_name(f"{path.stem}.meta.csv")
    if meanings.is_file():
        with meanings.open(encoding="utf-8-sig", newline="") as file:
            kinds = {r.get("col_name"): r.get("col_type") for r in csv.DictReader(file)}
        return frozenset(head for head in others if kinds.get(head) == "Indicator")
    filled: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    rows = lines_of(path, letters)
    next(rows)
    for _, cells in rows:
        if isinstance(cells, csv.Error):
            continue
        for head, text in zip(heads, cells, strict=False):
            filled[head] += bool(text)
            figures[head] += bool(text) and _cell(text) is not None
    known = _names()["column"]
    return frozenset(
        h for h in others if h in known or figures[h] >= MOSTLY * max(filled[h], 1)
    )


def _cell(text: str) -> Cell | None:
    """A number, or what a symbol means; None where it is neither."""
    if not text:
        return NOT_PUBLISHED
    try:
        return absence(text.lower(), SOURCE)
    except ValueError:
        plain = text.replace(",", "")
        return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "statistics.toml").read_text(encoding="utf-8"))


def measure_named(column: str, breakdown: str) -> str:
    """What a published column is called in England's panel, or its own name."""
    names = _names()
    there: Mapping[str, str] = names["where"].get(breakdown.partition("=")[2], {})
    return str(there.get(column) or names["column"].get(column) or column)


@dataclass(slots=True)
class _Reading:
    file: str
    figures: frozenset[str]
    kept: dict[tuple[str, int, str, str], Observation] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    lines: int = 0
    _codes: dict[tuple[str, int, str, str], str] = field(default_factory=dict)

    def line(self, number: int, heads: list[str], cells: list[str] | csv.Error) -> None:
        """One line: its figures, or why it is left out."""
        if isinstance(cells, csv.Error):
            self.lines += 1
            self._leave_out(number, "", f"no CSV: {cells}", "a line of CSV")
            return
        if not any(cells):
            return
        self.lines += 1
        if len(cells) != len(heads):
            found, expected = f"{len(cells)} cells", f"{len(heads)}, one a heading"
            self._leave_out(number, "", found, expected)
            return
        row = dict(zip(heads, cells, strict=True))
        year = self._year(number, row)
        place = self._place(number, row) if year else None
        if year and place:
            self._figures(number, row, year, place)

    def _year(self, number: int, row: Mapping[str, str]) -> int:
        """The year that it closes in; 0 where it is left out."""
        text, kind = row["time_period"], row.get("time_identifier", "")
        whole = _TIME.fullmatch(text)
        if whole is None or kind not in YEARS:
            found = f"{text} {kind}".strip() or "nothing"
            self._leave_out(number, "time_period", found, "a year, as 2025 or 202425")
            return 0
        year = int(whole[1])
        if whole[2] is None:
            return year
        if int(whole[2]) != (year + 1) % 100:
            self._leave_out(number, "time_period", text, "a year and the next")
            return 0
        return year + 1

    def _place(self, number: int, row: Mapping[str, str]) -> tuple[str, str] | None:
        """A place's code and name; None where it is left out."""
        level = row["geographic_level"]
        if level not in PLACES:
            found = f"a figure of the level {level or '(none)'}"
            self._leave_out(number, "geographic_level", found, ", ".join(PLACES))
            return None
        code, name = (row.get(head, "") for head in PLACES[level])
        if not _CODE.fullmatch(code):
            head = PLACES[level][0]
            self._leave_out(number, head, code or "nothing", "E and eight figures")
            return None
        return code, name

    def _figures(
        self, number: int, row: Mapping[str, str], year: int, place: tuple[str, str]
    ) -> None:
        code = RECODED.get(place[0], place[0])
        last, now = ENDED.get(code, (year, ""))
        if year > last and any(
            isinstance(_cell(row[head]), float) for head in self.figures
        ):
            found = f"figures of {year} for {place[1]}, which ended in {last}"
            self._leave_out(number, "time_period", found, f"figures of {now}")
            return
        others = [h for h in row if h not in ABOUT and h not in self.figures]
        breakdown = "; ".join(f"{h}={row[h]}" for h in others if row[h])
        for head in row:
            if head in self.figures:
                cell = _cell(row[head])
                if cell is None:
                    found, expected = row[head][:80], "a number or a known symbol"
                    self._say(number, head, found, expected, Fate.VALUE_LEFT_OUT)
                    continue
                one = Observation(
                    row["geographic_level"], code, row.get("old_la_code", ""),
                    place[1], year, measure_named(head, breakdown), breakdown, cell,
                    number,
                )  # fmt: skip
                self._keep(one, place[0], head)

    def _keep(self, one: Observation, code: str, head: str) -> None:
        """Keep what tells more: a number before a symbol, the present code before."""
        key = (one.code, one.year, one.measure, one.breakdown)
        before = self.kept.get(key)
        if before is not None:
            present = (self._codes[key] == one.code, code == one.code)
            numbers = (isinstance(before.cell, float), isinstance(one.cell, float))
            is_more = (numbers[1], present[1]) > (numbers[0], present[0])
            found = f"a second cell of {one.name} for {one.year}"
            line = before.line if is_more else one.line
            self._say(line, head, found, "one", Fate.VALUE_LEFT_OUT)
            if not is_more:
                return
        self.kept[key] = one
        self._codes[key] = code

    def _leave_out(self, line: int, field: str, found: str, expected: str) -> None:
        self._say(line, field, found, expected, Fate.ROW_LEFT_OUT)

    def _say(
        self, line: int, field: str, found: str, expected: str, fate: Fate
    ) -> None:
        mend = "Look at the line; if it is as published, nothing need be done"
        self.findings.append(
            Finding(self.file, line, "", "", field, found, expected, mend, fate)
        )
