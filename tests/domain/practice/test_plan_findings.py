"""What the rules are asked of a family's plan as it stands, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

import pytest

from kinfold_core.findings import Finding
from kinfold_core.practice.family_plan import ReadingRow
from kinfold_core.practice.plan_findings import (
    findings_with,
    plan_findings,
    what_stops_it,
)
from kinfold_core.practice.plan_written import Who
from tests.domain.practice.rows import (
    AMIRA,
    BEA,
    FRIDAYS,
    LEANNE,
    NAN,
    RAJ,
    SOBER,
    TODAY,
    plan,
    plan_rule,
)


def read(*people: Who) -> tuple[ReadingRow, ...]:
    return tuple(ReadingRow(who, False, TODAY, "well", "", True) for who in people)


SLEEP = plan_rule(
    "everyday_arrangement", "Friday to Saturday they sleep at Nan's.", NAN, RAJ,
    readings=read(NAN, RAJ),
)  # fmt: skip
MILK = plan_rule(
    "trigger_response", "Leanne texts “milk”. Raj comes within 20 minutes.", LEANNE,
    RAJ, backups=(BEA,), readings=read(LEANNE, RAJ, BEA),
)  # fmt: skip
CLINIC = plan_rule(
    "service_support", "Leanne goes to the clinic.", LEANNE, readings=read(LEANNE)
)
DEAN = Who(name="Dean")
ZED = Who(name="Zed", member_id=uuid4())


def said(found: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.where) for one in found}


def test_a_whole_plan_leaves_the_rules_with_nothing_to_say():
    assert plan_findings(plan(SLEEP, MILK)) == ()
    assert what_stops_it(plan(SLEEP, MILK)) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"carriers": ()}, "R-SP3"),
        ({"carriers": (ZED,)}, "R-SP3"),
        ({"carriers": (AMIRA,)}, "R-SP3"),
        ({"backups": (ZED,)}, "R-SP4"),
        ({"carriers": (DEAN,)}, "R-SP5"),
        ({"text": "Dean is not to drink."}, "R-SP5"),
        ({"reading_age": 15.0}, "R-SP7"),
        ({"text": "Leanne will engage with professionals."}, "R-SP2"),
    ],
)
def test_each_part_of_a_rule_is_asked_about(changes, rule):
    weak = replace(SLEEP, **changes)
    standing = plan(weak, MILK, sources={FRIDAYS.id: (DEAN,)})
    assert (rule, str(weak.id)) in said(plan_findings(standing))


def test_a_source_counts_only_against_the_danger_that_is_about_them():
    alone = replace(SLEEP, carriers=(DEAN,))
    other = {uuid4(): (DEAN,)}
    assert "R-SP5" not in {rule for rule, _ in said(plan_findings(plan(alone, MILK)))}
    assert ("R-SP5", str(alone.id)) not in said(
        plan_findings(plan(alone, MILK, sources=other))
    )


def test_a_childs_own_words_are_left_as_they_are():
    hard = replace(SLEEP, text="I engage with professionals", reading_age=15.0)
    assert said(plan_findings(plan(hard, MILK)))
    assert plan_findings(plan(replace(hard, is_own_words=True), MILK)) == ()


def test_every_danger_wants_a_rule_of_the_familys_own_and_one_for_the_hard_moment():
    elsewhere = replace(SLEEP, danger_ids=())
    found = plan_findings(plan(elsewhere))
    assert {("R-SP1", str(FRIDAYS.id)), ("R-SP4", str(FRIDAYS.id))} == said(found)
    assert all(FRIDAYS.label in one.message for one in found)


def test_whether_it_was_read_is_asked_only_when_it_is_to_go_live():
    unread = plan(replace(SLEEP, readings=()), MILK)
    assert plan_findings(unread) == ()
    found = what_stops_it(unread)
    assert [one.rule for one in found] == ["R-SP6", "R-SP6"]
    assert "Nan Jo" in found[0].message


def test_a_hint_stops_nothing_and_a_bottom_line_left_open_does():
    weak = plan(replace(SLEEP, reading_age=15.0), MILK, bottom_lines=(SOBER,))
    (found,) = what_stops_it(weak)
    assert found.rule == "R-BL3"
    assert "sole charge" in found.message
    met = replace(SLEEP, bottom_line_ids=(SOBER.id,))
    assert what_stops_it(plan(met, MILK, bottom_lines=(SOBER,))) == ()


def test_beside_a_rule_stands_what_is_said_of_that_rule_alone():
    weak, other = replace(SLEEP, carriers=()), replace(MILK, carriers=(ZED,))
    standing = plan(SLEEP, other)
    assert said(findings_with(standing, weak)) == {("R-SP3", str(SLEEP.id))}
    new = replace(weak, id=uuid4())
    assert said(findings_with(standing, new)) == {("R-SP3", str(new.id))}


def test_beside_what_a_service_gives_stands_also_that_services_are_the_most():
    assert said(findings_with(plan(), CLINIC)) == {("R-SP2", "")}
    assert findings_with(plan(SLEEP, MILK), CLINIC) == ()
    assert findings_with(plan(CLINIC, replace(CLINIC, id=uuid4())), SLEEP) == ()
