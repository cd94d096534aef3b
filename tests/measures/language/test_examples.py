"""Every worked example of every definition, on every engine, and against an oracle."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import pyarrow as pa
import pytest

from kinfold_measures.language.definition import Example, Kind, definitions
from kinfold_measures.language.engines import Engine
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME
from tests.measures.language.engines_tried import NAMES, engine_called
from tests.told import TELLS

EXAMPLES = [
    pytest.param(one.code, example, id=f"{one.code}: {example.name}")
    for one in definitions().values()
    for example in one.examples
]


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_called(request.param) as found:
        yield found


def as_tables(rows: Mapping[str, tuple[Mapping[str, object], ...]]) -> dict:
    return {
        name: pa.Table.from_pylist(
            [dict.fromkeys(BY_NAME[name].names) | row for row in given],
            schema=schema_of(BY_NAME[name]),
        )
        for name, given in rows.items()
    }


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_worked_example_gives_what_it_says(
    engine: Engine,
    code: str,
    example: Example,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    where = request.node.callspec.params["engine"]
    record_property(TELLS, f"worked examples {where}")
    definition = definitions()[code]
    years = financial_years(2025, 2025)
    prepare(engine, as_tables(example.tables), years)
    people = {("925", "2025"): 10_000}
    [figure] = run(definition, engine, population=people)
    [expected] = example.expected
    assert (figure.authority, figure.period) == ("925", expected.period)
    assert figure.numerator == expected.numerator
    if definition.kind is Kind.RATE:
        # every case counts; beside it stands who lives there
        assert expected.numerator == expected.denominator
        assert figure.value == expected.numerator
    else:
        assert figure.denominator == expected.denominator
    if definition.kind is Kind.SHARE:
        assert figure.value == 100 * expected.numerator / expected.denominator


def made_up(seed: int) -> list[dict[str, object]]:
    chance = random.Random(seed)  # noqa: S311  (nobody must not guess it)
    first = date(2022, 4, 1)
    return [
        {
            "authority": chance.choice(("925", "926")),
            "child_id": f"C{chance.randrange(40)}",
            "referral_date": first + timedelta(days=chance.randrange(1095)),
        }
        for _ in range(300)
    ]


def rereferrals_slowly(rows: list[dict[str, object]]) -> dict[tuple[str, str], Counter]:
    """The definition said again, slowly: every pair of referrals of one child."""
    once = {(r["authority"], r["child_id"], r["referral_date"]) for r in rows}
    found: dict[tuple[str, str], Counter] = {}
    for authority, child, day in once:
        year = str(day.year + (day.month >= 4))
        back = (
            day.replace(year=day.year - 1)
            if (day.month, day.day) != (2, 29)
            else date(day.year - 1, 2, 28)
        )
        again = any(
            other < day and other >= back
            for whose, who, other in once
            if (whose, who) == (authority, child)
        )
        counted = found.setdefault((authority, year), Counter())
        counted["all"] += 1
        counted["again"] += again
    return found


@pytest.mark.parametrize("seed", range(3))
def test_rereferrals_are_what_an_obvious_count_says(engine: Engine, seed: int) -> None:
    rows = made_up(seed)
    prepare(
        engine, as_tables({"cin_episodes": tuple(rows)}), financial_years(2023, 2025)
    )
    slowly = rereferrals_slowly(rows)
    figures = run(definitions()["referral.rereferral_12_months"], engine)
    assert {(f.authority, f.period): (f.numerator, f.denominator) for f in figures} == {
        key: (counted["again"], counted["all"]) for key, counted in slowly.items()
    }
