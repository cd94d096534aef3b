"""What holds the danger today runs out, and says who carries it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kinfold_core.practice.immediate import (
    CARRIERS,
    MOST_DAYS,
    USUAL_DAYS,
    ControlDetails,
    ImmediatePlanRow,
    ReviewRow,
    first_the_family,
    read_stamp,
    usual_end,
    why_not_until,
)
from kinfold_core.practice.written import Named
from tests.domain.practice.rows import TODAY


def control(carrier: str) -> ControlDetails:
    return ControlDetails(who=Named(name=carrier), carrier=carrier, does="Comes by")


def immediate_plan(**more: Any) -> ImmediatePlanRow:
    known = {
        "id": uuid4(),
        "occasion": "Dean came home drunk",
        "made_on": TODAY,
        "expires_on": usual_end(TODAY),
        "controls": (control("network"),),
        "written_by": "Priya",
        "read_on": None,
        "read_how": "",
        "ended_on": None,
        "ended_as": "",
        "ended_reason": "",
        "reviews": (),
        "agreements": (),
    }
    return ImmediatePlanRow(**(known | more))


def test_it_holds_through_its_last_day_and_is_lived_by_until_somebody_ends_it():
    held = immediate_plan()
    last = TODAY + timedelta(days=USUAL_DAYS)
    assert not held.has_run_out(last)
    assert held.has_run_out(last + timedelta(days=1))
    assert held.is_in_force
    ended = immediate_plan(ended_on=TODAY)
    assert not ended.is_in_force
    assert not ended.has_run_out(last + timedelta(days=1))


def test_the_newest_time_it_was_looked_at_comes_first():
    newest = ReviewRow(TODAY, "Nan Jo", "All well", TODAY)
    before = replace(newest, seen="A hard night")
    assert immediate_plan(reviews=(newest, before)).newest_review == newest
    assert immediate_plan().newest_review is None


def test_the_stamp_says_how_it_was_read_to_the_children():
    read = immediate_plan(read_on=TODAY, read_how="With the red fish")
    assert read.read_stamp == read_stamp(TODAY, "With the red fish")
    assert read.read_stamp != read_stamp(TODAY, "Aloud")
    assert immediate_plan(read_how="Aloud").read_stamp == ""


@pytest.mark.parametrize(
    ("carriers", "is_alone"),
    [(("services", "services"), True), (("services", "family"), False)],
)
def test_it_is_said_when_services_carry_it_alone(carriers, is_alone):
    held = immediate_plan(controls=tuple(control(one) for one in carriers))
    assert held.only_services is is_alone


def test_help_is_looked_for_in_the_family_first_and_else_as_it_was_written():
    second = replace(control("family"), does="Rings")
    typed = (control("services"), control("family"), control("network"), second)
    found = first_the_family(typed)
    assert [one.carrier for one in found] == ["family", *CARRIERS]
    assert found[1] == second


@pytest.mark.parametrize(
    ("days", "says"),
    [(-1, "before it begins"), (0, ""), (MOST_DAYS, ""), (MOST_DAYS + 1, "not months")],
)
def test_it_holds_for_days_and_not_for_months(days, says):
    said = why_not_until(TODAY + timedelta(days=days), start=TODAY)
    assert says in said if says else said == ""
