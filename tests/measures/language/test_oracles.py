"""Measures of every kind against slow, obvious counts, on every engine.

An oracle says a definition again as a person would count it: by hand, over lists, with
nothing of SQL. The tables are made up with a seed and full of edges (`generated`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import pytest

from kinfold_measures.language.definition import Kind, definitions
from kinfold_measures.language.engines import Engine
from kinfold_measures.language.periods import Period, financial_years, working_days
from kinfold_measures.language.running import prepare, run_all
from tests.measures.language.engines_tried import NAMES, engine_called
from tests.measures.language.generated import (
    AUTHORITIES,
    Row,
    made_up_tables,
    once,
    rows_made_up,
)

PERIODS = financial_years(2023, 2025)
SEEDS = range(3)
SHORT_BREAKS = ("V3", "V4")
Told = Mapping[str, list[Row]]
Case = tuple[str, bool]
"""Whose case it is, and whether it counts."""
Oracle = Callable[[Told, Period], Iterable[Case]]
ORACLES: dict[str, Oracle] = {}


def oracle(code: str) -> Callable[[Oracle], Oracle]:
    def put(one: Oracle) -> Oracle:
        ORACLES[code] = one
        return one

    return put


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or the last day where it has none so late."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_in(day: object, period: Period) -> bool:
    return isinstance(day, date) and period.starts_on <= day <= period.ends_on


def stands(row: Row, period: Period, began: str, ended: str) -> bool:
    """Whether it has begun by the last day of a period and goes on after it."""
    start, end = row[began], row[ended]
    assert isinstance(start, date)
    return start <= period.ends_on and (end is None or end > period.ends_on)


def of_child(rows: list[Row], row: Row) -> list[Row]:
    return [
        each
        for each in rows
        if (each["authority"], each["child_id"]) == (row["authority"], row["child_id"])
    ]


@oracle("referral.from_police")
def from_police(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cin_episodes"]:
        if is_in(row["referral_date"], period):
            yield str(row["authority"]), row["referral_source"] == "6"


@oracle("referral.children_rate")
def children_referred(told: Told, period: Period) -> Iterator[Case]:
    met = {
        (str(row["authority"]), row["child_id"])
        for row in told["cin_episodes"]
        if is_in(row["referral_date"], period)
    }
    for authority, _ in met:
        yield authority, True


@oracle("need.at_end_rate")
def in_need_at_end(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cin_episodes"]:
        if row["no_further_action"] is not True and stands(
            row, period, "referral_date", "closure_date"
        ):
            yield str(row["authority"]), True


@oracle("need.ended_within_three_months")
def ended_soon(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cin_episodes"]:
        if row["no_further_action"] is not True and is_in(row["closure_date"], period):
            soon = months_on(row["referral_date"], 3) > row["closure_date"]
            yield str(row["authority"]), soon


@oracle("conference.of_children_who_came")
def came_from_elsewhere(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cin_episodes"]:
        if is_in(row["transfer_conference_date"], period):
            yield str(row["authority"]), True


@oracle("conference.within_15_days")
def conference_in_time(told: Told, period: Period) -> Iterator[Case]:
    works = {
        day
        for (day, number), (_, after) in zip(
            working_days(2020, 2027), working_days(2020, 2027)[1:], strict=False
        )
        if after > number
    }
    for row in told["s47_enquiry"]:
        began, held = row["start_date"], row["conference_date"]
        if is_in(held, period):
            assert isinstance(began, date)
            assert isinstance(held, date)
            days = (held - began).days
            passed = [began + timedelta(days=n) for n in range(days)]
            yield str(row["authority"]), sum(day in works for day in passed) <= 15


@oracle("assessment.found_neglect")
def found_neglect(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cin_assessments"]:
        if is_in(row["authorisation_date"], period):
            factors = [
                each["factor"]
                for each in of_child(told["assessment_factors"], row)
                if each["assessment"] == row["assessment"]
            ]
            yield str(row["authority"]), "16A" in factors


@oracle("plan.repeat_24_months")
def plan_again(told: Told, period: Period) -> Iterator[Case]:
    """Of a child's plans in their order: had the one before ended lately?"""
    for row in once_a_day(told["cp_plans"]):
        if not is_in(row["start_date"], period):
            continue
        before = [
            each
            for each in once_a_day(of_child(told["cp_plans"], row))
            if each["start_date"] < row["start_date"]
        ]
        last = max(before, key=lambda each: each["start_date"], default=None)
        ended = last["end_date"] if last else None
        again = isinstance(ended, date) and row["start_date"] <= months_on(ended, 24)
        yield str(row["authority"]), again


def once_a_day(plans: list[Row]) -> list[Row]:
    """Plans of a child that were made on one day are one, with the latest end."""
    found: dict[tuple[object, ...], Row] = {}
    for row in plans:
        key = row["authority"], row["child_id"], row["start_date"]
        ends = [e for e in (row["end_date"], found.get(key, row)["end_date"]) if e]
        found[key] = {**row, "end_date": max(ends, default=None)}
    return list(found.values())


@oracle("plan.reviewed_in_time")
def reviewed_in_time(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cp_plans"]:
        made = row["start_date"]
        assert isinstance(made, date)
        goes_on = row["end_date"] is None or row["end_date"] > period.ends_on
        if not goes_on or months_on(made, 3) > period.ends_on:
            continue
        reviews = {
            each["review_date"]
            for each in of_child(told["cp_reviews"], row)
            if each["plan"] == row["plan"]
            and made <= each["review_date"] <= period.ends_on
        }
        stops = sorted({made, *reviews, period.ends_on})
        gaps = [(b - a).days for a, b in zip(stops, stops[1:], strict=False)]
        allowed = [92, *[183] * len(gaps)]
        in_time = all(gap <= most for gap, most in zip(gaps, allowed, strict=False))
        yield str(row["authority"]), in_time


@oracle("care.at_end_rate")
def in_care_at_end(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cla_episodes"]:
        if row["legal_status"] not in SHORT_BREAKS and stands(
            row, period, "start_date", "end_date"
        ):
            yield str(row["authority"]), True


@oracle("care.missing")
def went_missing(told: Told, period: Period) -> Iterator[Case]:
    children = {}
    for row in told["cla_episodes"]:
        ended = row["end_date"] or date.max
        looked_after = row["start_date"] <= period.ends_on
        looked_after = looked_after and ended >= period.starts_on
        if looked_after and row["legal_status"] not in SHORT_BREAKS:
            children[row["authority"], row["child_id"]] = row
    for row in children.values():
        away = of_child(told["missing"], row)
        yield (
            str(row["authority"]),
            any(e["kind"] == "M" and is_in(e["start_date"], period) for e in away),
        )


@oracle("care.three_placements")
def moved_often(told: Told, period: Period) -> Iterator[Case]:
    for row in told["cla_episodes"]:
        if row["legal_status"] in SHORT_BREAKS or not stands(
            row, period, "start_date", "end_date"
        ):
            continue
        placements = 0
        for each in of_child(told["cla_episodes"], row):
            if each["legal_status"] in SHORT_BREAKS or each["placement"] == "T0":
                continue
            moved = each["start_reason"] in ("S", "P", "B")
            there = each["end_date"] is None or each["end_date"] >= period.starts_on
            before = each["start_date"] < period.starts_on
            placements += (is_in(each["start_date"], period) and moved) or (
                before and there
            )
        yield str(row["authority"]), placements >= 3


def network_of(told: Told, row: Row, day: date) -> list[Row]:
    """Who stood by a family on a day and had heard the worry."""
    return [
        each
        for each in told["network_people"]
        if (each["authority"], each["family"]) == (row["authority"], row["family"])
        and each["level"] >= 3
        and each["start_date"] <= day
        and (each["end_date"] is None or each["end_date"] > day)
    ]


def is_of_both_sides(people: list[Row]) -> bool:
    sides = {each["side"] for each in people}
    return bool(sides & {"maternal", "both"}) and bool(sides & {"paternal", "both"})


@oracle("network.three_people")
def three_know(told: Told, period: Period) -> Iterator[Case]:
    for row in told["family_children"]:
        if stands(row, period, "start_date", "end_date"):
            people = network_of(told, row, period.ends_on)
            yield str(row["authority"]), len(people) >= 3


@oracle("network.both_sides")
def both_sides_know(told: Told, period: Period) -> Iterator[Case]:
    for row in told["family_children"]:
        if stands(row, period, "start_date", "end_date"):
            people = network_of(told, row, period.ends_on)
            yield str(row["authority"]), is_of_both_sides(people)


@oracle("kin.both_sides")
def kin_on_both_sides(told: Told, period: Period) -> Iterator[Case]:
    for row in told["service_statuses"]:
        in_care = row["status"] == "looked_after"
        if in_care and stands(row, period, "start_date", "end_date"):
            options = [
                each
                for each in told["kinship_options"]
                if each["family"] == row["family"]
                and each["child_id"] in (None, row["child_id"])
                and each["start_date"] <= period.ends_on
            ]
            yield str(row["authority"]), is_of_both_sides(options)


@oracle("voice.answered_in_time")
def answered_in_time(told: Told, period: Period) -> Iterator[Case]:
    for row in told["child_voice"]:
        if is_in(row["due_date"], period):
            answered = row["answered_date"]
            in_time = answered is not None and answered <= row["due_date"]
            yield str(row["authority"]), in_time


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_called(request.param) as found:
        yield found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_are_what_a_slow_count_gives(engine: Engine, seed: int) -> None:
    told = {name: once(rows, name) for name, rows in rows_made_up(seed).items()}
    prepare(engine, made_up_tables(seed), PERIODS)
    asked = [definitions()[code] for code in ORACLES]
    figures = {
        (one.code, one.authority, one.period): one for one in run_all(asked, engine)
    }
    for definition in asked:
        for period in PERIODS:
            cases = list(ORACLES[definition.code](told, period))
            for authority in AUTHORITIES:
                counted = [counts for whose, counts in cases if whose == authority]
                figure = figures[definition.code, authority, period.code]
                where = definition.code, authority, period.code
                assert figure.numerator == sum(counted), where
                if definition.kind is not Kind.RATE:
                    assert figure.denominator == len(counted), where


def test_the_made_up_years_reach_every_oracle() -> None:
    """Each has cases that count and, where it is a share, cases that do not."""
    told = {name: once(rows, name) for name, rows in rows_made_up(0).items()}
    for code, one in ORACLES.items():
        met = {counts for period in PERIODS for _, counts in one(told, period)}
        is_share = definitions()[code].kind is Kind.SHARE
        assert met == ({True, False} if is_share else {True}), code
