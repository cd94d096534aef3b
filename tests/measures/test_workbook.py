"""Figures as a workbook: numbers as numbers, the definition with them, no formula."""

from __future__ import annotations

import dataclasses
import io

from openpyxl import load_workbook

from kinfold_measures.export import HEADINGS
from kinfold_measures.workbook import pictures_workbook


def read(data: bytes):
    return load_workbook(io.BytesIO(data))


def test_numbers_are_numbers_and_a_withheld_year_says_why(panel, picture):
    book = read(
        pictures_workbook(panel, [picture("wakefield", "plan.two_years_or_more")])
    )
    heads, *rows = book["Figures"].iter_rows(values_only=True)
    assert heads == HEADINGS
    by_year = {row[heads.index("year")]: row for row in rows}
    value, why = heads.index("value"), heads.index("if_no_value_why")
    assert by_year[2021][value] == 3.4
    assert by_year[2025][value] is None
    assert by_year[2025][why] == "withheld by the publisher to protect children"


def test_the_definition_source_and_licence_travel_with_it(panel, picture):
    shown = [picture("suffolk", "plan.repeat"), picture("norfolk", "plan.repeat")]
    told = [
        row
        for row in read(pictures_workbook(panel, shown))["What it counts"].iter_rows(
            values_only=True
        )
        if row[0]
    ]
    names = [name for name, *_ in told]
    assert names.count("Measure") == 1  # once, however many authorities
    assert {"Out of", "Source", "Read it with care", "Licence"} <= set(names)
    assert "Open Government Licence" in told[-1][1]


def test_no_cell_is_a_formula(panel, picture):
    shown = picture("suffolk", "plan.repeat")
    rude = dataclasses.replace(shown.area, name="=HYPERLINK(1)")
    book = read(pictures_workbook(panel, [dataclasses.replace(shown, area=rude)]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
