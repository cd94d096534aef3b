"""Pages that hold definitions, periods, working days, and what is withheld."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sqlglot

from kinfold_measures.language.definition import (
    PAGES,
    BadDefinition,
    definitions,
    read_definition,
)
from kinfold_measures.language.engines import InProcess, carried_to
from kinfold_measures.language.periods import financial_years, quarters, working_days
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.tables import BY_NAME
from tests.measures.language.test_examples import as_tables

READS = {*BY_NAME, "periods", "working_days"}
BROKEN_DOWN_BY = {
    "assessment", "began", "category", "episode", "family", "legal_status", "need",
    "placement", "source",
}  # fmt: skip


@pytest.mark.parametrize("code", definitions())
def test_a_definition_is_whole(code: str) -> None:
    one = definitions()[code]
    assert one.examples
    assert one.hazards
    assert one.period
    assert one.meaning in one.page
    assert one.balancing in definitions()
    assert one.balancing != code
    assert (PAGES / f"{re.sub('[._]', '-', code)}.md").is_file()


@pytest.mark.parametrize("code", definitions())
def test_a_definition_reads_the_analysis_model_and_nothing_else(code: str) -> None:
    tree = sqlglot.parse_one(definitions()[code].sql, read="duckdb")
    named = {cte.alias for cte in tree.find_all(sqlglot.exp.CTE)}
    read = {table.name for table in tree.find_all(sqlglot.exp.Table)}
    assert read - named <= READS
    given = definitions()[code].gives
    assert given[:5] == ("authority", "period", "child_id", "counts", "day")
    assert set(given[5:]) <= BROKEN_DOWN_BY


@pytest.mark.parametrize("dialect", ["postgres", "spark"])
@pytest.mark.parametrize("code", definitions())
def test_a_definition_can_be_carried_to_other_engines(code: str, dialect: str) -> None:
    assert sqlglot.parse_one(carried_to(dialect, definitions()[code].sql), read=dialect)


PAGE = (PAGES / "plan-repeat.md").read_text()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "share"', "", "'kind' is missing"),
        ('kind = "share"', 'kind = "guess"', "guess"),
        ("```sql", "```", "not enough values"),
        ("## Worked examples", "## Examples", "index"),
        ("**gives**", "**got**", "got"),
        ("**cp_plans**", "**shoes**", "shoes"),
        ("| 2025 | 2 | 4 |", "| 2025 | two | 4 |", "two"),
        ("+++", "---", "unpack"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(
    before: str, after: str, said: str
) -> None:
    with pytest.raises(BadDefinition, match=rf"page\.md: .*{said}"):
        read_definition(PAGE.replace(before, after), "page.md")


def test_an_example_needs_what_it_gives() -> None:
    page = PAGE[: PAGE.index("**gives**")]
    with pytest.raises(BadDefinition, match="needs a table and what it gives"):
        read_definition(page, "page.md")


def test_years_end_in_march_and_quarters_fill_them() -> None:
    [year] = financial_years(2025, 2025)
    assert (year.code, year.starts_on, year.ends_on) == (
        "2025",
        date(2024, 4, 1),
        date(2025, 3, 31),
    )
    four = quarters(2025, 2025)
    assert [one.code for one in four] == [f"2025-Q{n}" for n in (1, 2, 3, 4)]
    assert (four[0].starts_on, four[-1].ends_on) == (year.starts_on, year.ends_on)
    for one, following in zip(four, four[1:], strict=False):
        assert (following.starts_on - one.ends_on).days == 1


def between(first: date, last: date) -> int:
    numbers = dict(working_days(2023, 2026))
    return numbers[last] - numbers[first]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 6, 3), date(2024, 6, 3), 0),
        (date(2024, 6, 7), date(2024, 6, 10), 1),  # over a weekend
        (date(2024, 12, 24), date(2024, 12, 27), 1),  # Christmas and Boxing Day
        (date(2024, 3, 28), date(2024, 4, 2), 1),  # Good Friday and Easter Monday
        (date(2023, 5, 5), date(2023, 5, 9), 1),  # the coronation
    ],
)
def test_working_days(first: date, last: date, days: int) -> None:
    assert between(first, last) == days


def test_no_period_is_no_question() -> None:
    with pytest.raises(ValueError, match="which periods"):
        prepare(InProcess(), {}, ())


def test_a_count_is_itself_and_a_rate_needs_people() -> None:
    head = PAGE.replace('kind = "share"', 'kind = "count"')
    counted = read_definition(head, "page.md")
    rated = read_definition(head.replace('"count"', '"rate"'), "page.md")
    engine = InProcess()
    example = counted.examples[0]
    prepare(engine, as_tables(example.tables), financial_years(2025, 2025))
    count, rate = run_all([counted, rated], engine)
    assert (count.value, count.denominator) == (2.0, 4)
    assert (rate.value, rate.denominator) == (None, 0)
