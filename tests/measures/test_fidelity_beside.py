"""What was recorded beside an outcome: which day, how many pairs, and the picture."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_measures.charts.scatter import scatter_chart
from kinfold_measures.fidelity.beside import (
    LEAST_PAIRS,
    OUTCOMES,
    Pair,
    recorded_in,
    why_too_few,
)
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.periods import Period
from tests.measures.test_charts import is_sound, parts, words


@pytest.mark.parametrize(
    ("starts_on", "before", "ends_on"),
    [
        (date(2025, 4, 1), 0, date(2025, 3, 31)),
        (date(2025, 4, 1), 4, date(2024, 3, 31)),
        (date(2026, 1, 1), 1, date(2025, 9, 30)),
    ],
)
def test_what_is_recorded_stands_before_the_period_of_the_outcome(
    starts_on, before, ends_on
):
    found = recorded_in(starts_on, before)
    assert found.ends_on == ends_on
    assert found.starts_on == date(ends_on.year, ends_on.month - 2, 1)


def test_every_outcome_is_a_measure_that_is_counted():
    assert set(OUTCOMES) <= definitions().keys()


def pairs(count: int) -> list[Pair]:
    period = Period("2025-Q1", date(2024, 4, 1), date(2024, 6, 30))
    return [Pair("North", period, date(2024, 3, 31), 40.0, 20.0)] * count


def test_below_a_stated_number_nothing_is_drawn_and_it_is_said_why():
    assert why_too_few(pairs(0)).startswith("There are no pairs")
    assert why_too_few(pairs(1)).startswith("There are 1 pair of")
    assert str(LEAST_PAIRS) in why_too_few(pairs(LEAST_PAIRS - 1))
    assert why_too_few(pairs(LEAST_PAIRS)) == ""


@pytest.mark.parametrize("narrow", [False, True])
def test_each_pair_is_a_dot_and_no_line_is_drawn_through_them(narrow):
    chart = scatter_chart(
        [(0.0, 0.0), (50.0, 12.0), (100.0, 31.5)],
        across="Words and Pictures: used",
        up="Per 10,000",
        key="k",
        title="T",
        description="D",
        narrow=narrow,
    )
    is_sound(chart, "k")
    assert len(parts(chart, "circle", "chart-dot")) == 3
    assert "<path" not in chart
    assert "100 %" in words(chart)
