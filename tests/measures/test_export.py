"""The CSV carries its definition and runs nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.export import HEADINGS, pictures_csv, standings_csv
from kinfold_measures.formulas import harmless
from kinfold_measures.standing import standings_of


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_carries_definition_source_and_licence(panel, picture):
    rows = read(
        pictures_csv(panel, [picture("wakefield", "referral.rereferral_12_months")])
    )
    assert len(rows) == 13
    for row in rows:
        assert row["definition"].startswith("Referrals within 12 months")
        assert row["source"] == "EES CIN c1 2013-2025"
        assert "Open Government Licence v3.0" in row["licence"]
        assert row["panel_version"] == panel.version
    assert rows[3]["value"] == "67.6"
    assert rows[3]["period"] == "2015/16"
    assert "2014 to 2016" in rows[1]["break_in_series"]
    assert rows[0]["break_in_series"] == ""


def test_an_absent_value_is_an_empty_cell_with_its_reason(panel, picture):
    rows = read(pictures_csv(panel, [picture("norfolk", "plan.two_years_or_more")]))
    by_year = {row["year"]: row for row in rows}
    assert by_year["2013"]["value"] == ""
    assert by_year["2013"]["if_no_value_why"] == "not available from the publisher"
    assert "withheld" in by_year["2016"]["if_no_value_why"]
    assert by_year["2025"]["if_no_value_why"] == ""
    assert by_year["2025"]["england_is"] == "England as a whole"


def test_a_comparison_has_a_row_for_each_authority(panel):
    measure = BY_CODE["workforce.agency"]
    standings = standings_of(panel, measure, 2025, panel.programme())
    rows = read(standings_csv(panel, standings))
    assert [row["authority"] for row in rows] == [a.name for a in panel.programme()]
    assert rows[4]["value"] == "5.8"
    assert rows[4]["period"] == "September 2025"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_can_be_a_formula(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_plain_words_stay_as_they_are(panel, picture):
    assert harmless("Lincolnshire") == "Lincolnshire"
    text = pictures_csv(panel, [picture("lincolnshire", code) for code in BY_CODE])
    for row in csv.reader(io.StringIO(text)):
        assert len(row) == len(HEADINGS)
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
