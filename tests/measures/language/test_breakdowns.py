"""A measure broken down: the groups, on every engine, and that they add up to all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kinfold_measures.language.breakdowns import (
    BREAKDOWNS,
    NAMES,
    NOT_KNOWN,
    breakdown_of,
)
from kinfold_measures.language.definition import Kind, definitions
from kinfold_measures.language.engines import Engine, carried_to
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import Figure, prepare, run, run_all, run_by
from kinfold_measures.returns.structure import structure_of
from tests.measures.language.engines_tried import NAMES as ENGINES
from tests.measures.language.engines_tried import engine_called
from tests.measures.language.test_examples import as_tables


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_called(request.param) as found:
        yield found


def parted(engine: Engine, code: str, name: str, tables: dict) -> dict:
    definition = definitions()[code]
    prepare(engine, as_tables(tables), financial_years(2025, 2025))
    breakdown = breakdown_of(definition, name)
    assert breakdown is not None
    found = run_by(definition, breakdown, engine)
    if definition.kind is Kind.RATE:
        return {one.group: one.numerator for one in found}
    return {one.group: (one.numerator, one.denominator) for one in found}


def row(child: str | None, **cells: object) -> dict[str, object]:
    return {"authority": "925", "child_id": child, **cells}


def test_age_is_that_of_the_day_of_the_case(engine: Engine) -> None:
    born = {
        "Not born yet": [date(2024, 5, 7)],
        "Under 1": [date(2024, 5, 6), date(2023, 5, 7)],
        "1 to 4": [date(2023, 5, 6), date(2019, 6, 1), date(2019, 5, 7)],
        "5 to 9": [date(2019, 5, 6), *[date(2014, 5, 7)] * 3],
        "10 to 15": [date(2014, 5, 6), *[date(2008, 5, 7)] * 4],
        "16 and over": [date(2008, 5, 6), *[date(2007, 1, 1)] * 5],
    }
    days = [day for some in born.values() for day in some]
    people = [
        row(f"C{number}", date_of_birth=day) for number, day in enumerate(days)
    ] + [row("expected", expected_date_of_birth=date(2024, 9, 1)), row("unknown")]
    tables = {
        "person": tuple(people),
        "cin_episodes": tuple(
            row(str(one["child_id"]), referral_date=date(2024, 5, 6)) for one in people
        ),
    }
    assert parted(engine, "referral.rate", "age", tables) == {
        group: len(some) + (group == "Not born yet") for group, some in born.items()
    } | {NOT_KNOWN: 1}


def in_families(*families: str) -> tuple[dict[str, object], ...]:
    return tuple(
        row(f"C{number}", family=family, start_date=date(2024, 5, 6))
        for number, family in enumerate(families)
    )


def test_the_stage_is_the_most_protective_service_that_runs_on_the_day(
    engine: Engine,
) -> None:
    def runs(child: str, status: str, **ends: date) -> dict[str, object]:
        began = {"family": "F", "start_date": date(2024, 5, 6)}
        return row(child, status=status, **began, **ends)

    tables = {
        "family_children": in_families(*"FFFFF"),
        "service_statuses": (
            runs("C0", "early_help"),
            runs("C1", "child_protection"),
            runs("C1", "looked_after"),
            runs("C2", "child_in_need"),
            runs("C2", "child_protection", end_date=date(2025, 3, 31)),
            runs("C3", "care_leaver"),
            # of the same child, in the record of another family
            runs("C4", "looked_after") | {"family": "G"},
        ),
    }
    assert parted(engine, "network.three_people", "stage", tables) == {
        "Early help": (0, 1),
        "Child in need": (0, 1),
        "Looked after": (0, 1),
        "Care leaver": (0, 1),
        "None running": (0, 1),
    }


def test_the_network_is_as_large_as_those_who_know_the_worry_on_the_day(
    engine: Engine,
) -> None:
    people = {"F": 6, "G": 5, "H": 3, "I": 2, "J": 1}
    told = [
        row(None, family=family, member=f"{family}{n}", level=3, **times)
        for family, count in people.items()
        for n in range(count)
        for times in [{"start_date": date(2024, 6, 1)}]
    ]
    some = {"start_date": date(2024, 6, 1), "family": "K"}
    told += [
        row(None, member="1", level=2, **some),
        row(None, member="2", level=3, **some, end_date=date(2025, 3, 31)),
        row(None, member="3", level=3, family="K", start_date=date(2025, 4, 1)),
    ]
    tables = {
        "family_children": in_families(*people, "K", "L"),
        "network_people": tuple(told),
    }
    assert parted(engine, "network.three_people", "network_size", tables) == {
        "Nobody who knows the worry yet": (0, 2),
        "1 or 2 people": (0, 2),
        "3 to 5 people": (2, 2),
        "6 people or more": (1, 1),
    }


def test_how_long_a_plan_has_stood(engine: Engine) -> None:
    began = {
        "3 months or less": [date(2024, 12, 31)],
        "Over 3 months, to 6": [date(2024, 12, 30), date(2024, 10, 1)],
        "Over 6 months, under 1 year": [date(2024, 9, 30), *[date(2024, 4, 1)] * 2],
        "1 year, under 2": [date(2024, 3, 31), *[date(2023, 4, 1)] * 3],
        "2 years or more": [date(2023, 3, 31), *[date(2020, 1, 1)] * 4],
    }
    days = [day for some in began.values() for day in some]
    tables = {
        "cp_plans": tuple(
            row(f"C{number}", start_date=day) for number, day in enumerate(days)
        )
    }
    assert parted(engine, "plan.at_end_rate", "length", tables) == {
        group: len(some) for group, some in began.items()
    }


def test_the_need_is_looked_up_where_a_case_only_names_its_time_of_need(
    engine: Engine,
) -> None:
    tables = {
        "cin_episodes": (
            row("A", episode="1", primary_need="N1"),
            # the same time of need told twice makes no second plan
            row("A", episode="1", primary_need="N1"),
            row("B", episode="2", primary_need="N5"),
        ),
        "cp_plans": tuple(
            row(child, episode=episode, start_date=date(2024, 5, 6), previous_plans=n)
            for child, episode, n in (("A", "1", 1), ("B", "2", 0), ("C", "3", 1))
        ),
    }
    assert parted(engine, "plan.repeat", "need", tables) == {
        "Abuse or neglect": (1, 1),
        "Family dysfunction": (0, 1),
        NOT_KNOWN: (1, 1),
    }


def test_teams_are_called_as_the_authority_calls_them(engine: Engine) -> None:
    tables = {
        "cin_episodes": (
            row("A", episode="1", referral_date=date(2024, 5, 6), team="North"),
            row("B", episode="2", referral_date=date(2024, 5, 6), team="East"),
            row("C", episode="3", referral_date=date(2024, 5, 6), team=""),
        ),
        "cp_plans": (
            row("A", episode="1", start_date=date(2024, 6, 6), previous_plans=1),
            row("D", episode="4", start_date=date(2024, 6, 6), previous_plans=0),
        ),
    }
    found = parted(engine, "referral.rate", "team", tables)
    assert found == {"East": 1, "North": 1, NOT_KNOWN: 1}
    assert list(found) == ["East", "North", NOT_KNOWN]
    assert parted(engine, "plan.repeat", "team", tables) == {
        "North": (1, 1),
        NOT_KNOWN: (0, 1),
    }


def test_a_breakdown_that_nothing_is_known_of_is_left_out() -> None:
    tables = {"cin_episodes": (row("A", referral_date=date(2024, 5, 6)),)}
    with engine_called("in process") as engine:
        prepare(engine, as_tables(tables), financial_years(2025, 2025))
        figures = run_all([definitions()["referral.rate"]], engine, by=("team", "sex"))
    assert [(one.breakdown, one.numerator) for one in figures] == [("", 1)]


def test_an_assessment_is_in_the_group_of_each_factor(engine: Engine) -> None:
    tables = {
        "cin_assessments": tuple(
            row(child, assessment=child, authorisation_date=date(2024, 5, 6))
            for child in "ABC"
        ),
        "assessment_factors": tuple(
            row(child, assessment=child, factor=factor)
            for child, factor in (("A", "3A"), ("A", "16A"), ("B", "16A"))
        ),
    }
    assert parted(engine, "assessment.rate", "factor", tables) == {
        "Domestic abuse": 1,
        "Neglect": 2,
        NOT_KNOWN: 1,
    }


def test_a_rate_of_a_group_is_over_all_who_live_there_or_not_known() -> None:
    tables = {
        "person": (row("A", sex="F"),),
        "cp_plans": (row("A", start_date=date(2024, 5, 6), initial_category="NEG"),),
    }
    with engine_called("in process") as engine:
        prepare(engine, as_tables(tables), financial_years(2024, 2025))
        people = {("925", "2025"): 10_000, ("925", "2024"): 10_000}
        figures = run_all(
            [definitions()["plan.started_rate"]],
            engine,
            by=("sex", "category", "factor"),
            population=people,
        )
    assert [
        (f.period, f.breakdown, f.group, f.numerator, f.denominator, f.value)
        for f in figures
    ] == [
        ("2024", "", "", 0, 10_000, 0.0),
        ("2025", "", "", 1, 10_000, 1.0),
        ("2024", "sex", "Female", 0, 0, None),
        ("2025", "sex", "Female", 1, 0, None),
        ("2024", "category", "Neglect", 0, 10_000, 0.0),
        ("2025", "category", "Neglect", 1, 10_000, 1.0),
    ]


def made_up() -> dict[str, tuple[dict[str, object], ...]]:
    """Children with something of everything, some of it not known."""
    chance = random.Random(7)  # noqa: S311
    census, care = structure_of("cin_census"), structure_of("ssda903")

    def some_day() -> date:
        return date(2022, 4, 1) + timedelta(days=chance.randrange(1095))

    def code(structure, of: str) -> str | None:
        field = next(
            f for m in structure.modules.values() for f in m.fields.values()
            if f.codes and f.codes.name == of
        )  # fmt: skip
        return chance.choice([*field.codes.years, None])

    children = [f"C{number}" for number in range(60)]
    tables: dict[str, list[dict[str, object]]] = {
        "person": [
            row(c, date_of_birth=some_day(), sex=chance.choice("FMU"),
                ethnicity=code(census, "ethnicity"))
            for c in children[5:]
        ],
        "cin_episodes": [], "cin_assessments": [], "assessment_factors": [],
        "s47_enquiry": [], "cp_plans": [], "cla_episodes": [],
    }  # fmt: skip
    for number in range(200):
        child, day = chance.choice(children), some_day()
        of = row(child, episode=str(number))
        tables["cin_episodes"].append(
            of | {"referral_date": day, "primary_need": code(census, "primary_need"),
                  "referral_source": code(census, "referral_source")}
        )  # fmt: skip
        tables["cin_assessments"].append(
            of
            | {
                "assessment": str(number),
                "start_date": day,
                "authorisation_date": day + timedelta(days=chance.randrange(80)),
            }
        )
        tables["s47_enquiry"].append(of | {"start_date": day, "conference_date": day})
        tables["cp_plans"].append(
            of | {"start_date": day, "initial_category": code(census, "category"),
                  "latest_category": code(census, "category")}
        )  # fmt: skip
        tables["cla_episodes"].append(
            row(child, start_date=day, start_reason="S",
                legal_status=code(care, "legal_status"),
                placement=code(care, "placement"), primary_need=code(care, "need"))
        )  # fmt: skip
    return {name: tuple(rows) for name, rows in tables.items()}


@pytest.fixture(scope="module", params=ENGINES)
def made(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_called(request.param) as engine:
        prepare(engine, as_tables(made_up()), financial_years(2023, 2025))
        yield engine


@pytest.mark.parametrize("code", definitions())
def test_groups_that_do_not_overlap_add_up_to_all(made: Engine, code: str) -> None:
    definition = definitions()[code]
    whole = {one.period: one.numerator for one in run(definition, made)}
    for name in NAMES:
        breakdown = breakdown_of(definition, name)
        if breakdown is None:
            continue
        over = Counter(dict.fromkeys(whole, 0))
        for one in run_by(definition, breakdown, made):
            over[one.period] += one.numerator
        if breakdown.overlaps:
            assert all(over[period] >= whole[period] for period in whole)
        else:
            assert over == whole


@pytest.mark.parametrize("code", definitions())
def test_all_parts_asked_for_at_once_are_those_asked_for_one_by_one(
    made: Engine, code: str
) -> None:
    definition = definitions()[code]
    found: dict[str, list[Figure]] = {}
    for one in run_all([definition], made, by=NAMES):
        found.setdefault(one.breakdown, []).append(one)
    assert found.pop("") == list(run(definition, made))
    for name in NAMES:
        breakdown = breakdown_of(definition, name)
        parts = run_by(definition, breakdown, made) if breakdown else ()
        if {one.group for one in parts} - {NOT_KNOWN}:
            assert found.pop(name) == list(parts)
    assert found == {}


@pytest.mark.parametrize("one", BREAKDOWNS, ids=lambda one: f"{one.name} {one.column}")
def test_a_breakdown_can_be_carried_to_a_cluster(one) -> None:
    assert carried_to("spark", f"SELECT {one.code} FROM cases AS c{one.join}")


def test_what_the_cases_do_not_tell_is_no_breakdown() -> None:
    assert breakdown_of(definitions()["plan.repeat"], "placement") is None
    assert breakdown_of(definitions()["plan.repeat"], "age") is not None


KNOWN_AS = {
    "ethnicity": ("ethnicity", {"REFU", "NOBT"}),
    "need": ("primary_need", set()),
    "category": ("category", set()),
    "source": ("referral_source", {"10"}),
    "factor": ("factor", set()),
    "legal_status": ("legal_status", {"V3", "V4"}),
    "placement": ("placement", {"F1", "F2", "F3", "F4", "F5", "F6"}),
}


@pytest.mark.parametrize("one", BREAKDOWNS, ids=lambda one: f"{one.name} {one.column}")
def test_every_code_of_the_returns_has_a_name(one) -> None:
    if one.name not in KNOWN_AS:
        return
    named, left_out = KNOWN_AS[one.name]
    codes = {
        code
        for structure in (structure_of("cin_census"), structure_of("ssda903"))
        for module in structure.modules.values()
        for field in module.fields.values()
        if field.codes and field.codes.name == named
        for code in field.codes.years
    }
    assert codes - one.words.keys() == left_out
