"""What was counted on returns, as a chart and to take away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from kinfold_measures.breaks import Break
from kinfold_measures.counted import (
    CountedFigure,
    counted_csv,
    counted_workbook,
    process_of_counted,
    year_of,
)
from kinfold_measures.language.definition import definitions
from kinfold_measures.process import Aim
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD, Cell

REPEAT = definitions()["plan.repeat"]
BROKEN = Break(2024, None, "Counted otherwise from 2024.")


def figure(year: int, value: Cell, part: str = "") -> CountedFigure:
    return CountedFigure(
        str(year), date(year - 1, 4, 1), date(year, 3, 31), 3.0, 12.0, value,
        "Sex" if part else "", part,
    )  # fmt: skip


def test_a_year_to_march_is_called_by_its_end() -> None:
    assert year_of(date(2024, 3, 31)) == year_of(date(2023, 4, 1)) == 2024
    assert year_of(date(2024, 4, 1)) == 2025


def test_the_chart_begins_anew_at_a_break_in_quarters_too() -> None:
    periods = [
        CountedFigure(label, first, last, WITHHELD, 50.0, 20.0)
        for label, first, last in (
            ("2024-Q4", date(2024, 1, 1), date(2024, 3, 31)),
            ("2023-Q4", date(2023, 1, 1), date(2023, 3, 31)),
            ("2024-Q1", date(2023, 4, 1), date(2023, 6, 30)),
        )
    ]
    process = process_of_counted(
        REPEAT, periods, "Ambridge", breaks=[BROKEN], aim=Aim(18, is_at_most=True)
    )
    assert [(one.label, one.stretch) for one in process.steps] == [
        ("2023-Q4", 0),
        ("2024-Q1", 1),
        ("2024-Q4", 1),
    ]
    assert process.aim == Aim(18, is_at_most=True)


def test_a_file_says_why_there_is_no_number_and_where_the_series_breaks() -> None:
    figures = [figure(2023, 25.0), figure(2024, WITHHELD, "Female"),
               figure(2025, NO_DENOMINATOR, "-2")]  # fmt: skip
    rows = list(
        csv.DictReader(io.StringIO(counted_csv(REPEAT, figures, "Ambridge", [BROKEN])))
    )
    assert [(r["value"], r["if_no_value_why"], r["break_in_series"]) for r in rows] == [
        ("25", "", ""),
        ("", "withheld so that no child can be told apart", BROKEN.note),
        ("", "nothing to divide by", ""),
    ]
    assert rows[2]["part"] == "'-2"
    assert {r["source"] for r in rows} == {
        "our own returns and record, counted by Kinfold"
    }


def test_a_workbook_holds_numbers_as_numbers_and_what_they_count() -> None:
    book = load_workbook(
        io.BytesIO(counted_workbook(REPEAT, [figure(2023, 25.0)], "Ambridge", [BROKEN]))
    )
    heads, row = book["Figures"].iter_rows(values_only=True)
    assert row[heads.index("value")] == 25
    told = list(book["What it counts"].iter_rows(values_only=True))
    assert ("Out of", REPEAT.denominator) in told
    assert ("Break in the series", BROKEN.note) in told


@pytest.mark.parametrize("one", definitions().values(), ids=lambda one: one.code)
def test_what_a_return_tells_once_a_year_has_no_quarters(one) -> None:
    assert one.is_of_years == (
        "return_year" in one.sql or one.code == "care.three_placements"
    )
