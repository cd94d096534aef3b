"""At a meeting's end a mother takes the copy home on her telephone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.conftest import PATIENCE_MS, PHONE
from tests.journeys.steps import Child, Somebody

AMINA = "amina@lincolnshire.example"
SAID = "Nan Bea reads to them on Fridays."
CLOSED = "This link does not open anything now."


def test_the_mother_leaves_with_a_link_that_can_be_called_back(
    enter: Callable[[str], Somebody], browser: Browser, server: str, has_script: bool
) -> None:
    # nobody alike, or the second walk would be asked whether it is the same child
    if has_script:
        called, child = "The Fennimore family", Child("Isla", "Fennimore", "4 6 2018")
        parent = Child("Rhona", "Fennimore", "2 3 1991")
    else:
        called, child = "The Oakenshaw family", Child("Bram", "Oakenshaw", "8 1 2015")
        parent = Child("Greta", "Oakenshaw", "6 7 1989")
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child, parent)
    amina.turns_to("Map")
    amina.adds("strength", "What is good for the child?", SAID)
    _meets(amina, parent.given)

    address = _makes_the_link(amina, parent.given, has_script)
    context = browser.new_context(viewport=PHONE, java_script_enabled=has_script)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    phone = context.new_page()
    _reads(phone, address, has_script)
    assert context.cookies() == []

    amina.follows("Back to the family's copy")
    amina.sees("Opened once")
    amina.page.get_by_role("button", name="Call it back").click()
    amina.sees(f"The link for {parent.given} opens nothing any more")
    phone.goto(address)
    expect(phone.get_by_role("heading", name=CLOSED)).to_be_visible()
    expect(phone.get_by_text("You have done nothing wrong.")).to_be_visible()
    expect(phone.get_by_text(SAID)).to_have_count(0)
    _is_for_everybody(phone, has_script)
    context.close()


def _makes_the_link(amina: Somebody, parent: str, has_script: bool) -> str:
    amina.follows("A link for their telephone")
    amina.ticks(re.compile(f"^{parent}"))
    amina.presses("Go on")
    amina.is_at(f"A link for {parent}")
    amina.writes("A code of their own choosing", "Green otter 4")
    amina.presses("Make the link")
    amina.is_at(f"The link for {parent}")
    expect(amina.page.get_by_role("img", name="Opens the link")).to_be_visible()
    _is_for_everybody(amina.page, has_script)
    return amina.page.get_by_text(re.compile(r"^https?://\S+/c/\S+$")).inner_text()


def _meets(amina: Somebody, parent: str) -> None:
    amina.turns_to("Meetings")
    amina.presses("Start a meeting")
    amina.ticks("Family meeting")
    amina.chooses(parent, "In the room")
    amina.presses("Start the meeting")
    amina.presses("End the meeting")
    amina.writes("What did you decide together?", "Nan Bea is there on Fridays")
    amina.presses("End the meeting")
    amina.sees("Nan Bea is there on Fridays")


def _reads(phone: Page, address: str, has_script: bool) -> None:
    """Types the code wrongly once, as one does on a telephone."""
    phone.goto(address)
    code = phone.get_by_label("Type the code that opens this copy")
    expect(phone.get_by_text(SAID)).to_have_count(0)
    _is_for_everybody(phone, has_script)
    code.fill("Green otter 5")
    phone.get_by_role("button", name="Show me my copy").click()
    expect(phone.get_by_text("That is not the code.")).to_be_visible()
    code.fill("green OTTER 4")
    phone.get_by_role("button", name="Show me my copy").click()
    expect(phone.get_by_text(SAID)).to_be_visible()
    _is_for_everybody(phone, has_script)


def _is_for_everybody(page: Page, has_script: bool) -> None:
    """axe is itself a script; the page is the same without."""
    if has_script:
        assert violations(page, EVERYTHING) == []
