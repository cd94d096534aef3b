"""A family's plan as it stands: whose it is, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from kinfold_core.practice.family_plan import ReadingRow, SuggestionRow
from kinfold_core.practice.plan_written import (
    NO_ONE,
    PlanPerson,
    PlanRuleDetails,
    Who,
    why_not_words,
)
from kinfold_core.practice.written import Named
from tests.domain.practice.rows import (
    AMIRA,
    BEA,
    FRIDAYS,
    LEANNE,
    NAN,
    NOW,
    PRIYA,
    RAJ,
    SOBER,
    TODAY,
    plan,
    plan_rule,
)

SLEEP = plan_rule("everyday_arrangement", "They sleep at Nan's.", NAN, author=AMIRA)
MILK = plan_rule("trigger_response", "Leanne texts “milk”.", LEANNE, backups=(BEA,))
CLINIC = plan_rule("service_support", "Leanne goes to the clinic.", LEANNE)


def read_with(who: Who, **more: object) -> ReadingRow:
    known = {"is_child": False, "understood": "well", "words": "", "is_current": True}
    return ReadingRow(who=who, read_on=TODAY, **(known | more))  # type: ignore[arg-type]


def test_a_rule_is_said_again_without_what_became_of_it():
    details = replace(SLEEP, version=4).details
    assert type(details) is PlanRuleDetails
    assert (details.text, details.carriers) == (SLEEP.text, (NAN,))


@pytest.mark.parametrize(
    ("lacks", "at"),
    [
        ({"text": " "}, "text"),
        ({"kind": "trigger_response", "when": ""}, "when"),
        ({"danger_ids": (), "bottom_line_ids": ()}, "dangers"),
        ({}, ""),
    ],
)
def test_a_rule_says_what_it_lacks_and_at_which_question(lacks, at):
    whole = {"kind": "trigger_response", "text": "Raj comes.", "when": "A text",
             "danger_ids": (uuid4(),)}  # fmt: skip
    message, where = why_not_words(PlanRuleDetails(**(whole | lacks)))
    assert (where, bool(message)) == (at, bool(at))


def test_what_changed_in_a_plan_since_it_was_read():
    newer = replace(MILK, version=2)
    gone, was = uuid4(), "They sleep here."
    assert plan(rules=(SLEEP, newer, CLINIC)).changed_since(
        {SLEEP.id: SLEEP.version, newer.id: 1, gone: 1}, {gone: was}
    ) == [
        ("Changed", "", newer.text),
        ("New", "", CLINIC.text),
        ("Taken out", was, ""),
    ]


def test_who_is_named_in_a_rule_carries_it_or_stands_in():
    assert MILK.named == (LEANNE, BEA)
    assert CLINIC.is_service
    assert not MILK.is_service


@pytest.mark.parametrize(
    ("reading", "is_read"),
    [
        (read_with(NAN), True),
        (read_with(Who(name="Grandma", person_id=NAN.person_id)), True),
        (read_with(NAN, is_current=False), False),
        (read_with(RAJ), False),
    ],
    ids=["with her", "with her by another key", "before it changed", "with another"],
)
def test_only_the_words_as_they_stand_were_read_with_somebody(reading, is_read):
    assert replace(SLEEP, readings=(reading,)).is_read_with(NAN) is is_read


def test_a_worker_knows_the_words_without_reading_them_with_anybody():
    assert SLEEP.is_read_with(PRIYA)
    assert not SLEEP.is_read_with(NAN)


def test_what_children_said_of_a_rule_stands_apart():
    child = read_with(AMIRA, is_child=True)
    assert replace(SLEEP, readings=(read_with(NAN), child)).child_readings == (child,)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (NAN, Who(name="Jo", person_id=NAN.person_id), True),
        (NAN, replace(NAN, member_id=UUID(int=9), person_id=UUID(int=9)), False),
        (NAN, Who(name="NAN JO"), True),
        (Who(name="Nan"), Who(name="Raj"), False),
        (Who(name="Nan", person_id=UUID(int=9)),
         Who(name="NAN", member_id=UUID(int=8)), True),
        (Who(name="Nan", person_id=UUID(int=9)),
         Who(name="Raj", member_id=UUID(int=8)), False),
    ],
)  # fmt: skip
def test_two_are_one_by_a_key_they_share_else_by_their_name(one, other, is_same):
    assert one.is_same_as(other) is is_same
    assert other.is_same_as(one) is is_same


def test_somebody_of_the_plan_is_named_on_the_map_by_the_keys_it_knows():
    known = Named(name="Nan Jo", person_id=NAN.person_id)
    assert NAN.as_named() == known
    assert NO_ONE.keys == frozenset()


def test_somebody_is_told_apart_by_what_stands_behind_their_name():
    person = PlanPerson("member:1", NAN, "grandmother", "network")
    assert person.label == "Nan Jo (grandmother)"
    assert replace(person, detail="").label == "Nan Jo"


def test_a_plan_is_called_by_the_familys_own_title_or_the_words_of_the_service():
    assert plan(title="Amira's plan").called == "Amira's plan"
    assert plan(word="family plan").called == "Family plan"


def test_which_wordings_stand_is_what_is_agreed_on():
    reworded = replace(MILK, version=3)
    assert plan(SLEEP, reworded).wordings == {SLEEP.id: 1, MILK.id: 3}


def test_the_stamp_changes_with_whose_actions_a_danger_is_about():
    dean, jo = Who(name="Dean"), Who(name="Jo")
    both = plan(sources={FRIDAYS.id: (dean, jo)}).sources_stamp
    assert plan(sources={FRIDAYS.id: (jo, dean)}).sources_stamp == both
    assert plan(sources={FRIDAYS.id: (dean,)}).sources_stamp != both
    assert plan().sources_stamp == ""


def test_a_plan_with_only_rules_that_were_taken_out_is_not_empty():
    assert plan().is_empty
    assert not plan(SLEEP).is_empty
    assert not plan(withdrawn=(SLEEP,)).is_empty


@pytest.mark.parametrize(
    ("live", "status", "is_changed"),
    [
        (None, "draft", False),
        (2, "live", False),
        (2, "demonstrated", False),
        (2, "long_haul", False),
        (2, "draft", True),
        (2, "agreed", True),
    ],
)
def test_a_plan_is_lived_by_while_its_newer_words_wait(live, status, is_changed):
    standing = plan(SLEEP, live_version=live, status=status)
    assert standing.is_in_force is (live is not None)
    assert standing.is_changed_since_live is is_changed


def test_the_rules_for_a_hard_moment_are_those_to_be_tried():
    assert plan(SLEEP, MILK, CLINIC).hard_moments == (MILK,)


def test_a_service_alone_answers_no_danger():
    assert plan(CLINIC).uncovered_dangers == (FRIDAYS,)
    assert plan(CLINIC, SLEEP).uncovered_dangers == ()
    elsewhere = replace(SLEEP, danger_ids=())
    assert plan(elsewhere).uncovered_dangers == (FRIDAYS,)


def test_a_bottom_line_is_met_by_any_rule_that_says_so():
    meets = replace(CLINIC, bottom_line_ids=(SOBER.id,))
    assert plan(SLEEP, bottom_lines=(SOBER,)).uncovered_bottom_lines == (SOBER,)
    assert plan(meets, bottom_lines=(SOBER,)).uncovered_bottom_lines == ()


def test_a_suggestion_waits_until_somebody_of_the_family_answers():
    waits = SuggestionRow(uuid4(), None, "Ring Raj first", "", "Priya", NOW)
    done = replace(waits, id=uuid4(), answer="no", answered_by="Nan Jo")
    assert plan(suggestions=(done, waits)).open_suggestions == (waits,)


def test_whose_rules_they_are_is_said_once_each_and_children_first():
    rules = [
        replace(SLEEP, id=uuid4(), author=who, capacity=capacity)
        for who, capacity in (
            (BEA, "network"), (PRIYA, ""), (LEANNE, "family"), (AMIRA, "child"),
            (LEANNE, "family"),
        )
    ]  # fmt: skip
    assert plan(*rules).authors == ("Amira", "Leanne", "Bea", "Priya")


def test_everybody_named_in_a_plan_is_named_once():
    again = replace(SLEEP, carriers=(Who(name="Jo", person_id=NAN.person_id), RAJ))
    assert plan(SLEEP, MILK, again).named == (NAN, LEANNE, BEA, RAJ)


def test_a_rule_is_found_also_after_it_was_taken_out():
    standing = plan(SLEEP, withdrawn=(MILK,))
    assert standing.rule(SLEEP.id) == SLEEP
    assert standing.rule(MILK.id) == MILK
    assert standing.rule(uuid4()) is None


@pytest.mark.parametrize(
    ("who", "is_shared", "knows"),
    [
        (PRIYA, False, True),
        (NAN, False, True),
        (Who(name="Zed", member_id=UUID(int=77), person_id=UUID(int=78)), True, False),
        (LEANNE, True, True),
        (LEANNE, False, False),
        (Who(name="A neighbour"), True, False),
    ],
    ids=["worker", "told", "of the network, not told", "family", "not shared", "bare"],
)
def test_who_knows_a_danger(who, is_shared, knows):
    standing = plan(dangers=(replace(FRIDAYS, is_shared=is_shared),))
    assert standing.knows(who, FRIDAYS.id) is knows


def test_a_child_is_known_by_the_key_of_the_family():
    assert plan().is_child(AMIRA)
    assert not plan().is_child(LEANNE)
    assert not plan().is_child(Who(name="Amira"))
