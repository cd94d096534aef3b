"""A family meets with the map on the wall, and says its numbers round the room."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.steps import Child, Somebody
from tests.journeys.walking import ahead

AMINA = "amina@lincolnshire.example"
Enter = Callable[[str], Somebody]


def test_a_meeting_from_the_first_chair_to_the_copy_they_take_home(
    enter: Enter, has_script: bool
) -> None:
    # nobody alike, or the second walk would be asked whether it is the same child
    if has_script:
        called, child = "The Meadow family", Child("Ivy", "Meadow", "4 5 2018")
        parent = Child("Tess", "Meadow", "12 3 1993")
    else:
        called, child = (
            "The Quarrington family",
            Child("Otto", "Quarrington", "9 11 2016"),
        )
        parent = Child("Wilma", "Quarrington", "30 7 1988")
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child, parent)
    _writes_a_worry(amina)

    amina.turns_to("Meetings")
    amina.presses("Start a meeting")
    amina.ticks("Family meeting")
    amina.chooses(f"{child.given} (child)", "In the room")
    amina.chooses(parent.given, "In the room")
    amina.writes("Name", "Nan Bea", of="Somebody else, 1")
    amina.chooses("Who are they to the child?", "A friend", of="Somebody else, 1")
    amina.chooses("How are they here?", "By phone", of="Somebody else, 1")
    amina.presses("Start the meeting")
    amina.sees("3 of the family and network, 1 professional")
    desk = amina.page.url

    _the_wall_turns(amina, desk, has_script)
    _numbers_stay_covered(amina, desk, child.given, parent.given)
    _ends_with_a_next_step(amina, desk)


def _ends_with_a_next_step(amina: Somebody, desk: str) -> None:
    amina.page.goto(desk)
    amina.presses("A next step")
    amina.writes("What will happen?", "Nan Bea rings every Friday at six")
    amina.ticks("Nan Bea")
    amina.writes_the_day("By when?", ahead(30))
    amina.presses("Put it on the map")
    amina.sees("On the map and on the wall")
    amina.page.goto(f"{desk}wall/")
    amina.sees("Nan Bea rings every Friday at six")

    amina.page.goto(desk)
    amina.presses("End the meeting")
    amina.sees("Nan Bea rings every Friday at six")
    amina.writes("What did you decide together?", "Nan Bea is there on Fridays")
    again = ahead(37)
    amina.writes_the_day("When do you meet again?", again)
    amina.presses("End the meeting")
    amina.sees("Nan Bea is there on Fridays")
    amina.sees(f"We meet again on {again:%A} {again.day} {again:%B %Y}")
    expect(
        amina.page.get_by_role("button", name="Print the family's copy")
    ).to_be_visible()
    amina.turns_to("Meetings")
    amina.sees("Nan Bea is there on Fridays")
    amina.sees("3 of the family and network, 1 professional")


def _writes_a_worry(amina: Somebody) -> None:
    amina.turns_to("Map")
    amina.page.goto(f"{amina.page.url.partition('?')[0]}dangers/add/")
    amina.page.locator("[name=worried_about]").fill("On Fridays nobody is awake at six")
    amina.page.locator("[name=what_might_happen]").fill("A child might go out alone")
    amina.page.locator("[name=anchor_0]").fill("Every Friday is like that")
    amina.page.locator("[name=anchor_10]").fill("Somebody is up every Friday")
    amina.presses("Save the three together")
    amina.is_at("The map")


def _the_wall_turns(amina: Somebody, desk: str, has_script: bool) -> None:
    """By keys or buttons on the wall, and from a second screen."""
    wall = amina.page.context.new_page()
    wall.goto(f"{desk}wall/")
    title = wall.get_by_role("heading", level=1)
    expect(title).to_have_text("Who is here")
    if has_script:
        wall.keyboard.press("ArrowRight")
    else:
        wall.get_by_role("button", name="Next").click()
    expect(wall.get_by_text("On Fridays nobody is awake at six")).to_be_visible()
    amina.page.goto(desk)
    amina.presses("Before")
    if not has_script:
        wall.get_by_role("link", name="Look again").click()
    expect(title).to_have_text("Who is here")  # with script it follows by itself
    wall.close()


def _numbers_stay_covered(amina: Somebody, desk: str, child: str, parent: str) -> None:
    amina.page.goto(desk)
    amina.follows("Worry 1")
    amina.page.get_by_role("button", name=child, exact=True).click()
    turns = {child: "3", parent: "8.5", "Amina": "I don't know", "Nan Bea": "4"}
    for name, turn in turns.items():
        amina.is_at(re.compile(f"^{name}"))
        amina.page.get_by_label(turn, exact=True).check(force=True)
        amina.writes("What makes it that high, and not lower?", f"It is {turn} to me")
        amina.presses("Keep it covered")
        if name == child:
            amina.is_at(re.compile(f"^{parent}"))
            amina.page.goto(desk)
            amina.does_not_see("It is 3 to me")
            amina.follows("Worry 1")
            amina.sees("1 of 4 have answered")
            amina.does_not_see("It is 3 to me")
            amina.page.get_by_role("button", name=parent, exact=True).click()
    amina.sees("It is 8.5 to me")
    amina.sees("What does each person see that the others do not?")
