"""Two people at one map, and a session that ends in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from kinfold.world.staffing import DEMO_PASSWORD
from tests.journeys.steps import Child, Somebody

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
Enter = Callable[[str], Somebody]
FIRST = "Nan reads to her."
AMINAS = "Nan reads to her every night, and does the voices."
RAIN = "She waited an hour in the rain."
JUDES = "Nan reads to her on school nights."


NAMES = iter(
    (
        "Threlkeld",
        "Satterthwaite",
        "Wetherfield",
        "Yoxalldene",
        "Ackroyd",
        "Pennington",
        "Lovelace",
        "Hargreave",
    )
)


@pytest.fixture
def address(enter: Enter, has_script: bool) -> str:
    """The map of a new family of Amina's team, with one strength on it."""
    name = next(NAMES)
    amina = enter(AMINA)
    amina.opens("/families/new/details/")
    amina.writes_down(name, Child("Perpetua", name, "2019"), Child("Edwina", name, ""))
    amina.sees(re.compile("is with you$"))
    amina.turns_to("Map")
    amina.adds("strength", "What is good for the child?", FIRST)
    return amina.page.url.split("?")[0].split("#")[0]


def begins_to_change(somebody: Somebody, address: str, words: str) -> None:
    somebody.opens(address)
    somebody.follows(re.compile(r"^Change\s*: Nan reads"))
    somebody.writes("What is good for the child?", words)


def test_the_second_to_save_sees_both_wordings_and_chooses(
    enter: Enter, address: str
) -> None:
    amina, jude = enter(AMINA), enter(JUDE)
    begins_to_change(jude, address, JUDES)
    begins_to_change(amina, address, AMINAS)
    amina.presses("Save")
    amina.sees_on_the_map(AMINAS)

    jude.presses("Save")
    jude.sees(re.compile("Amina Begum saved this .* while you were writing"))
    both = jude.page.get_by_role("alert").filter(has_text="while you were writing")
    expect(both).to_contain_text(AMINAS)
    expect(both).to_contain_text(JUDES)
    typed = jude.page.get_by_role("textbox", name="What is good for the child?")
    expect(typed).to_have_value(JUDES)
    jude.presses("Save")
    # the page that was there before says it too, in small letters: wait for the error
    jude.sees(re.compile("Choose whose words stay$"))
    jude.ticks(re.compile("^Keep what is in the box below"))
    jude.presses("Save")
    jude.sees_on_the_map(JUDES)

    amina.opens(address)
    amina.sees_on_the_map(JUDES)
    amina.follows(re.compile(r"^More\s+about: Nan reads"))
    amina.sees(AMINAS)  # among every wording it has had


def test_keeping_theirs_changes_nothing(enter: Enter, address: str) -> None:
    amina, jude = enter(AMINA), enter(JUDE)
    begins_to_change(jude, address, JUDES)
    begins_to_change(amina, address, AMINAS)
    amina.presses("Save")
    amina.sees_on_the_map(AMINAS)
    jude.presses("Save")
    jude.ticks(re.compile("^Keep theirs"))
    jude.presses("Save")
    jude.sees_on_the_map(AMINAS)
    jude.does_not_see(JUDES)


def test_what_each_of_them_changed_is_kept_and_said(enter: Enter, address: str) -> None:
    amina, jude = enter(AMINA), enter(JUDE)
    jude.opens(address)
    jude.follows(re.compile(r"^Change\s*: Nan reads"))
    begins_to_change(amina, address, AMINAS)
    amina.presses("Save")
    amina.sees_on_the_map(AMINAS)

    jude.page.locator("summary").filter(has_text="Who said it, and how you").click()
    jude.chooses("Who said it?", "Perpetua")
    jude.presses("Save")
    jude.sees(re.compile("Amina Begum also changed “Words”"))
    jude.sees_on_the_map(AMINAS)
    jude.sees(re.compile("^Perpetua"))


def signs_in_over_the_page(amina: Somebody) -> None:
    """With script: a dialog, and what was typed stays where it is behind it."""
    door = amina.page.get_by_role("dialog", name="Sign in again")
    door.get_by_label("Email address").fill(amina.email)
    door.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    door.get_by_role("button", name="Sign in", exact=True).click()
    amina.sees("You are signed in again")
    amina.presses("Save")


def signs_in_on_another_page(amina: Somebody) -> None:
    """Without: the sign-in page, then what was kept, ready to be sent."""
    amina.sees("Nothing is lost")
    amina.page.get_by_label("Email address").fill(amina.email)
    amina.enters_the_password()
    amina.is_at("You were signed out while saving")
    amina.sees(RAIN)
    amina.presses("Save it now")


def test_a_session_that_ends_while_writing_on_the_map_loses_nothing(
    enter: Enter, address: str, has_script: bool
) -> None:
    amina = enter(AMINA)
    amina.opens(address)
    amina.follows("add past harm")
    amina.writes("What happened?", RAIN)
    amina.page.context.clear_cookies(name="sessionid")
    amina.presses("Save")
    if has_script:
        signs_in_over_the_page(amina)
    else:
        signs_in_on_another_page(amina)
    amina.sees_on_the_map(RAIN)
