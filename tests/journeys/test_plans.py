"""The autumn of 2017 for Norfolk: from a draft to a plan that is final in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.steps import Somebody

GRACE, HELENA = "grace@norfolk.example", "helena@lincolnshire.example"
PLANS = "/programme/plans/"
NINE = 9  # the authorities of the programme beside Norfolk
HOPE = "Every child has a plan that a network of theirs lives by"
HOPE_REFINED = f"{HOPE}, from the first visit on"
ALIGNED = "Forms ask what families are asked"
IN_CONFIDENCE = "Talk with the team that is to lose its forms"
TOO_LATE = "A network at the review is too late"
ASKED = "Who keeps the network going after closing?"
TOO_LONG = "The form is still too long"
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def test_the_autumn_of_2017_for_norfolk(enter: Enter, has_script: bool) -> None:
    title = f"Implementation plan, {'with' if has_script else 'without'} script"
    grace, helena = enter(GRACE), enter(HELENA)
    plan = writes_a_draft(grace, title)
    version = shares_it_with_nine(grace)

    helena.opens(PLANS)
    helena.follows(re.compile(rf"^Norfolk.*, version {version}$"), first=True)
    helena.is_at(re.compile(title))
    helena.sees("Action 2.1: left out by whoever shared it.")
    helena.does_not_see(IN_CONFIDENCE)
    helena.follows("Comment on line 1")
    helena.writes("What do you want to say?", ASKED)
    helena.presses("Send it to Norfolk")
    helena.sees(ASKED)

    grace.opens(plan)
    grace.sees(ASKED)
    grace.follows(re.compile("^Answer what Helena"))
    grace.writes("What do you want to say?", "The network itself: it has the list")
    grace.presses("Send the answer")
    grace.sees("The network itself: it has the list")

    is_road_tested(grace, plan)
    grace.opens(plan)
    grace.follows("Change line 1")
    grace.writes("What do we want to see?", HOPE_REFINED)
    grace.writes("What did you change, and why?", "The road-test said so")
    grace.presses("Save")
    grace.sees(HOPE_REFINED)
    moves_it_on(grace, "Refined", "Each piece of feedback has its answer")
    moves_it_on(grace, "Final", "Ready for the workshop")
    grace.sees(re.compile("^Final, version "))
    grace.sees("Is it ready? 14 of 14 things are met")

    helena.page.reload()
    helena.sees("The network itself: it has the list")
    helena.does_not_see(HOPE_REFINED)  # what was shared stays as it was shared


def writes_a_draft(grace: Somebody, title: str) -> str:
    """A plan with two goals and what brings each about. Its address."""
    today = timezone.localdate()
    grace.opens(PLANS)
    grace.follows("Begin a plan")
    grace.writes("What is the plan called?", title)
    grace.writes_the_day("From which day?", today)
    grace.writes_the_day("Until which day?", today + timedelta(days=365))
    grace.writes(
        "For which workshop does it have to be ready?", "Leaders' workshop, December"
    )
    grace.writes_the_day("On which day is that workshop?", today + timedelta(days=70))
    grace.presses("Begin it")
    grace.follows(title)
    grace.sees(re.compile("^Draft, version "))
    plan = grace.page.url
    adds_a_goal(grace, HOPE, ["Safety planning and networks", "Quality assurance"])
    adds_an_action(grace, "1", "Ask for the network at the first visit")
    adds_a_goal(grace, ALIGNED, ["Aligning how cases are managed"], part="Alignment")
    adds_an_action(grace, "2", IN_CONFIDENCE)
    return plan


def adds_a_goal(
    grace: Somebody, text: str, deliverables: list[str], *, part: str = ""
) -> None:
    grace.follows("Add a goal")
    grace.writes("Which sub-plan is it in?", part)
    grace.writes("What do we want to see?", text)
    grace.writes("0 means", "None of it is there")
    grace.writes("10 means", "We would stop working on it")
    grace.writes("Where does it stand now, from 0 to 10?", "3")
    grace.writes("How will we know?", "Families say so")
    for one in deliverables:
        grace.ticks(one)
    grace.presses("Save")


def adds_an_action(grace: Somebody, goal: str, text: str) -> None:
    grace.follows(f"Add an action to goal {goal}")
    grace.writes("What will be done?", text)
    grace.writes("Who sees to it?", "Grace")
    grace.writes_the_day("By when?", timezone.localdate() + timedelta(days=90))
    grace.presses("Save")
    grace.sees(text)


def shares_it_with_nine(grace: Somebody) -> str:
    """All of it but one line. The version that the others read."""
    grace.follows("Share it")
    others = grace.page.get_by_role("group", name="With which authorities?")
    boxes = others.get_by_role("checkbox")
    expect(boxes).to_have_count(NINE)
    for box in boxes.all():
        box.check()
    grace.ticks(f"2.1 {IN_CONFIDENCE}")
    grace.presses("Share it")
    lead = grace.page.get_by_text(re.compile(r"^Shared, version \d+"))
    found = re.search(r"version (\d+)", lead.inner_text())
    assert found
    return found[1]


def is_road_tested(grace: Somebody, plan: str) -> None:
    """Two say what they saw, and the plan goes no further until both have an answer."""
    grace.opens(plan)
    moves_it_on(grace, "Road-test", "Launched today")
    grace.follows("The road-test")
    for place, words in (("Health visitors", TOO_LATE), ("Team North", TOO_LONG)):
        grace.follows("Write down what somebody said")
        grace.writes("Which agency or team said it?", place)
        grace.writes("What did they say?", words)
        grace.presses("Keep it")
        grace.sees(words)
    answers(grace, "Health visitors", "Yes, taken")
    grace.sees("Still without an answer: 1.")
    grace.opens(plan)
    moves_it_on(grace, "Refined", "Enough was said")
    grace.sees(re.compile("^1 answer is still owed to people who road-tested it"))
    grace.opens(plan)
    grace.follows("The road-test")
    answers(grace, "Team North", "No, not taken")
    grace.sees("Each has an answer.")


def answers(grace: Somebody, place: str, whether: str) -> None:
    grace.follows(re.compile(f"^Answer what Road-test: {place}"))
    grace.ticks(whether, of="Is it taken into the plan?")
    grace.writes("Why?", f"We went through it with {place}")
    grace.presses("Save the answer")


def moves_it_on(grace: Somebody, state: str, why: str) -> None:
    grace.follows("Move it on")
    grace.ticks(state, of="Where does it go?")
    grace.writes("Why now?", why)
    grace.presses("Save")
