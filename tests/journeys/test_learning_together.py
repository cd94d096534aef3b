"""A programme learns: from a line of the picture to evidence, and to what is tried."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Somebody

DANIEL = "daniel@programme.example"
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def test_an_evaluator_follows_a_line_and_adds_what_speaks_against_it(
    enter: Enter,
) -> None:
    daniel = enter(DANIEL)
    daniel.opens("/evaluation/")
    line = daniel.page.locator("svg.theory a[href$='/claims/14/']")
    line.focus()
    expect(line).to_be_focused()  # the picture is reached without a mouse
    daniel.page.keyboard.press("Enter")
    daniel.is_at("Claim 14")
    daniel.follows("Add evidence")
    daniel.chooses("What kind of evidence is it?", "An audit")
    daniel.ticks("Against the claim")
    daniel.writes("What was found?", "Plans were agreed and not kept")
    daniel.ticks(re.compile("^3. Sound"))
    daniel.writes("Where can it be looked up?", "Audit of spring")
    daniel.writes("Who says so?", "The quality team")
    daniel.writes("When?", "March 2024")
    daniel.presses("Add it")
    daniel.is_at("Claim 14")
    daniel.sees("The sound evidence that there is, is against it")
    daniel.follows("Its story on one sheet")
    daniel.sees("6. What to gather next")
    daniel.follows("Ask a learning question")
    daniel.writes("What do you want to find out?", "Why were they not kept?")
    daniel.writes("Who looks after it?", "Daniel")
    daniel.presses("Ask it")
    daniel.sees("Why were they not kept?")
