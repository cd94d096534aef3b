"""By when things are hoped for: working days, weeks, and stages."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.practice.expectations import (
    LIMITS,
    Expectations,
    hoped_by_stage,
    values_of,
    working_day,
)

FRIDAY = date(2026, 11, 6)


@pytest.mark.parametrize(
    ("begun_on", "number", "on"),
    [
        (FRIDAY, 1, date(2026, 11, 9)),
        (FRIDAY, 5, date(2026, 11, 13)),
        (FRIDAY, 10, date(2026, 11, 20)),
        (date(2026, 11, 9), 4, date(2026, 11, 13)),
        (date(2026, 11, 11), 13, date(2026, 11, 30)),
        # work that began on a weekend counts from the Friday before
        (date(2026, 11, 7), 5, date(2026, 11, 13)),
        (date(2026, 11, 8), 1, date(2026, 11, 9)),
    ],
)
def test_a_working_day_is_no_weekend(begun_on: date, number: int, on: date) -> None:
    assert working_day(begun_on, number) == on


def test_what_kinfold_comes_with_is_within_its_own_limits() -> None:
    for name, number in values_of(Expectations()).items():
        least, most = LIMITS[name]
        assert least <= number <= most


def test_each_kind_of_number_has_limits_of_its_own() -> None:
    assert LIMITS["shared_day"] == (1, 260)
    assert LIMITS["plan_weeks"] == LIMITS["child_every"] == (1, 104)
    assert LIMITS["tried_within"] == (1, 182)
    assert LIMITS["safety_people_least"] == (1, 10)


def test_each_stage_is_hoped_for_as_the_authority_says() -> None:
    hoped = Expectations(shared_day=5, network_day=10, road_weeks=1, plan_weeks=2)
    assert hoped_by_stage(hoped, FRIDAY) == {
        1: date(2026, 11, 13),
        2: date(2026, 11, 20),
        3: date(2027, 1, 1),
        4: date(2026, 11, 13),
        5: date(2026, 11, 20),
    }
