"""A case goes from Wokingham to the lab, named by nobody, and Brent sits in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.rows_together import lab_rows
from tests.journeys.steps import Somebody

ELLEN, LEILA = "ellen@wokingham.example", "leila@brent.example"
CASE = "The mother rings her sister before she opens a bottle."
SEEN = "She rang before, and not after."
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def test_a_lab_session_from_wokingham_with_an_observer_from_brent(
    enter: Enter, journeys_database: str
) -> None:
    made = lab_rows(journeys_database)
    at, case = f"/families/{made['family']}/learning-case/", "A sister who is rung"
    joan = enter(made["worker"])
    _begins(joan, at, case)
    _is_refused_a_name_and_takes_it_out(joan, at)
    _says_they_agreed(joan)
    joan.sees("Somebody else of your authority confirms them")
    joan.finds_no("link", "Confirm, and send it to the lab")

    ellen = enter(ELLEN)
    ellen.opens(at)
    ellen.follows("Confirm, and send it to the lab")
    ellen.presses("I have read it all: send it")
    ellen.sees("These words are in the lab")

    leila = enter(LEILA)
    assert leila.opens(at) == 404  # the record stays at home
    leila.opens(f"/programme/lab/sessions/{made['session']}/")
    leila.follows(case)
    leila.sees(CASE)
    leila.does_not_see("Leanne")
    leila.follows("Write a note")
    leila.sees("They are not held against any record")
    leila.ticks("Observer's note")
    leila.writes("The words", SEEN)
    leila.presses("Keep the note")
    leila.sees(SEEN)

    ellen.opens(f"/programme/lab/sessions/{made['session']}/")
    ellen.follows(case)
    ellen.sees(SEEN)
    ellen.page.get_by_role("link", name="Write what came of it").first.click()
    ellen.sees("held against the record of the family")
    ellen.writes("What was done with what the team took?", "A second person is asked.")
    ellen.writes("What came of it?", "Two can be rung on a Friday.")
    ellen.presses("Save what came of it")
    ellen.sees("Two can be rung on a Friday.")


def _begins(joan: Somebody, at: str, case: str) -> None:
    joan.opens(at)
    joan.follows("Begin a learning case")
    joan.writes("What is the case called, without a name?", case)
    joan.page.get_by_label("For which lab day?").select_option(index=0)
    joan.presses("Put the words together")
    joan.is_at("Learning case")


def _is_refused_a_name_and_takes_it_out(joan: Somebody, at: str) -> None:
    joan.follows("Change the words")
    joan.writes("The case", f"{CASE} lea nne said so.")
    joan.presses("Save the words")
    joan.sees("It cannot stay: take it out of the words")
    joan.sees("It cannot leave yet: something found in it is not decided")
    joan.opens(f"{at}words/")
    joan.writes("The case", CASE)
    joan.presses("Save the words")
    joan.sees("It cannot leave yet: nobody said yes to telling it")


def _says_they_agreed(joan: Somebody) -> None:
    joan.follows("Write down what they say")
    joan.writes("Who was asked?", "Both parents")
    joan.writes("What did they say, in their words?", "If it helps somebody")
    joan.ticks("Yes")
    joan.writes_the_day("On which day were they asked?", "5 3 2026")
    joan.presses("Save what they said")
    joan.is_at("Learning case")
