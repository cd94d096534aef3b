from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from kinfold_core.practice.facts import Standards
from kinfold_core.practice.findings import Level, has_block
from kinfold_core.practice.reading_age import reading_age
from kinfold_core.practice.rulebook import (
    GROUPS,
    RULES,
    as_markdown,
    check_bottom_line,
    check_bottom_lines,
    check_care,
    check_closed_role,
    check_closing,
    check_commitment,
    check_complicating_factor,
    check_danger_statement,
    check_despite,
    check_disclosure,
    check_existing_safety,
    check_family_finding,
    check_harm,
    check_kinship,
    check_lived_plan,
    check_long_haul,
    check_network,
    check_network_meeting,
    check_next_steps,
    check_rule_change,
    check_safety_goal,
    check_safety_plan,
    check_scale,
    check_story,
    check_trajectory,
)
from kinfold_core.practice.rules.harm import is_existing_safety
from tests.domain.practice import (
    examples,
    examples_closing,
    examples_finding,
    examples_kinship,
    examples_long_haul,
    examples_network,
    examples_network_meeting,
    examples_road,
    examples_visit,
)
from tests.domain.practice.examples import (
    GOOD_DANGERS,
    GOOD_GOALS,
    HARM,
    SAFETY,
    SCALE,
    WEAK_DANGERS,
)

# each file of examples is listed here once
EXAMPLES = {
    **examples.EXAMPLES,
    **examples_closing.EXAMPLES,
    **examples_long_haul.EXAMPLES,
    **examples_network.EXAMPLES,
    **examples_kinship.EXAMPLES,
    **examples_network_meeting.EXAMPLES,
    **examples_finding.EXAMPLES,
    **examples_road.EXAMPLES,
    **examples_visit.EXAMPLES,
}
PAGE = Path(__file__).parents[3] / "docs" / "practice-rules.md"


STANDARDS = Standards(reading_age=reading_age)


def cases(kind: str):
    return [
        pytest.param(rule, facts, id=f"{rule}-{number}")
        for rule, examples in EXAMPLES.items()
        for number, facts in enumerate(getattr(examples, kind), start=1)
    ]


@pytest.mark.parametrize(("rule", "facts"), cases("passes"))
def test_a_good_example_passes_its_rule(rule, facts):
    assert RULES[rule].findings(facts, STANDARDS) == ()


@pytest.mark.parametrize(("rule", "facts"), cases("notices"))
def test_a_weak_example_is_noticed_in_words_that_help(rule, facts):
    found = RULES[rule].findings(facts, STANDARDS)
    assert found
    for finding in found:
        assert finding.rule == rule
        assert finding.level is RULES[rule].level
        assert finding.message.strip()
        assert finding.suggestion.strip()


def test_every_rule_on_the_page_has_examples_of_both_kinds():
    on_page = set(re.findall(r"^\| (R-\w+) \|", PAGE.read_text(), re.MULTILINE))
    assert on_page == set(RULES)
    untested = {
        rule
        for rule in on_page
        if rule not in EXAMPLES
        or not EXAMPLES[rule].passes
        or not EXAMPLES[rule].notices
    }
    assert not untested


def test_the_page_of_rules_is_not_stale(capsys):
    runpy.run_module("kinfold_core.practice", run_name="__main__")
    assert capsys.readouterr().out == as_markdown()
    assert PAGE.read_text() == as_markdown(), (
        "Run: python -m kinfold_core.practice > docs/practice-rules.md"
    )


@pytest.mark.parametrize("facts", GOOD_DANGERS)
def test_the_exemplar_danger_statements_pass_every_rule(facts):
    assert check_danger_statement(facts, STANDARDS) == ()


@pytest.mark.parametrize("facts", GOOD_GOALS)
def test_the_exemplar_goals_pass_every_rule(facts):
    assert check_safety_goal(facts) == ()


@pytest.mark.parametrize("facts", WEAK_DANGERS)
def test_a_label_is_never_a_danger_statement(facts):
    found = check_danger_statement(facts, STANDARDS)
    assert has_block(found)
    assert {"R-DS1", "R-DS3", "R-DS4", "R-DS6"} <= {one.rule for one in found}


def test_the_other_exemplars_pass_every_rule():
    assert check_scale(SCALE) == ()
    assert check_harm(HARM) == ()
    assert check_existing_safety(SAFETY) == ()
    assert check_closing(examples_closing.READY) == ()
    passes = EXAMPLES["R-CF1"].passes
    assert [check_complicating_factor(facts) for facts in passes] == [(), ()]


@pytest.mark.parametrize(
    ("asks", "groups"),
    [
        (check_harm, ["Past harm"]),
        (check_danger_statement, ["Danger statements"]),
        (check_complicating_factor, ["Complicating factors"]),
        (check_existing_safety, ["Existing safety"]),
        (check_safety_goal, ["Safety goals"]),
        (check_next_steps, ["Next steps"]),
        (check_scale, ["Scales"]),
        (check_network, ["Networks"]),
        (check_commitment, ["Who does what"]),
        (check_kinship, ["R-KI1", "R-KI8"]),
        (
            check_care,
            ["R-KI2", "R-KI3", "R-KI4", "R-KI5", "R-KI6", "R-KI7", "R-KI9", "R-KI10"],
        ),
        (check_network_meeting, ["Meetings with the network"]),
        (check_disclosure, ["What somebody was told"]),
        (check_closed_role, ["Closing a role to somebody"]),
        (check_despite, ["When a child says no to somebody"]),
        (check_family_finding, ["Family Finding"]),
        (check_bottom_line, ["R-BL1", "R-BL4"]),
        (check_bottom_lines, ["R-BL2", "R-BL3"]),
        (check_trajectory, ["The road to closing"]),
        (check_closing, ["Closing"]),
        (check_long_haul, ["The long haul"]),
        (check_safety_plan, ["The family's safety plan"]),
        (check_rule_change, ["Changing a rule of the plan"]),
        (check_lived_plan, ["The plan as it is lived"]),
        (check_story, ["Words and Pictures"]),
    ],
)
def test_every_rule_of_a_group_is_asked_and_none_of_another(asks, groups):
    of_group = {title: [rule.id for rule in rules] for title, rules in GROUPS}
    expected = {rule for name in groups for rule in of_group.get(name, [name])}
    found = {
        one.rule
        for rule in expected
        for facts in EXAMPLES[rule].notices
        for one in asks(facts, STANDARDS)
    }
    assert found == expected


def test_only_dated_action_against_a_danger_is_existing_safety():
    assert is_existing_safety(SAFETY)
    weak = EXAMPLES["R-ES1"].notices[-1]
    assert not is_existing_safety(weak)
    (finding,) = check_existing_safety(weak)
    assert finding.message == (
        "Kept as a strength: it does not say when or which danger it countered."
    )


def test_a_hint_or_a_warning_never_blocks():
    blocking = {rule.id for rule in RULES.values() if rule.level is Level.BLOCK}
    assert blocking == {
        "R-DS1", "R-DS3", "R-DS4", "R-DS9", "R-SG1", "R-CF1",
        "R-SC1", "R-SC2", "R-SC5", "R-SC6",
        "R-BL3", "R-BL4", "R-TR2", "R-TR4",
        "R-CL1", "R-CL3", "R-CL4", "R-CL5", "R-CL6", "R-CL8",
        "R-SP3", "R-SP6", "R-SP8", "R-MO1",
        "R-WP3", "R-WP4", "R-CV2", "R-CV3", "R-CV4",
        "R-NW4", "R-NW6", "R-NW7", "R-NW10", "R-NW12", "R-I3", "R-KI5",
        "R-FF1",
    }  # fmt: skip


def test_rules_bear_anything_pasted_into_them():
    from dataclasses import replace

    for text in ("x" * 100_000, "\x00😀\u202e", "word " * 20_000, "((((" * 500):
        check_danger_statement(replace(GOOD_DANGERS[0], worried_about=text))
        check_safety_goal(replace(GOOD_GOALS[0], agency_goal=text))
        check_harm(replace(HARM, behaviour=text))
