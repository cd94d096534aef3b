"""Each number of Family Finding, a day or a person on either side of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kinfold_core.practice.family_finding.measures import MONTHS, count, months_after
from kinfold_core.practice.family_finding.rows import Deed, Event
from kinfold_core.practice.family_finding.steps import State, steps_of
from kinfold_core.practice.rulebook import check_family_finding
from tests.domain.practice.examples_finding import FOUND, WHOLE
from tests.domain.practice.family_finding_rows import (
    SCREENED,
    START,
    TODAY,
    episode,
    found,
)

NOTHING = count(episode(SCREENED), TODAY)


@pytest.mark.parametrize(
    ("step", "short", "enough"),
    [
        (1, {"identified": 39}, {"identified": 40}),
        (2, {"engaged": 9}, {"engaged": 10}),
        (3, {"meetings": 1, "plans": 2}, {"meetings": 1, "plans": 3}),
        (3, {"meetings": 0, "plans": 3}, {"meetings": 1, "plans": 3}),
        (4, {"decided_on": TODAY}, {"decided_on": TODAY, "says_who_stays": True}),
        (5, {"offers": 2, "rated": 1}, {"offers": 2, "rated": 2}),
        (5, {"offers": 2, "rated": 2, "unowned": 1}, {"offers": 2, "rated": 2}),
    ],
)
def test_a_step_is_done_with_its_number_and_not_one_before(step, short, enough):
    row = episode(SCREENED)
    counts = replace(NOTHING, decision_days=9)
    assert steps_of(row, replace(counts, **short))[step].state is not State.DONE
    assert steps_of(row, replace(counts, **enough))[step].state is State.DONE


@pytest.mark.parametrize(
    ("rule", "facts", "days", "limit"),
    [
        ("R-FF3", replace(FOUND, sources=2), "days", 14),
        ("R-FF4", replace(FOUND, contacted=0), "days", 14),
        ("R-FF5", FOUND, "days_engaged", 30),
        ("R-FF6", replace(WHOLE, plans=2), "days_met", 14),
        ("R-FF7", replace(WHOLE, is_decided=False), "days_planned", 14),
        ("R-FF10", replace(WHOLE, lifetime=0), "days_decided", 30),
    ],
)
def test_a_nudge_comes_on_its_day_and_not_the_day_before(rule, facts, days, limit):
    def said(day: int) -> bool:
        found = check_family_finding(replace(facts, **{days: day}))
        return rule in {one.rule for one in found}

    assert not said(limit - 1)
    assert said(limit)


@pytest.mark.parametrize("month", MONTHS)
def test_who_stays_is_due_on_the_day_and_not_the_day_before(month):
    nan = found("Nan")
    row = episode(Event(Deed.LIFETIME, START, nan.id), people=(nan,))
    day, place = months_after(START, month), MONTHS.index(month)
    assert count(row, day - timedelta(days=1)).asked[place].due == 0
    assert count(row, day).asked[place].due == 1


def test_the_fortieth_person_gives_the_day_and_the_thirty_ninth_none():
    people = tuple(
        found(f"P{number}", found_on=START + timedelta(days=number))
        for number in range(40)
    )
    assert count(episode(people=people[:39]), TODAY).target_days is None
    assert count(episode(people=people), TODAY).target_days == 39
