"""A child talks with Three Houses, keeps one thing to herself, and gets an answer."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import Child, Somebody

AMINA, HELENA = "amina@lincolnshire.example", "helena@lincolnshire.example"
SECRET = "I sleep in my shoes, in case"
PIE = "Gran lets me stir the pie"
ANSWER = "Fridays are at Gran's from now on."


def test_a_child_is_heard_keeps_one_thing_and_sees_the_answer(
    enter: Callable[[str], Somebody], has_script: bool
) -> None:
    called, child = (
        ("The Withyfold family", Child("Perpetua", "Withyfold", "2 3 2017"))
        if has_script
        else ("The Sallowby family", Child("Perpetua", "Sallowby", "9 5 2016"))
    )
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child)
    amina.turns_to_what_the_child_says()
    amina.begins_a_time_with("Perpetua", "Three Houses", "In the library")
    if has_script:
        amina.hears_and_lets_them_draw(PIE, "House of good things")
    else:
        amina.hears(PIE, "House of good things")
    amina.hears(SECRET, "House of worries")
    amina.asks_who_may_see(
        PIE, My_parents="Yes", The_other_people_who_work_with_us="Yes"
    )
    amina.asks_who_may_see(SECRET)
    amina.sees("Nobody but my worker, and who answers for their work")
    amina.reads_it_back_and_finishes("Perpetua")
    amina.answers_the_child("Mum and Gran", ANSWER)
    amina.shows_it_to_the_child("Perpetua", "Then I can sleep", timezone.localdate())
    session = amina.page.url

    amina.follows("Perpetua's own page")
    amina.sees(re.compile(re.escape(SECRET)))
    amina.sees("Mum and Gran answered me")
    amina.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    width = amina.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    helena = enter(HELENA)
    helena.page.goto(session)
    helena.sees(re.compile(re.escape(PIE)))
    expect(helena.page.get_by_text("in my shoes")).to_have_count(0)
    assert "shoes" not in helena.page.content()


def test_what_a_child_allows_reaches_grandmother_and_nothing_else_does(
    enter: Callable[[str], Somebody], has_script: bool
) -> None:
    called, child = (
        ("The Rushmere family", Child("Isolde", "Rushmere", "4 6 2016"))
        if has_script
        else ("The Tarnbrook family", Child("Isolde", "Tarnbrook", "7 8 2015"))
    )
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child)
    amina.turns_to_what_the_child_says()
    said = amina.page.url
    amina.opens(said.replace("/child-tools/", "/network/"))
    amina.adds_to_the_network("Gran Sorrel", "Grandmother", "Both sides")
    amina.opens(said)
    amina.begins_a_time_with("Isolde", "Three Houses", "In the library")
    amina.hears(PIE, "House of good things")
    amina.hears(SECRET, "House of worries")
    amina.asks_who_may_see(PIE, Gran_Sorrel="Yes")
    amina.asks_who_may_see(SECRET)
    amina.reads_it_back_and_finishes("Isolde")

    amina.follows("A paper for each who may see some of it")
    amina.follows("The paper for Gran Sorrel")
    amina.is_at("What Isolde says, for Gran Sorrel")
    amina.sees(f"“{PIE}”")
    assert "shoes" not in amina.page.content()
    amina.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    width = amina.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    amina.follows("Gran Sorrel was shown this")
    amina.writes_the_day("On which day?", timezone.localdate())
    amina.presses("Write it down")
    amina.is_at("Who may see what Isolde said")
    amina.opens(said)
    amina.follows("Isolde's own page, to keep")
    amina.sees("Who was shown it")
    amina.sees(re.compile("^Gran Sorrel, on "))
