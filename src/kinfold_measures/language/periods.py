"""The periods that measures are counted in, and the days that people work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends in it. `code` names it: 2025, or 2025-Q1."""

    code: str
    starts_on: date
    ends_on: date


def financial_years(first: int, last: int) -> tuple[Period, ...]:
    """The years that end on 31 March, named after that year, as the Department does."""
    return tuple(
        Period(str(year), date(year - 1, 4, 1), date(year, 3, 31))
        for year in range(first, last + 1)
    )


def quarters(first: int, last: int) -> tuple[Period, ...]:
    """The quarters of those years; the first is April to June."""
    found = []
    for year in range(first, last + 1):
        starts = [
            date(year - 1, 4, 1), date(year - 1, 7, 1), date(year - 1, 10, 1),
            date(year, 1, 1), date(year, 4, 1),
        ]  # fmt: skip
        for number, (start, after) in enumerate(
            zip(starts, starts[1:], strict=False), start=1
        ):
            found.append(Period(f"{year}-Q{number}", start, after - timedelta(days=1)))
    return tuple(found)


@lru_cache(maxsize=4)
def working_days(first: int, last: int) -> tuple[tuple[date, int], ...]:
    """Every day of the calendar years, with the working days of them before it.

    Weekends and England's bank holidays are none; an authority's own closing days
    count, as in the published measures. The working days from one day to another are
    the difference of their numbers: the first day is day 0.
    """
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))
    found, number = [], 0
    for day in _days(date(first, 1, 1), date(last, 12, 31)):
        found.append((day, number))
        number += day.weekday() < 5 and day not in closed
    return tuple(found)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
