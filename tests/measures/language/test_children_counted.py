"""The different children behind the cases of a cell, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kinfold_measures.disclosure.figures import release
from kinfold_measures.language.breakdowns import NOT_KNOWN
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import Engine
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.series import WITHHELD
from tests.measures.language.engines_tried import NAMES as ENGINES
from tests.measures.language.engines_tried import engine_called
from tests.measures.language.test_breakdowns import row
from tests.measures.language.test_examples import as_tables


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_called(request.param) as found:
        yield found


def meetings_of_one_child() -> dict[str, tuple[dict[str, object], ...]]:
    """One child with twelve meetings, half of them with private time."""
    return {
        "person": (
            row("A", sex="F", date_of_birth=date(2015, 1, 1), ethnicity="WBRI"),
        ),
        "family_children": (row("A", family="F", start_date=date(2024, 5, 1)),),
        "family_meetings": tuple(
            row(
                None,
                family="F",
                meeting=str(month),
                meeting_date=date(2024, 5, 2) + timedelta(days=20 * month),
                kind="network",
                private_minutes=30 * (month % 2),
            )
            for month in range(12)
        ),
    }


def test_the_children_behind_the_cases_are_counted_once(engine: Engine) -> None:
    prepare(engine, as_tables(meetings_of_one_child()), financial_years(2025, 2025))
    figures = run_all(
        [definitions()["meeting.private_time"]],
        engine,
        by=("age", "sex", "ethnicity"),
    )
    told = {f.breakdown: (f.numerator, f.denominator, f.children) for f in figures}
    assert told == dict.fromkeys(("", "age", "sex", "ethnicity"), (6, 12, (1, 1, 1)))
    for one in release(figures).shown:
        assert (one.numerator, one.denominator, one.value) == (WITHHELD,) * 3


def test_a_child_under_two_codes_of_one_group_is_one_child_there(
    engine: Engine,
) -> None:
    tables = {
        "cin_episodes": tuple(
            row("A", episode=source, referral_date=date(2024, 5, 6),
                referral_source=source)
            for source in ("3A", "3B", "3C", "2A", "of no code")
        )
    }  # fmt: skip
    prepare(engine, as_tables(tables), financial_years(2025, 2025))
    [definition] = [definitions()["referral.from_police"]]
    figures = run_all([definition], engine, by=("source",))
    assert [(f.group, f.denominator, f.children) for f in figures] == [
        ("", 5, (0, 1, 1)),
        ("Schools", 1, (0, 1, 1)),
        ("Health services", 3, (0, 1, 1)),
        (NOT_KNOWN, 1, (0, 1, 1)),
    ]
