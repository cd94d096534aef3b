"""Annex A as authorities fill it in, and workbooks that are none or mean harm."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from kinfold_measures.command import main
from kinfold_measures.returns import workbooks
from kinfold_measures.returns.annex_a import read_annex_a
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import CannotImport, import_returns
from kinfold_measures.returns.structure import structure_of

SAMPLE = Path(__file__).parent / "samples" / "Annex_A.xlsx"
CONTACT = [
    "Child Unique ID",
    "Gender",
    "Date of Birth",
    "Date of Contact",
    "Contact Source",
]
ONE = ["A1", "a) Male", date(2015, 1, 25), date(2025, 9, 16), "q) 6: Police"]


def written(folder: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    path = folder / "annex a.xlsx"
    book.save(path)
    return path


def read(path: Path) -> Return:
    one = read_annex_a(path, authority="925", year=2026)
    assert_accounted_for(one)
    return one


def assert_accounted_for(one: Return) -> None:
    modules = structure_of("annex_a").modules
    lost = Counter(
        modules[f.module].table.name
        for f in one.findings
        if f.fate is Fate.ROW_LEFT_OUT
    )
    for name, table in one.tables.items():
        assert one.records.get(name, 0) == table.num_rows + lost[name], name


def counted(one: Return) -> dict[str, int]:
    return {n: t.num_rows for n, t in one.tables.items() if t.num_rows}


def wrong(one: Return) -> list[tuple[str, str, Fate]]:
    """What is found, but for columns and headings."""
    passed = ("a column that", "no such heading")
    return [
        (f.field, f.found, f.fate)
        for f in one.findings
        if not f.found.startswith(passed)
    ]


def test_the_sample_is_read_whole() -> None:
    one = read(SAMPLE)
    assert counted(one) == {
        "person": 48, "contacts": 5, "early_help_episodes": 5, "cin_episodes": 6,
        "cin_assessments": 5, "s47_enquiry": 5, "cp_plans": 7, "cp_reviews": 5,
        "cp_visits": 7, "cin_cases": 5, "cla_cases": 5, "care_leavers": 6,
        "adoption": 5, "placed_for_adoption": 5,
    }  # fmt: skip
    assert [f for f in one.findings if f.fate is Fate.ROW_LEFT_OUT] == []
    assert one.findings[-1].found == ("a sheet of 6 rows that no table has a place for")
    assert Counter(found for _, found, _ in wrong(one))["no such heading"] == 0
    first = one.tables["contacts"].to_pylist()[0]
    assert (first["child_id"], first["source"]) == ("9212044", "6")
    assert first["contact_date"] == date(2020, 9, 16)
    care = one.tables["cla_cases"].to_pylist()[0]
    assert (care["legal_status"], care["placement"], care["provider"]) == (
        "E1", "U6", "PR4",
    )  # fmt: skip
    assert (care["primary_need"], care["came_alone"], care["placements"]) == (
        "N1", False, 1,
    )  # fmt: skip


def test_a_child_of_several_lists_is_one_person_and_told_when_born_twice() -> None:
    one = read(SAMPLE)
    people = one.tables["person"]["child_id"].to_pylist()
    assert len(set(people)) == len(people)
    born = [f for f in one.findings if f.module == "Child"]
    assert born[0].found == "2002-02-13, and 2002-08-07 in List 9, row 2"
    assert born[0].fate is Fate.VALUE_LEFT_OUT


@pytest.mark.parametrize(
    "heads",
    [
        ["Child unique id ", "Sex", "DOB", "Date of contact:", "Source of contact"],
        [
            "Client ID",
            "GENDER",
            "Date_of_Birth",
            "Contact date",
            "Contact Source (MASH)",
        ],
        [
            "Person identifier",
            "Gender",
            "Birth date",
            "Date of Contact",
            "contact source",
        ],
    ],
)
def test_headings_are_told_as_authorities_write_them(
    tmp_path: Path, heads: list[object]
) -> None:
    title: list[object] = ["Lincolnshire, list of contacts"]
    one = read(written(tmp_path, List_01_Contacts=[title, [], heads, ONE]))
    assert counted(one) == {"person": 1, "contacts": 1}
    [row] = one.tables["contacts"].to_pylist()
    assert (row["contact_date"], row["source"], row["line"]) == (
        date(2025, 9, 16), "6", 4,
    )  # fmt: skip
    [who] = one.tables["person"].to_pylist()
    assert (who["sex"], who["date_of_birth"]) == ("M", date(2015, 1, 25))


@pytest.mark.parametrize(
    ("place", "value", "column", "cell"),
    [
        (1, "b) Female", "sex", "F"),
        (1, "Not known", "sex", "U"),
        (2, "25/01/2015", "date_of_birth", date(2015, 1, 25)),
        (2, "2015-01-25 00:00:00", "date_of_birth", date(2015, 1, 25)),
        (4, "2A", "source", "2A"),
        (4, "GP", "source", "3A"),
        (4, "Health visitor", "source", "3B"),
    ],
)
def test_values_are_read_as_authorities_write_them(
    tmp_path: Path, place: int, value: object, column: str, cell: object
) -> None:
    row = [*ONE[:place], value, *ONE[place + 1 :]]
    one = read(written(tmp_path, List_1=[CONTACT, row]))
    table = "contacts" if column == "source" else "person"
    assert one.tables[table][column].to_pylist() == [cell]
    assert wrong(one) == []


@pytest.mark.parametrize(
    ("place", "value", "field", "fate"),
    [
        (0, None, "Child Unique ID", Fate.ROW_LEFT_OUT),
        (1, "Purple", "Gender", Fate.VALUE_LEFT_OUT),
        (2, 42029, "Date of Birth", Fate.VALUE_CHANGED),
        (2, "31/02/2015", "Date of Birth", Fate.VALUE_LEFT_OUT),
        (2, "01/02/1875", "Date of Birth", Fate.VALUE_LEFT_OUT),
        (3, "soon", "Date of Contact", Fate.VALUE_LEFT_OUT),
        (4, "=1+1", "Contact Source", Fate.VALUE_LEFT_OUT),
    ],
)
def test_what_is_wrong_in_a_row_is_told(
    tmp_path: Path, place: int, value: object, field: str, fate: Fate
) -> None:
    row = [*ONE[:place], value, *ONE[place + 1 :]]
    one = read(written(tmp_path, List_1=[CONTACT, row]))
    # a formula that nothing has reckoned has no value, so there is nothing to tell
    if value == "=1+1":
        assert one.tables["contacts"]["source"].to_pylist() == [None]
        return
    assert (field, fate) in [(f, what) for f, _, what in wrong(one)]


def test_yes_and_no_and_what_is_neither(tmp_path: Path) -> None:
    heads = ["Child ID", "Date of Referral", "Referral NFA?"]
    said = ["a) Yes", "N", "c) Unknown", "true", "perhaps", None]
    rows = [[f"A{n}", date(2025, 9, 1), word] for n, word in enumerate(said)]
    one = read(written(tmp_path, List_3=[heads, *rows]))
    column = one.tables["cin_episodes"]["no_further_action"].to_pylist()
    assert column == [True, False, None, True, None, None]
    assert wrong(one) == [("Referral NFA?", "perhaps", Fate.VALUE_LEFT_OUT)]


def test_two_referrals_on_one_day_are_told_apart(tmp_path: Path) -> None:
    heads = ["Child ID", "Date of Referral"]
    row: list[object] = ["A1", date(2025, 9, 1)]
    one = read(written(tmp_path, List_3=[heads, row, row]))
    assert one.tables["cin_episodes"]["episode"].to_pylist() == [
        "A1/2025-09-01", "A1/2025-09-01#2",
    ]  # fmt: skip


def harmful(folder: Path, **parts: bytes) -> Path:
    """The sample with other parts in it."""
    path = folder / "harm.xlsx"
    with zipfile.ZipFile(SAMPLE) as sample, zipfile.ZipFile(path, "w", 8) as made:
        for part in sample.infolist():
            if part.filename not in parts:
                made.writestr(part.filename, sample.read(part))
        for name, content in parts.items():
            made.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + START
NO_NUMBER = (
    b'<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData></worksheet>'
)
FAR_DOWN = START + b'<sheetData><row r="400000"><c r="A400000"/></row></sheetData>'
FAR_OUT = START + b'<sheetData><row r="1"><c r="XFD1"/></row></sheetData>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({SHEET: LAUGHS + b"<sheetData/></worksheet>"}, "a document type in it"),
        ({"xl/media/a.png": b"0" * 2_000_000}, "swells when it is unpacked"),
        ({SHEET: FAR_DOWN + b"</worksheet>"}, "List 1: a cell beyond"),
        ({SHEET: FAR_OUT + b"</worksheet>"}, "List 1: a cell beyond"),
        ({SHEET: START + b"<sheetData><row>"}, "a damaged one"),
        ({SHEET: START + NO_NUMBER}, "List 1, row 1"),
        ({"xl/sharedStrings.xml": b"<x/>"}, "a damaged one"),
        ({"xl/workbook.xml": b"<no/>"}, "no list of Annex A"),
        ({"[Content_Types].xml": b"<"}, "a damaged one"),
        ({"[Content_Types].xml": b"<x/>"}, "a damaged one"),
        ({f"xl/{n}.xml": b"" for n in range(100)}, "parts"),
    ],
)
def test_a_workbook_that_means_harm_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: dict, said: str
) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(workbooks, "MOST_PARTS", 50)
    one = read(harmful(tmp_path, **parts))
    assert one.is_refused
    [finding] = one.findings
    assert said in finding.found
    assert finding.mend
    assert not counted(one)


def test_a_number_with_a_point_is_the_number(tmp_path: Path) -> None:
    cells = b'<row r="1"><c r="A1"><v>7.0</v></c><c r="B1"><v>7.5</v></c></row>'
    sheet = START + b"<sheetData>" + cells + b"</sheetData></worksheet>"
    sheets = workbooks.sheets_of(harmful(tmp_path, **{SHEET: sheet}))
    _, rows = next(sheets)
    assert list(rows) == [(1, ("7", "7.5"))]


@pytest.mark.parametrize("content", [b"", b"plain words", SAMPLE.read_bytes()[:9000]])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert read(path).is_refused


def test_a_workbook_without_lists_is_refused(tmp_path: Path) -> None:
    one = read(written(tmp_path, Notes=[["hello"]], Empty=[]))
    assert one.findings[0].found == "no list of Annex A in it"


def imported(*paths: Path, into: Path, **more: object) -> list[str]:
    return list(import_returns(paths, into=into, **more))  # type: ignore[arg-type]


def test_lists_are_imported_by_themselves_and_no_year_is_counted_on_them(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    lines = imported(SAMPLE, into=out, authority="925", year=2021)
    assert lines[0].startswith("Annex_A.xlsx of 2021: 48 children, 119 records read")
    complaint = StringIO()
    assert main(["run", str(out)], out=StringIO(), complain=complaint) == 2
    assert "of no whole year" in complaint.getvalue()
    census = SAMPLE.parent / "fake_CIN_data.xml"
    with pytest.raises(CannotImport, match="import them by themselves"):
        imported(SAMPLE, census, into=tmp_path / "two", authority="925", year=2021)
    with pytest.raises(CannotImport, match="Annex A does not say whose it is"):
        imported(SAMPLE, into=tmp_path / "two")
    with pytest.raises(CannotImport, match="three figures"):
        imported(SAMPLE, into=tmp_path / "two", authority="Kent", year=2021)
