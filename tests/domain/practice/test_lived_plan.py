"""How a plan is lived: what was tried lately, what held, and what nobody has seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.lived_plan import (
    RECENT_DAYS,
    CheckKind,
    CheckRow,
    LivedPlan,
    Strength,
    strengths_of,
    what_is_untried,
)
from tests.domain.practice.rows import (
    BEA,
    LEANNE,
    NAN,
    NOW,
    RAJ,
    TODAY,
    on,
    plan,
    plan_rule,
)

SLEEP = plan_rule("everyday_arrangement", "They sleep at Nan's.", NAN)
MILK = plan_rule("trigger_response", "Leanne texts “milk”.", LEANNE)
CLINIC = plan_rule("service_support", "Leanne goes to the clinic.", LEANNE)


def check(rule: RuleRow, **more: Any) -> CheckRow:
    known = {
        "id": uuid4(),
        "rule_id": rule.id,
        "rule_version": 1,
        "kind": CheckKind.REHEARSAL,
        "checked_on": TODAY,
        "seen_by": RAJ,
        "what_happened": "It went as we said.",
        "worked": "yes",
        "recorded_by": "Priya",
        "recorded_at": NOW,
    }
    return CheckRow(**(known | more))


def lived(*checks: CheckRow, rules: tuple[RuleRow, ...] = (SLEEP, MILK, CLINIC)) -> Any:
    return LivedPlan(
        plan=plan(*rules, live_version=1, status="live"),
        checks=checks,
        strengths=strengths_of(checks),
    )


def test_how_well_a_rule_held_is_counted_and_its_newest_check_named():
    newest_first = (
        check(MILK, worked="partly", checked_on=on(20), seen_by=BEA),
        check(SLEEP, worked="no", checked_on=on(12)),
        check(MILK, worked="yes", checked_on=on(3)),
    )
    assert strengths_of(newest_first) == {
        MILK.id: Strength(2, 1, on(20), "Bea", "partly"),
        SLEEP.id: Strength(1, 0, on(12), "Raj", "no"),
    }


def test_a_rule_that_nobody_tried_is_untested():
    assert lived().strength(SLEEP.id).is_untested
    assert not lived(check(SLEEP, worked="no")).strength(SLEEP.id).is_untested


def test_the_rules_that_are_lived_by_are_the_familys_own_and_in_force():
    waiting = replace(SLEEP, id=uuid4(), is_live=False)
    assert lived(rules=(SLEEP, waiting, CLINIC)).live_rules == (SLEEP,)
    assert LivedPlan(plan=plan(SLEEP)).live_rules == ()


@pytest.mark.parametrize(
    ("days_ago", "tried"), [(0, (MILK,)), (RECENT_DAYS, (MILK,)), (RECENT_DAYS + 1, ())]
)
def test_lately_ends_after_thirty_days(days_ago, tried):
    of = lived(check(MILK, checked_on=TODAY - timedelta(days=days_ago)))
    assert of.tried_lately(TODAY) == tried


def test_lately_is_as_long_as_an_authority_says():
    of = lived(check(MILK, checked_on=TODAY - timedelta(days=14)))
    assert replace(of, recent_days=14).tried_lately(TODAY) == (MILK,)
    assert replace(of, recent_days=13).tried_lately(TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "worked", "is_shown"),
    [
        (CheckKind.USED_FOR_REAL, "yes", True),
        (CheckKind.REHEARSAL, "partly", True),
        (CheckKind.REHEARSAL, "no", False),
        *((kind, "yes", False) for kind in CheckKind if kind.value.startswith("drop")),
        (CheckKind.VISIT, "yes", False),
        (CheckKind.CHILD_TALK, "yes", False),
        (CheckKind.OBJECT_CHECK, "yes", False),
    ],
)
def test_a_hard_moment_is_shown_only_by_living_or_practising_it(kind, worked, is_shown):
    of = lived(check(MILK, kind=kind, worked=worked))
    assert of.untried_hard_moments == (() if is_shown else (MILK,))
    found = what_is_untried(of)
    assert [one.rule for one in found] == ([] if is_shown else ["R-MO1"])
    assert all("milk" in one.message for one in found)


def test_no_other_kind_of_rule_has_to_have_been_tried():
    assert what_is_untried(lived(check(SLEEP, worked="no"), rules=(SLEEP,))) == ()


def test_a_check_of_another_rule_shows_nothing_of_this_one():
    second = replace(MILK, id=uuid4(), text="Bea knocks.")
    (found,) = what_is_untried(lived(check(MILK), rules=(MILK, second)))
    assert "Bea knocks" in found.message
