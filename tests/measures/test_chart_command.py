"""`./kinfold measures chart`: a picture, its table and its sentence."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kinfold_measures.counted import CountedFigure, process_of_counted
from kinfold_measures.language.definition import definitions
from kinfold_measures.measure import Unit
from kinfold_measures.series import WITHHELD
from tests.measures.language.test_command import folder, said

__all__ = ["folder"]  # the fixture of imported tables


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_a_published_measure_is_drawn_written_and_said(tmp_path):
    code, out, _ = said(
        "chart", "plan.repeat", "--area", "west-sussex", "--out", str(tmp_path / "new")
    )
    assert code == 0
    assert out.startswith(
        "Repeat plans: more than chance, 2025: above the upper limit."
    )
    assert "Since 2013 the mean is 24.2%" in out
    drawn = (tmp_path / "new" / "plan.repeat.svg").read_text(encoding="utf-8")
    ET.fromstring(drawn)  # noqa: S314 our own drawing
    words = " ".join(re.findall(r">([^<]+)</text>", drawn))
    assert "All child protection plans started in the year" in words
    rows = rows_of(tmp_path / "new" / "plan.repeat.csv")
    assert len(rows) == 13
    assert rows[-1] == {
        "period": "2025",
        "figure": "29.2",
        "if_no_figure_why": "",
        "more_than_chance": "Yes, above the upper limit",
    }


def test_a_withheld_year_is_never_an_empty_line(tmp_path):
    said(
        "chart", "plan.two_years_or_more", "--area", "wakefield", "--out", str(tmp_path)
    )
    rows = rows_of(tmp_path / "plan.two_years_or_more.csv")
    absent = [row for row in rows if not row["figure"]]
    assert absent
    assert all("withheld by the publisher" in row["if_no_figure_why"] for row in absent)


def test_a_measure_of_imported_tables_is_drawn(folder: Path, tmp_path):
    code, out, _ = said(
        "chart", "referral.rate", "--tables", str(folder), "--out", str(tmp_path)
    )
    assert code == 0
    assert "too few figures side by side" in out  # one year was imported
    (row,) = rows_of(tmp_path / "referral.rate.csv")
    assert row["period"] == "2025"
    assert float(row["figure"]) > 0
    assert "Authority 925." in (tmp_path / "referral.rate.svg").read_text()


def test_another_chart_is_drawn_when_it_is_named(tmp_path):
    asked = ("chart", "plan.repeat", "--area", "west-sussex", "--out", str(tmp_path))
    _, right, _ = said(*asked)
    assert "\np chart. It is a share of counted cases" in right
    code, out, _ = said(*asked, "--kind", "run")
    assert code == 0
    assert "Run chart. Since 2013 the median is" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("no.such", "--area", "suffolk"), "England's panel holds no no.such"),
        (("plan.repeat", "--area", "atlantis"), "no authority 'atlantis'"),
        (("plan.repeat",), "no authority ''"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_how_to_mend_it(words, told, tmp_path):
    code, _, complaint = said("chart", *words, "--out", str(tmp_path))
    assert code == 2
    assert told in complaint


def test_tables_without_the_measure_or_the_authority_are_said(folder: Path, tmp_path):
    tables = ("--tables", str(folder), "--out", str(tmp_path))
    code, _, complaint = said("chart", "care.with_kin", *tables)
    assert (code, "tells of care.with_kin" in complaint) == (2, True)
    code, _, complaint = said("chart", "referral.rate", "--area", "926", *tables)
    assert (code, "holds 925: name one" in complaint) == (2, True)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "in")
    code, _, complaint = said("chart", "plan.repeat", "--area", "suffolk", "--out", out)
    assert (code, "cannot be written" in complaint) == (2, True)


def test_what_is_only_counted_is_said_as_a_whole_number():
    count = definitions()["conference.of_children_who_came"]
    years = [
        CountedFigure(
            str(year), date(year - 1, 4, 1), date(year, 3, 31), cell, cell, cell
        )
        for year, cell in ((2025, WITHHELD), (2024, 12.0), (2023, 9.0))
    ]
    process = process_of_counted(count, years, "Ambridge")
    assert [step.label for step in process.steps] == ["2023", "2024", "2025"]
    assert process.steps[0].middle == date(2022, 9, 30)
    assert process.unit is Unit.NUMBER
    assert process.said(1234.0) == "1,234"
    assert process.said(10.5) == "10.5"
