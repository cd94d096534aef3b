"""Reading what people wrote of when it is enough, and for how long it must last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1}
_SPAN: Final = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s+"
    r"(day|week|month|year)s?\b",
    re.IGNORECASE,
)
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_ENOUGH: Final = re.compile(
    r"(?<![\d.])(10|\d)(\.5|½)?(?![\d.]|\s*(?:day|week|month|year))"
)


def days_meant(words: str) -> int | None:
    """How many days "six months, hard Fridays included" is; None when it says none."""
    found = _SPAN.search(words)
    if found is None:
        return None
    number, unit = found[1].lower(), found[2].lower()
    count = float(number) if number.isascii() and number.isdigit() else _NUMBERS[number]
    return round(count * _DAYS[unit])


def number_meant(words: str) -> float | None:
    """Which number on the scale "Everybody at 8 or more" is; None when it says none."""
    found = _ENOUGH.search(words)
    return float(found[1]) + (0.5 if found[2] else 0.0) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongHaulDetails:
    """Who stays, who calls them together, how often, and what brings them back."""

    who_stays: tuple[str, ...]
    coordinator: str
    rhythm: str
    triggers: str
    who_to_ring: str
    turning_points: str
    emergency: str = ""
    child_copy: str = ""
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitMeetingDetails:
    """Who came to end the work, what was said, what was given and offered.

    `meeting_id`: the meeting of family and network that it was, when it is told there.
    """

    held_on: date
    people: tuple[str, ...]
    said: str
    copies_given_to: str
    feedback_offered: str
    meeting_id: UUID | None = None
