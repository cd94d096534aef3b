"""Dates as people know them: a day, a month, "about 2015", between two points.

A `FuzzyDate` keeps the earliest and latest day it can mean, so it can be stored in two
date columns, sorted and compared, and is shown in words that claim no more than is
known. Reading what people type is in `dates_typed.py`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip

SHORTEST_PREGNANCY_WEEKS: Final = 22
"""Births before this week are very rarely survived. Source: NHS, premature labour."""
LONGEST_OVERDUE_DAYS: Final = 21
"""A baby born later than this after the due date means the due date was wrong."""
OLDEST_AGE_YEARS: Final = 120

_DAYS_PER_WEEK: Final = 7
_WEEKS_SHOWN_UNDER: Final = 12
_MONTHS_SHOWN_UNDER: Final = 24
_MONTHS_PER_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date known to lie between two days, both included.

    `is_about` says that the ends themselves are guesses ("about 2015").

    Raises:
        ValueError: `earliest` is after `latest`.
    """

    earliest: date
    latest: date
    is_about: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError("The earliest day is after the latest day.")

    @classmethod
    def on(cls, day: date, *, is_about: bool = False) -> FuzzyDate:
        return cls(day, day, is_about)

    @classmethod
    def in_month(cls, year: int, month: int, *, is_about: bool = False) -> FuzzyDate:
        return cls(date(year, month, 1), last_day(year, month), is_about)

    @classmethod
    def in_year(cls, year: int, *, is_about: bool = False) -> FuzzyDate:
        return cls(date(year, 1, 1), date(year, 12, 31), is_about)

    @property
    def is_exact(self) -> bool:
        """Whether it is one day and nobody said "about"."""
        return self.earliest == self.latest and not self.is_about

    @property
    def middle(self) -> date:
        """The day half-way: for putting it on a line, never for showing."""
        return self.earliest + (self.latest - self.earliest) // 2

    def may_be(self, other: FuzzyDate) -> bool:
        """Whether the two could be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        words = _span_in_words(self.earliest, self.latest)
        return f"about {words}" if self.is_about else words


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def day_in_words(day: date) -> str:
    """`3 May 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _is_whole_months(earliest: date, latest: date) -> bool:
    return earliest.day == 1 and latest == last_day(latest.year, latest.month)


def _span_in_words(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_in_words(earliest)
    if not _is_whole_months(earliest, latest):
        return f"between {day_in_words(earliest)} and {day_in_words(latest)}"
    is_whole_years = earliest.month == 1 and latest.month == _MONTHS_PER_YEAR
    first, last = _period(earliest, is_whole_years), _period(latest, is_whole_years)
    return first if first == last else f"between {first} and {last}"


def _period(day: date, is_year: bool) -> str:
    return str(day.year) if is_year else f"{MONTHS[day.month - 1]} {day.year}"


def whole_years(born_on: date, on: date) -> int:
    """Age in completed years. A child born on 29 February turns on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def whole_months(born_on: date, on: date) -> int:
    """Completed months between two days."""
    months = (on.year - born_on.year) * _MONTHS_PER_YEAR + on.month - born_on.month
    return months - (on.day < born_on.day)


def why_not_before_birth(name: str, born: FuzzyDate | None, day: date | None) -> str:
    """A sentence saying that somebody was not born on that day, or "" when they were.

    Of a birth that is not known to the day, the earliest day it can have been counts.
    """
    if born is None or day is None or day >= born.earliest:
        return ""
    return (
        f"{name} was not born yet on {day_in_words(day)}: the record says born "
        f"{born}. Check the day, or the date of birth"
    )


def age_in_words(born: FuzzyDate, on: date) -> str:
    """How old somebody is, claiming no more than is known.

    Weeks below twelve weeks, months below two years, then years; "8 or 9" when the
    birthday is not known, "about 9" when the year is a guess.

    Raises:
        ValueError: the day is before the person can have been born.
    """
    if on < born.earliest:
        raise ValueError("That day is before the birth. Check both dates.")
    if born.is_exact:
        return _exact_age(born.earliest, on)
    oldest = whole_years(born.earliest, on)
    youngest = max(0, whole_years(min(born.latest, on), on))
    if born.is_about:
        return f"about {(oldest + youngest) // 2}"
    if oldest == youngest:
        return str(oldest) if oldest else "under 1"
    joiner = "or" if oldest - youngest == 1 else "to"
    return f"{youngest} {joiner} {oldest}"


def _exact_age(born_on: date, on: date) -> str:
    weeks = (on - born_on).days // _DAYS_PER_WEEK
    if weeks < 1:
        return _counted((on - born_on).days, "day")
    if weeks < _WEEKS_SHOWN_UNDER:
        return _counted(weeks, "week")
    months = whole_months(born_on, on)
    if months < _MONTHS_SHOWN_UNDER:
        return _counted(months, "month")
    return str(whole_years(born_on, on))


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def unborn_name(due_on: date | None) -> str:
    """What to call a baby that has no given name yet: "Baby due May 2027"."""
    return f"Baby due {_period(due_on, is_year=False)}" if due_on else "Unborn baby"


def unborn_in_words(due_on: date | None, on: date) -> str:
    """How to speak of a baby who is not born yet.

    "unborn, due 12 May 2026"; past the due date it asks for the birth to be recorded.
    """
    if due_on is None:
        return "unborn, due date not known"
    if on <= due_on:
        return f"unborn, due {day_in_words(due_on)}"
    days = _counted((on - due_on).days, "day")
    return f"was due {day_in_words(due_on)}, {days} ago: has the baby been born?"


def why_birth_date_is_impossible(
    born: FuzzyDate, *, today: date, due_on: date | None = None
) -> str:
    """A sentence saying why nobody can have been born then, or "" when they can.

    `due_on` is the date the birth was expected, when it is known.
    """
    if born.earliest > today:
        return (
            f"{born} is in the future. For a baby who is not born yet, "
            "say they are unborn and give the due date."
        )
    if whole_years(born.latest, today) > OLDEST_AGE_YEARS:
        return f"{born} would make them over {OLDEST_AGE_YEARS}. Check the year."
    if due_on is None or not born.is_exact:
        return ""
    return _why_not_with_due_date(born.earliest, due_on)


def _why_not_with_due_date(born_on: date, due_on: date) -> str:
    days_late = (born_on - due_on).days
    if days_late > LONGEST_OVERDUE_DAYS:
        return (
            f"{day_in_words(born_on)} is {days_late} days after the due date. "
            "Check the due date, or whether this is another baby."
        )
    weeks_early = -days_late // _DAYS_PER_WEEK
    if weeks_early > 40 - SHORTEST_PREGNANCY_WEEKS:
        return (
            f"{day_in_words(born_on)} is {weeks_early} weeks before the due date. "
            "Check both dates."
        )
    return ""


def why_due_date_is_impossible(due_on: date, *, today: date) -> str:
    """A sentence saying why no baby can be due then, or "" when one can."""
    days_ahead = (due_on - today).days
    if days_ahead > 40 * _DAYS_PER_WEEK:
        return f"{day_in_words(due_on)} is more than nine months away. Check the year."
    if days_ahead < -LONGEST_OVERDUE_DAYS:
        return (
            f"{day_in_words(due_on)} is more than three weeks ago. "
            "If the baby has been born, give the date of birth."
        )
    return ""
