"""One row of a table, cell by cell: what it says, or what is wrong with it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from kinfold.intake.ssd.extract import LONGEST_CELL, Line
from kinfold.intake.ssd.problems import LONGEST_FOUND, Problem

LONGEST_ID = 48
_FORMULA = re.compile(r"^[=+@]|^-(?!\d)|^[\t\r]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d")
EARLIEST = date(1900, 1, 1)
NOTHING = {"", "null", "none", "nan", "n/a"}


class Cells:
    """The cells of one row. Reading one that is wrong adds to `problems`."""

    def __init__(self, file: str, line: Line, *, today: date) -> None:
        self.file, self.line, self.today = file, line, today
        self.problems: list[Problem] = []

    @property
    def is_left_out(self) -> bool:
        return any(problem.is_left_out for problem in self.problems)

    def _raw(self, field: str) -> str:
        text = self.line.cells.get(field, "").strip()
        return "" if text.lower() in NOTHING else text

    def refuse(self, field: str, expected: str, mend: str) -> None:
        """Leave the whole row out because of this cell."""
        self._say(field, expected, mend, is_left_out=True)

    def note(self, field: str, expected: str, mend: str) -> None:
        """Take the row without this value."""
        self._say(field, expected, mend, is_left_out=False)

    def _say(self, field: str, expected: str, mend: str, *, is_left_out: bool) -> None:
        found = _UNSEEN.sub("�", self._raw(field))[:LONGEST_FOUND]
        self.problems.append(
            Problem(
                self.file, self.line.number, field, found, expected, mend, is_left_out
            )
        )

    def text(self, field: str, longest: int = 200) -> str:
        """Words. A formula, unseen letters or too many of them leave it empty."""
        text = self._raw(field)
        if not text:
            return ""
        if _FORMULA.search(text) and len(text) > 1:
            self.note(field, "Words, not a formula", "Write the value itself")
            return ""
        if _UNSEEN.search(text):
            self.note(field, "Letters that can be seen", "Type the value again")
            return ""
        if len(text) > min(longest, LONGEST_CELL):
            self.note(field, f"At most {longest} letters", "Shorten it")
            return ""
        return text

    def ident(self, field: str, longest: int = LONGEST_ID) -> str:
        """An identifier. Without a good one the row is left out."""
        text = self._raw(field)
        is_bad = bool(_FORMULA.search(text) or _UNSEEN.search(text))
        if not text or is_bad or len(text) > longest:
            self.refuse(
                field,
                f"An identifier of 1 to {longest} letters or numbers",
                "Export the row again with its identifier",
            )
            return ""
        return text

    def day(
        self, field: str, *, is_needed: bool = False, is_past: bool = True
    ) -> date | None:
        """A day. One that cannot be read is noted, or leaves out the row if needed."""
        text = self._raw(field)
        say = self.refuse if is_needed else self.note
        if not text:
            if is_needed:
                say(field, "A date", "Enter the date in the case system")
            return None
        found = read_day(text)
        if found is None or found < EARLIEST:
            say(field, "A date such as 2017-05-03", "Write it as year-month-day")
            return None
        if is_past and found > self.today:
            say(field, "A date that is not in the future", "Check the year")
            return None
        return found

    def address(self, field: str) -> str:
        """The lines of an address held as JSON, in order; "" when there are none."""
        text = self._raw(field)
        if not text:
            return ""
        try:
            held = json.loads(text)
        except ValueError:
            return self.text(field, 400)
        values = held.values() if isinstance(held, dict) else held
        if not isinstance(held, dict | list):
            self.note(field, "The lines of an address", "Export the address again")
            return ""
        lines = [str(value).strip() for value in values if value]
        plain = "\n".join(_UNSEEN.sub("", line) for line in lines if line)
        if len(plain) > 400:
            self.note(field, "At most 400 letters", "Shorten the address")
            return ""
        return plain


def read_day(text: str) -> date | None:
    """A day as databases and spreadsheets write it, or None."""
    plain = text.strip().replace("T", " ")
    plain = plain.split(" ")[0] if ":" in plain else plain
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day, no time
        except ValueError:
            continue
    return None
