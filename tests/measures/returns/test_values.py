"""One value: dates, numbers, codes by year, and how to mend what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_measures.returns.structure import structure_of
from kinfold_measures.returns.values import Cell, read_value
from kinfold_measures.tables import BY_NAME, TABLES

MODULES = structure_of("cin_census").modules


def reading(module: str, field: str, text: str, year: int = 2025):
    return read_value(MODULES[module].fields[field], text, year)


@pytest.mark.parametrize(
    ("text", "cell", "is_said"),
    [
        ("2024-02-29", date(2024, 2, 29), False),
        ("2024-05-06T10:00:00", date(2024, 5, 6), True),
        ("06/05/2024", date(2024, 5, 6), True),
        ("6.5.2024", date(2024, 5, 6), True),
        ("2023-02-29", None, True),
        ("31/04/2024", None, True),
        ("1066-10-14", None, True),
        ("2999-01-01", None, True),
        ("yesterday", None, True),
    ],
)
def test_dates(text: str, cell: Cell, is_said: bool) -> None:
    one = reading("CINdetails", "CINreferralDate", text)
    assert one.cell == cell
    assert bool(one.expected) is bool(one.mend) is is_said


@pytest.mark.parametrize(
    ("text", "cell"),
    [("0", 0), ("12", 12), ("-1", None), ("two", None), ("١", None), ("1234567", None)],
)
def test_numbers(text: str, cell: Cell) -> None:
    one = reading("ChildProtectionPlans", "NumberOfPreviousCPP", text)
    assert one.cell == cell
    assert bool(one.expected) is (cell is None)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("true", True), ("FALSE", False), ("1", True), ("0", False), ("maybe", None)],
)
def test_yes_and_no(text: str, cell: Cell) -> None:
    assert reading("CINdetails", "ReferralNFA", text).cell is cell


@pytest.mark.parametrize("text", ["A B", "Ä1", "A" * 21])
def test_an_odd_id_is_kept_and_told(text: str) -> None:
    one = reading("ChildIdentifiers", "LAchildID", text)
    assert one.cell == text
    assert one.expected


def test_a_text_is_what_it_is() -> None:
    assert reading("ChildIdentifiers", "UPN", "A12").cell == "A12"


@pytest.mark.parametrize(
    ("module", "field", "code", "year", "cell", "mend"),
    [
        ("CINdetails", "ReferralSource", "5D", 2023, "5D", ""),
        ("CINdetails", "ReferralSource", "5D", 2022, "5D", "a code from 2023"),
        ("CINdetails", "ReferralSource", "1a", 2025, "1A", "Write 1A"),
        ("CINdetails", "ReferralSource", "99", 2025, None, "Choose one"),
        ("CINdetails", "ReasonForClosure", "RC9", 2024, "RC9", ""),
        (
            "FactorsIdentifiedAtAssessment",
            "AssessmentFactors",
            "18A",
            2021,
            "18A",
            "a code until 2020",
        ),
        ("ChildIdentifiers", "Sex", "1", 2025, "M", "Write M"),
        ("ChildIdentifiers", "GenderCurrent", "9", 2020, "U", ""),
        ("ChildIdentifiers", "GenderCurrent", "F", 2020, "F", "Write 2"),
    ],
)
def test_codes_by_year(
    module: str, field: str, code: str, year: int, cell: Cell, mend: str
) -> None:
    one = reading(module, field, code, year)
    assert one.cell == cell
    assert mend in one.mend
    assert bool(one.expected) is bool(mend)


def test_the_codes_of_a_year_are_told_without_those_of_another() -> None:
    factors = MODULES["FactorsIdentifiedAtAssessment"].fields["AssessmentFactors"].codes
    assert factors is not None
    assert {"18A", "19A"} <= set(factors.allowed(2020))
    assert not {"18A", "24A"} & set(factors.allowed(2021))


def test_every_field_has_a_column_of_its_type() -> None:
    kinds = {"date": "date", "number": "number", "yes_no": "yes_no"}
    for module in MODULES.values():
        for field in module.fields.values():
            column = module.table.column(field.column)
            assert column.type == kinds.get(field.type, "text"), field.element


def test_a_column_that_is_not_there_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        BY_NAME["person"].column("shoe_size")


def test_every_table_says_what_it_means() -> None:
    for table in TABLES:
        assert table.meaning.endswith(".")
        assert len(set(table.names)) == len(table.names)
        assert all(column.meaning for column in table.columns)
