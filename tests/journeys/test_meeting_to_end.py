"""The meeting that ends the work is written down once, at the meeting itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.journeys.steps import Child, Somebody
from tests.journeys.walking import ago

AMINA = "amina@lincolnshire.example"
Enter = Callable[[str], Somebody]
DECIDED = "Nan Bea rings every Sunday"


def test_a_meeting_to_end_the_work_stands_where_the_work_ends(
    enter: Enter, has_script: bool
) -> None:
    if has_script:
        called = "The Winterbourne family"
        child, parent = (
            Child("Edie", "Winterbourne", "8 2 2017"),
            Child("Rowan", "Winterbourne", "12 10 1990"),
        )  # fmt: skip
    else:
        called = "The Applegarth family"
        child, parent = (
            Child("Wilf", "Applegarth", "21 6 2019"),
            Child("Marnie", "Applegarth", "3 1 1987"),
        )  # fmt: skip
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child, parent, since=ago(200))
    _they_meet_to_end_the_work(amina, parent.given)
    _only_the_rest_is_asked(amina, parent.given)


def _they_meet_to_end_the_work(amina: Somebody, parent: str) -> None:
    amina.turns_to("Meetings")
    amina.presses("Start a meeting")
    amina.ticks("Family meeting")
    amina.chooses(parent, "In the room")
    amina.presses("Start the meeting")
    amina.follows(re.compile("^With family and network"))
    amina.follows("Write down how it was")
    amina.ticks("To end the work")
    amina.ticks("Somebody of the family")
    amina.chooses("By name", parent)
    amina.presses("Save")
    amina.sees("Write it anew")
    amina.follows("This meeting")
    amina.presses("End the meeting")
    amina.sees("This meeting ends the work.")
    amina.writes("What did you decide together?", DECIDED)
    amina.presses("End the meeting")
    amina.sees("It is kept as the meeting to end with.")


def _only_the_rest_is_asked(amina: Somebody, parent: str) -> None:
    amina.follows("Say who was given the plan, and how they were asked")
    amina.does_not_see("Who came?")
    amina.writes("Who was given the plan as it stands?", f"{parent} and Nan Bea")
    amina.presses("Save")
    amina.sees(DECIDED)
    amina.sees(f"{parent} and Nan Bea")
    amina.follows("the meeting itself")
    amina.sees(DECIDED)
