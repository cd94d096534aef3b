"""What people mean by "enough" and "for how long", read from their own words."""

from __future__ import annotations

import pytest

from kinfold_core.practice.ending import days_meant, number_meant


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("six months, hard Fridays included", 180),
        ("For 6 months", 180),
        ("three weeks in a row", 21),
        ("a year", 365),
        ("90 days", 90),
        ("until everybody trusts it", None),
        ("", None),
        ("5 Fridays", None),
    ],
)
def test_how_long(words: str, days: int | None) -> None:
    assert days_meant(words) == days


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Everybody at 8 or more", 8.0),
        ("7.5", 7.5),
        ("7½ for Nan", 7.5),
        ("at 10", 10.0),
        ("after 6 months everybody is at 7", 7.0),
        ("when it is good", None),
        ("", None),
        ("2026", None),
    ],
)
def test_which_number(words: str, number: float | None) -> None:
    assert number_meant(words) == number
