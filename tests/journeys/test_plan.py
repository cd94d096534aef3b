"""A family's plan: suggested, said yes to, agreed, lived, suspended, lived again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.journeys.rows import more_rows
from tests.journeys.steps import Somebody

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
Enter = Callable[[str], Somebody]
RAJ_IS_THERE = "Raj stands at the school gate at 3 on Fridays."
ALONE = "Leanne or Nan Jo is at home whenever Dean has had a drink."


@pytest.fixture
def family(journeys_database: str) -> str:
    """A family with a rule, a suggestion beside it, and a second bottom line."""
    return f"/families/{more_rows(journeys_database, 'written')['planning']}"


def nan_says_yes_in_her_own_words(amina: Somebody) -> None:
    amina.follows("What did the family say to it?")
    amina.chooses("Who answered?", "Nan Jo")
    amina.ticks("Yes")
    amina.writes("How does the rule read now, as they say it?", RAJ_IS_THERE)
    amina.presses("Save")
    amina.sees(RAJ_IS_THERE)


def writes_down_a_rule_for_the_other_bottom_line(amina: Somebody) -> None:
    amina.presses("Write down a rule")
    amina.chooses("What is it for?", "Every day")
    amina.writes("Who does what?", ALONE)
    amina.ticks(re.compile("^Nan Jo"), of="Who does it, by name?")
    amina.ticks(re.compile("^Bottom line 2"))
    amina.ticks(re.compile("^Danger"), of="Which worry does it answer?")
    amina.chooses("Whose rule is it?", "Nan Jo")
    amina.presses("Save")
    amina.sees(ALONE)


def reads_it_through(amina: Somebody, name: str, *rules: str) -> None:
    amina.follows("Read it through with somebody")
    amina.chooses("With whom?", name)
    for rule in rules:
        amina.ticks(rule)
    amina.ticks("Could say it back")
    amina.presses("Save")
    amina.is_at("Our plan")


def tells_how_it_is_lived(amina: Somebody, family: str) -> None:
    amina.opens(f"{family}/journal/")
    amina.presses("Write in it")
    amina.chooses("Who says it?", "Nan Jo")
    amina.writes("What went well?", "Both slept all night.")
    amina.presses("Put it in the journal")
    amina.sees("Both slept all night.")
    amina.opens(f"{family}/checks/")
    amina.follows(re.compile("^Write down a check of: Raj stands"))
    amina.chooses("Who saw it?", "Nan Jo")
    amina.ticks("It was used for real")
    amina.writes("What happened?", "Raj was there at five to three.")
    amina.ticks("Yes", of="Did it work?")
    amina.presses("Save")
    amina.sees("Raj was there at five to three.")


def test_a_plan_is_made_accepted_lived_suspended_and_lived_again(
    enter: Enter, family: str, has_script: bool
) -> None:
    amina, jude, plan = enter(AMINA), enter(JUDE), f"{family}/safety-plan/"
    amina.opens(plan)
    nan_says_yes_in_her_own_words(amina)
    writes_down_a_rule_for_the_other_bottom_line(amina)
    reads_it_through(amina, "Nan Jo", RAJ_IS_THERE, ALONE)
    reads_it_through(amina, "Raj", RAJ_IS_THERE)

    amina.opens(f"{plan}agree/")
    amina.ticks(re.compile("^Nan Jo"))
    amina.ticks(re.compile("^Raj"))
    amina.presses("Save")
    jude.opens(f"{plan}answer/")
    jude.ticks("Accept it as it stands")
    jude.presses("Answer")
    amina.opens(f"{plan}go-live/")
    amina.writes("Why does the family live by it already?", "They sign on Sunday.")
    amina.presses("Live by it")
    amina.follows("The plan does not hold now")
    amina.writes("Why does the plan not hold now?", "Nan is in hospital.")
    amina.writes("What keeps the children safe today instead?", "They are at Raj's.")
    amina.presses("Suspend the plan")
    amina.sees("They are at Raj's.")
    amina.opens(f"{plan}resume/")
    amina.writes("What has changed, so that it holds again?", "Nan is home.")
    amina.presses("Save")
    amina.follows("The plan does not hold now")  # offered of a plan that is in force
    tells_how_it_is_lived(amina, family)
