"""The quarters that are over, as people say them."""

from __future__ import annotations

from datetime import date

from kinfold_measures.language.periods import Period, quarters

_MONTHS_BY_QUARTER = {
    4: "April to June",
    7: "July to September",
    10: "October to December",
    1: "January to March",
}


def quarters_before(today: date, count: int) -> tuple[Period, ...]:
    """The last `count` quarters that are over, the earliest first."""
    years = quarters(today.year - count // 4 - 1, today.year + 1)
    return tuple(one for one in years if one.ends_on < today)[-count:]


def quarter_words(quarter: Period) -> str:
    return f"{_MONTHS_BY_QUARTER[quarter.starts_on.month]} {quarter.starts_on.year}"
