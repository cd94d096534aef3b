"""What somebody means who types into one search box. Pure: no database, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kinfold.people.keys import value_key
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.dates_typed import UnreadableDateError, read_date
from kinfold_core.people.names import name_tokens

LONGEST_QUESTION = 100
MOST_WORDS = 5
SHORTEST_REFERENCE = 4
LONGEST_DATE_WORDS = 3
_POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$")


@dataclass(frozen=True, slots=True)
class Question:
    """A search as it was understood."""

    text: str
    words: tuple[str, ...] = ()
    born: FuzzyDate | None = None
    reference_keys: tuple[str, ...] = ()
    postcode_key: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.born or self.reference_keys or self.postcode_key)

    def in_words(self) -> str:
        """What was looked for, said back as it was typed."""
        return f"“{self.text}”"


def understand(text: str, *, today: date) -> Question:
    """Names, a date of birth, a reference and a postcode, in any order."""
    tidy = " ".join(text.replace("\x00", " ").split())[:LONGEST_QUESTION]
    if _POSTCODE.match(tidy.upper()):
        key = value_key(tidy)
        return Question(tidy, reference_keys=(key,), postcode_key=key)
    pieces = tidy.split(" ")
    born, rest = _take_date(pieces, today)
    references = _references(tidy, pieces)
    names = [piece for piece in rest if not any(char.isdigit() for char in piece)]
    words = tuple(dict.fromkeys(name_tokens(" ".join(names))))[:MOST_WORDS]
    return Question(tidy, words, born, references)


def _take_date(pieces: list[str], today: date) -> tuple[FuzzyDate | None, list[str]]:
    """The longest run of pieces that reads as a date, and the pieces around it."""
    for length in range(min(LONGEST_DATE_WORDS, len(pieces)), 0, -1):
        for start in range(len(pieces) - length + 1):
            run = pieces[start : start + length]
            if not any(char.isdigit() for char in "".join(run)):
                continue
            try:
                born = read_date(" ".join(run).strip(","), today=today)
            except UnreadableDateError:
                continue
            return born, pieces[:start] + pieces[start + length :]
    return None, pieces


def _references(tidy: str, pieces: list[str]) -> tuple[str, ...]:
    found = {value_key(tidy), *(value_key(piece) for piece in pieces)}
    return tuple(sorted(key for key in found if len(key) >= SHORTEST_REFERENCE))
