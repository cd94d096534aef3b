"""One value of a return: what it is, or what is wrong with it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

from kinfold_measures.returns.structure import Codes, Field

Cell: TypeAlias = "str | int | bool | date | None"

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
AHEAD: Final = 20
"""Years beyond a return's own in which no day is one. What is nearer is read: the rules
tell where it stands after the return closes, and the record is not lost."""
LONGEST_ID: Final = 20
LONGEST_NUMBER: Final = 6
RUNS: Final = frozenset("=+-@")
"""What begins so a spreadsheet would run as a formula."""
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]*Z?)?")
_ENGLISH: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SERIAL: Final = re.compile(r"[2-5]\d{4}")
_TIME: Final = re.compile(r"[ T]\d\d:\d\d(:\d\d)?(\.\d+)?Z?$")
_LISTED: Final = re.compile(r"^[a-z]\d?\)\s*")
_YES_NO: Final = {"true": True, "1": True, "false": False, "0": False}


class Reading(NamedTuple):
    """What was read. With `expected` it is not what was asked for.

    `cell` is then what it could be read as, or None; `mend` says what to do.
    """

    cell: Cell
    expected: str = ""
    mend: str = ""


def read_value(field: Field, text: str, year: int) -> Reading:
    """What a text means in a field of a return of one collection year."""
    if field.codes is not None and field.type == "listed":
        return _listed(field.codes, text, year)
    if field.codes is not None:
        return _code(field.codes, text, year)
    reading = _READ[field.type](text)
    if isinstance(reading.cell, date) and reading.cell.year > year + AHEAD:
        return Reading(None, f"a day until {year + AHEAD}", "Correct the year")
    return reading


def text_of(value: object) -> str:
    """What a cell of a typed file holds, as a text to be read."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def day_of(text: str) -> date | None:
    """A day, however a typed file or a workbook wrote it; None where it is none."""
    cell = _sheet_date(text).cell
    return cell if isinstance(cell, date) else None


def _date(text: str) -> Reading:
    whole = _ISO.fullmatch(text)
    if whole is not None:
        parts = (int(whole[1]), int(whole[2]), int(whole[3]))
    elif (english := _ENGLISH.fullmatch(text)) is not None:
        parts = (int(english[3]), int(english[2]), int(english[1]))
    else:
        return Reading(None, "a date as 2024-03-31", "Write the year, month and day")
    try:
        day = date(*parts)
    except ValueError:
        return Reading(None, "a day that there is", "Correct the day or the month")
    if not EARLIEST <= day <= LATEST:
        said = f"a day from {EARLIEST.year} to {LATEST.year}"
        return Reading(None, said, "Correct the year")
    if len(text) == 10 and whole is not None:
        return Reading(day)
    return Reading(day, "a date as 2024-03-31", f"Write {day.isoformat()}")


def _number(text: str) -> Reading:
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return Reading(int(text))
    return Reading(None, "a whole number, 0 or more", "Write the number in figures")


def _yes_no(text: str) -> Reading:
    cell = _YES_NO.get(text.lower())
    if cell is None:
        return Reading(None, "true, false, 1 or 0", "Write one of these")
    return Reading(cell)


def _text(text: str) -> Reading:
    if text[0] in RUNS:
        said = "no text that a spreadsheet would run as a formula"
        mend = f"Take the {text[0]} from its front, unless it belongs there"
        return Reading(text, said, mend)
    return Reading(text)


def _id(text: str) -> Reading:
    if len(text) > LONGEST_ID or not text.isascii() or not text.isalnum():
        said = f"letters and figures, at most {LONGEST_ID}"
        return Reading(text, said, "Give the child an id of this form")
    return Reading(text)


def _english_date(text: str) -> Reading:
    """A day in a return that wants 31/03/2024; 2024-03-31 is understood and told."""
    one = _date(text)
    if one.cell is None:
        expected = one.expected.replace("2024-03-31", "31/03/2024")
        return Reading(None, expected, one.mend)
    if len(text) == 10 and text[2] == text[5] == "/":
        return Reading(one.cell)
    return Reading(one.cell, "a date as 31/03/2024", "Write day, month and year")


def _sheet_date(text: str) -> Reading:
    """A day out of a workbook, however its cell is made up."""
    if _SERIAL.fullmatch(text):
        day = date(1899, 12, 30) + timedelta(days=int(text))
        mend = "Make the column a date"
        return Reading(day, "a date, not its number", mend)
    one = _date(_TIME.sub("", text))
    return Reading(one.cell) if one.cell is not None else one


def _yes_no_words(text: str) -> Reading:
    """Yes, a) Yes, Y, True; what is neither yes nor no is not known."""
    plain = _LISTED.sub("", text).strip().lower()
    if plain in ("", "unknown", "not known", "n/a", "not recorded"):
        return Reading(None)
    cell = _YES_NO.get(plain, {"y": True, "n": False}.get(plain[0]))
    if cell is None:
        return Reading(None, "yes or no", "Write one of these")
    return Reading(cell)


def _listed(codes: Codes, text: str, year: int) -> Reading:
    """A code as lists write it, "q) 6: Police", or the words that it stands for."""
    plain = _LISTED.sub("", text).strip()
    first = re.match(r"[A-Z0-9]*", plain.upper())
    if first is not None and first[0] in codes.years:
        return Reading(first[0])
    words = " ".join(re.findall(r"[a-z0-9]+", plain.lower()))
    for pattern, code in codes.words.items():
        if pattern.fullmatch(words):
            return Reading(code)
    said = f"one of {', '.join(codes.allowed(year))}"
    return Reading(None, said, "Choose one of these")


_READ: Final = {
    "sheet_date": _sheet_date,
    "yes_no_words": _yes_no_words,
    "date": _date,
    "english_date": _english_date,
    "number": _number,
    "yes_no": _yes_no,
    "text": _text,
    "id": _id,
}


def _code(codes: Codes, text: str, year: int) -> Reading:
    first, last = codes.years.get(text, (1, 0))
    if first <= year <= last:
        return Reading(codes.store.get(text, text))
    allowed = ", ".join(codes.allowed(year))
    said = f"one of {allowed}"
    if first <= last:
        when = f"from {first}" if year < first else f"until {last}"
        mend = f"{text} is a code {when}; choose one of this year"
        return Reading(codes.store.get(text, text), said, mend)
    meant = codes.read_as.get(text, text.upper())
    if meant in codes.years:
        return Reading(codes.store.get(meant, meant), said, f"Write {meant}")
    return Reading(None, said, "Choose one of these")
