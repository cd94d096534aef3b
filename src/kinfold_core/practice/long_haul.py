"""After the service has left: when to ask how it stands, and what is heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kinfold_core.people.dates import last_day
from kinfold_core.practice.written import NOBODY, Named

CHECK_MONTHS: Final = (3, 6, 12)
"""Months after the end at which somebody asks "still standing?" (4.5)."""
ASKED_EARLY: Final = timedelta(days=14)
"""How long before its day an answer counts as the one of that day."""
TURNING_AGES: Final = (16, 18)
"""Birthdays after which the law speaks to the young person, or leaves (4.5)."""
_MONTHS_PER_YEAR: Final = 12

ANSWERS: Final = {
    "still": "It stands: they are there as agreed",
    "changed": "Something has changed, and somebody is there",
    "nobody": "Nobody is there any more",
}
CONSENTS: Final = {
    "yes": "Yes, they may be asked",
    "no": "No, they would rather not be asked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDetails:
    """Whether the family may be asked afterwards: who said so, when, and the way."""

    answer: str
    who: Named = NOBODY
    said_on: date
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInDetails:
    """What somebody said when they were asked. `month`: 3, 6, 12, or 0 between."""

    month: int
    heard_on: date
    who: Named = NOBODY
    answer: str
    words: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One time that somebody said whether they may be asked."""

    answer: str
    who: str
    said_on: date
    way: str

    @property
    def is_given(self) -> bool:
        return self.answer == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRow:
    """One answer. `closed_on`: the end that it was after; None before any end."""

    closed_on: date | None
    month: int
    heard_on: date
    who: str
    answer: str
    words: str
    wanted: str


@dataclass(frozen=True, slots=True)
class CheckDay:
    """A day to ask on. `state`: ahead, due, answered, or not_asked without consent."""

    month: int
    on: date
    state: str


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, _MONTHS_PER_YEAR)
    end = last_day(day.year + year, month + 1)
    return end.replace(day=min(day.day, end.day))


def check_days(
    closed_on: date | None,
    consent: ConsentRow | None,
    answers: Iterable[CheckInRow],
    today: date,
) -> tuple[CheckDay, ...]:
    """The days to ask on after this end; none while the work goes on."""
    if closed_on is None:
        return ()
    answered = {one.month for one in answers if one.closed_on == closed_on}
    days = []
    for month in CHECK_MONTHS:
        on = months_after(closed_on, month)
        if month in answered:
            state = "answered"
        elif consent is None or not consent.is_given:
            state = "not_asked"
        else:
            state = "due" if on <= today else "ahead"
        days.append(CheckDay(month, on, state))
    return tuple(days)


def why_not_asked(
    details: CheckInDetails,
    *,
    closed_on: date | None,
    consent: ConsentRow | None,
) -> tuple[str, str]:
    """Why this cannot be an answer, with the question it is about; "" when it can.

    Before the end the family is asked as part of the work; after it only when they
    have said that they may be.
    """
    if details.answer not in ANSWERS:
        return "Choose how it stands", "answer"
    if not details.who.name:
        return "Say who said it", "who"
    if details.answer != "still" and not details.words.strip():
        return "Write what has changed, in their words", "words"
    if closed_on is None:
        why = "The work has not ended. Choose “between”" if details.month else ""
        return why, "month" if why else ""
    return _why_not_after(details, closed_on, consent)


def _why_not_after(
    details: CheckInDetails, closed_on: date, consent: ConsentRow | None
) -> tuple[str, str]:
    if consent is None or not consent.is_given:
        return "They have not said that they may be asked. Ask for that first", ""
    if details.heard_on < closed_on:
        return "This is before the work ended", "heard_on"
    month = details.month
    if month and details.heard_on < months_after(closed_on, month) - ASKED_EARLY:
        return f"It is too early for {month} months. Choose “between”", "month"
    return "", ""


def last_confirmed(agreed_on: date, answers: Iterable[CheckInRow]) -> date:
    """The day on which somebody last said that it stands."""
    return max([agreed_on, *(a.heard_on for a in answers if a.answer == "still")])


def not_told(names: Iterable[str], heard: Iterable[str]) -> tuple[str, ...]:
    """Who stays and is not among those of the network who have heard the worry."""
    known = {name.casefold() for name in heard}
    return tuple(name for name in names if name.casefold() not in known)


def birthdays_ahead(
    born: Iterable[tuple[str, date]], today: date
) -> tuple[tuple[date, str, int], ...]:
    """Each child's 16th and 18th birthday that is ahead, the nearest first."""
    found = [
        (months_after(day, age * _MONTHS_PER_YEAR), name, age)
        for name, day in born
        for age in TURNING_AGES
    ]
    return tuple(sorted(one for one in found if one[0] >= today))
