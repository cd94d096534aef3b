"""A service finds its own words, and a worker finds a question to ask."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Somebody

AMINA, CARYS = "amina@lincolnshire.example", "carys@lincolnshire.example"
ONE_FAMILY = re.compile("/families/[0-9a-f-]{36}/")
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def opens_a_map(amina: Somebody) -> None:
    """That of the first family in her list."""
    amina.opens("/families/")
    listed = amina.page.get_by_role("main").get_by_role("link").all()
    addresses = [link.get_attribute("href") or "" for link in listed]
    amina.opens(next(one for one in addresses if ONE_FAMILY.fullmatch(one)) + "map/")
    amina.is_at("The map")


def test_the_words_of_a_service_change_and_change_back(
    enter: Enter,
) -> None:
    carys, amina = enter(CARYS), enter(AMINA)
    for pack in ("safety", "wellbeing", "success"):
        carys.opens(f"/vocabulary/{pack}/change/")
        boxes = carys.page.get_by_role("group", name=re.compile("^Strength"))
        boxes.get_by_label("More than one").fill("bright sides")
        carys.presses("See how it reads")
        carys.sees("Not kept yet")
        carys.sees("Bright sides")
        carys.presses("Use these words")
        carys.sees("One thing to mend")
        carys.writes("Why are you changing this?", "Families say it so")
        carys.presses("Use these words")
        carys.sees("is in these words now")

    opens_a_map(amina)
    expect(amina.page.get_by_role("heading", name="Bright sides")).to_have_count(1)

    for pack in ("safety", "wellbeing", "success"):
        carys.opens(f"/vocabulary/{pack}/")
        carys.sees("Families say it so")
        carys.follows("As Kinfold comes")
        carys.writes("Why are you changing this?", "The old words were clearer")
        carys.presses("Use this version again")
        carys.sees("is in those words again")
    opens_a_map(amina)
    expect(amina.page.get_by_role("heading", name="Strengths")).to_have_count(1)


def test_a_worker_finds_a_question_beside_the_map_and_marks_that_it_was_asked(
    enter: Enter, has_script: bool
) -> None:
    question = "When was the first time? When was the worst? When was the last?"
    amina = enter(AMINA)
    opens_a_map(amina)
    harm = amina.page.locator("details.questions-beside").first
    harm.locator("summary").click()
    if has_script:
        # the list is drawn again when the answer comes: whoever presses before that
        # presses a button that is about to go
        with amina.page.expect_response(re.compile("/questions/")):
            harm.get_by_role("searchbox").fill("first time last")
        amina.page.wait_for_load_state("networkidle")
    else:
        harm.get_by_role("link").click()
    asked = amina.page.get_by_role("listitem").filter(has_text=question).first
    expect(asked).to_be_visible()
    asked.get_by_role("button", name=re.compile("^Asked today")).click()
    expect(asked).to_contain_text("Asked today, Amina Begum")
    asked.get_by_role("button", name=re.compile("^Asked today")).click()
    expect(amina.page.get_by_text("Asked today, Amina Begum")).to_have_count(0)
