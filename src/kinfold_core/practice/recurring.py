"""The days of a series: once, every week, every month, every quarter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

MONTHS_APART: Final = {"monthly": 1, "quarterly": 3}
MOST_DATES: Final = 60
"""Five years of months. A longer series is planned again."""


def days_of(first: date, rhythm: str, count: int) -> tuple[date, ...]:
    """`count` days from `first` on; "once" gives the first alone.

    A month that is too short has the meeting on its last day, and the next month is
    back on the day of the first: 31 January, 28 February, 31 March.
    """
    if rhythm == "once":
        return (first,)
    if rhythm == "weekly":
        return tuple(first + timedelta(weeks=each) for each in range(count))
    apart = MONTHS_APART[rhythm]
    return tuple(_months_on(first, each * apart) for each in range(count))


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, last))
