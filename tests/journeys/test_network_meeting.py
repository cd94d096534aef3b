"""A family meets alone in the middle of its meeting; months after the end it is asked
whether its people are still there."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.steps import Child, Somebody
from tests.journeys.walking import ago

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
Enter = Callable[[str], Somebody]
KEY = "Nan Bea keeps the key and sleeps over on Fridays"


def test_what_a_family_decides_among_itself_lasts_after_the_service_has_left(
    enter: Enter, has_script: bool
) -> None:
    if has_script:
        called = "The Pomfret family"
        child, parent = (
            Child("Nell", "Pomfret", "4 5 2018"), Child("Cass", "Pomfret", "12 3 1993"),
        )  # fmt: skip
    else:
        called = "The Vandermeer family"
        child, parent = (
            Child("Rufus", "Vandermeer", "9 11 2016"),
            Child("Odile", "Vandermeer", "30 7 1988"),
        )  # fmt: skip
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child, parent, since=ago(200))
    _writes_a_worry(amina)
    _names_the_one_who_stands_by_them(amina)
    _they_meet(amina, parent.given)
    _how_it_was(amina, parent.given)
    _what_was_decided_becomes_theirs(amina, parent.given)
    _they_may_be_asked(amina, parent.given)
    home = amina.page.url.split("/long-haul/")[0]
    _the_work_has_ended(enter(JUDE), home)
    _somebody_asks_three_months_later(amina, home, parent.given)


def _writes_a_worry(amina: Somebody) -> None:
    amina.turns_to("Map")
    amina.page.goto(f"{amina.page.url.partition('?')[0]}dangers/add/")
    amina.page.locator("[name=worried_about]").fill("On Fridays nobody is awake at six")
    amina.page.locator("[name=what_might_happen]").fill("A child might go out alone")
    amina.presses("Save the three together")
    amina.is_at("The map")


def _names_the_one_who_stands_by_them(amina: Somebody) -> None:
    amina.turns_to("Network")
    amina.presses("Add somebody")
    amina.names("Who is it?", "Nan Bea")
    amina.ticks("Mother's side")
    amina.presses("Add them")
    amina.sees("Nan Bea")


def _they_meet(amina: Somebody, parent: str) -> None:
    amina.turns_to("Meetings")
    amina.presses("Start a meeting")
    amina.ticks("Family meeting")
    amina.chooses(parent, "In the room")
    amina.chooses("Nan Bea", "In the room")
    amina.presses("Start the meeting")
    amina.follows(re.compile("^With family and network"))
    amina.sees("2 of the family and network, 1 professional.")


def _how_it_was(amina: Somebody, parent: str) -> None:
    amina.follows("Write down how it was")
    amina.ticks("A core group")
    amina.ticks("To make the plan, or to change it")
    amina.ticks("Somebody of the family")
    amina.chooses("By name", parent)
    amina.writes("For how many minutes was the family among itself?", "40")
    amina.ticks(parent, of="Who was in the room then?")
    amina.ticks("Nan Bea", of="Who was in the room then?")
    amina.presses("Save")
    amina.sees(f"40 minutes, with {parent} and Nan Bea in the room")


def _what_was_decided_becomes_theirs(amina: Somebody, parent: str) -> None:
    amina.follows("Something was decided")
    amina.writes("What was decided?", KEY)
    amina.presses("Write it down")
    amina.sees(KEY)
    amina.follows(re.compile("^Make it a rule of the plan"))
    amina.page.locator("[name=dangers]").first.check(force=True)
    amina.chooses("Whose rule is it?", parent)
    amina.presses("Put it in the plan")
    amina.sees("A rule of the plan:")
    amina.follows(re.compile("^Ask somebody to do it"))
    amina.chooses("Who?", "Nan Bea")
    amina.presses("Keep it, and ask them")
    amina.sees("Asked of:")
    amina.does_not_see("nobody has it yet")


def _they_may_be_asked(amina: Somebody, parent: str) -> None:
    amina.page.goto(f"{_home(amina)}long-haul/")
    amina.is_at("The long haul")
    amina.follows("Ask whether they may be asked")
    amina.ticks("Yes, they may be asked")
    amina.chooses("Who said it?", parent)
    amina.presses("Save")
    amina.sees(f"Yes, they may be asked. {parent}")


def _the_work_has_ended(jude: Somebody, home: str) -> None:
    jude.page.goto(f"{home}/close/")
    jude.writes_the_day("On which day does it end?", ago(95))
    jude.ticks("Another way")
    jude.writes("Why does it end?", "They run it themselves.")
    jude.presses("Close the record")
    jude.sees("The work has ended")


def _somebody_asks_three_months_later(amina: Somebody, home: str, parent: str) -> None:
    amina.page.goto(f"{home}/long-haul/")
    expect(amina.page.get_by_text("To be asked now")).to_be_visible()
    amina.follows(re.compile("^Write down what they say"))
    amina.ticks("It stands: they are there as agreed")
    amina.chooses("Who said it?", parent)
    amina.writes("What did they say?", "Bea has slept over every Friday.")
    amina.presses("Save")
    amina.sees("Bea has slept over every Friday.")
    expect(amina.page.get_by_text("Answered")).to_be_visible()


def _home(amina: Somebody) -> str:
    found = re.match(r".*/families/[^/]+/", amina.page.url)
    assert found
    return found[0]
