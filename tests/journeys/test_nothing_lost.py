"""Power cuts, tunnels and sessions that end: what was typed is still there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from kinfold.world.staffing import DEMO_PASSWORD
from tests.journeys.conftest import DESKTOP, PATIENCE_MS
from tests.journeys.serving import Granian
from tests.journeys.steps import Child, Somebody

AMINA = "amina@lincolnshire.example"
HARM = "What happened?"
IMPACT = "What did it do to the child?"
BEGINNING = "She waited"
RAIN = "She waited an hour in the rain."
COLD = "Her hands were blue."
NAMES = iter(
    (
        "Featherstone",
        "Greenhalgh",
        "Ollerenshaw",
        "Birtwhistle",
        "Entwistle",
        "Ramsbottom",
        "Butterworth",
    )
)
Enter = Callable[..., Somebody]


@pytest.fixture(scope="module")
def frail(server: str, served: dict[str, str]) -> Iterator[Granian]:
    """A server of our own on the same database: killing it hurts nobody else."""
    granian = Granian(served, Path(served["KINFOLD_HOME"]) / "frail.log")
    granian.starts()
    yield granian
    granian.stops()


@pytest.fixture
def amina_at(
    browser: Browser, frail: Granian, request: pytest.FixtureRequest
) -> Iterator[Enter]:
    """`amina_at()`: Amina at a browser of its own, signed in."""
    contexts, tickets = [], request.getfixturevalue("tickets")

    def come(**asked: Any) -> Somebody:
        context = browser.new_context(
            base_url=frail.address,
            viewport=DESKTOP,
            storage_state=tickets.get(AMINA),
            **asked,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        amina = Somebody(context.new_page(), AMINA)
        if AMINA not in tickets:
            amina.signs_in()
            tickets[AMINA] = context.storage_state()
        return amina

    yield come
    for context in contexts:
        context.close()


def opens_a_family(amina: Somebody) -> str:
    """The address of the form for past harm of a new family."""
    name = next(NAMES)
    amina.opens("/families/new/details/")
    amina.writes_down(name, Child("Perpetua", name, "2019"), Child("Edwina", name, ""))
    amina.sees(re.compile("is with you$"))
    amina.turns_to("Map")
    amina.is_at("The map")
    return amina.page.url.split("?")[0] + "add/harm/"


def box(amina: Somebody, question: str) -> Locator:
    return amina.page.get_by_role("textbox", name=question)


def types(amina: Somebody, question: str, words: str) -> None:
    box(amina, question).press_sequentially(words, delay=5)


def is_told(amina: Somebody, words: str | re.Pattern[str]) -> None:
    expect(amina.page.locator("[data-draft-line]")).to_have_text(words)


KEPT = re.compile(r"^Kept at \d\d:\d\d\.")


def test_the_server_loses_its_power_and_the_browser_dies(
    frail: Granian, amina_at: Enter
) -> None:
    amina = amina_at()
    form = opens_a_family(amina)
    amina.opens(form)
    types(amina, HARM, BEGINNING)
    is_told(amina, KEPT)

    frail.is_killed()
    types(amina, HARM, RAIN.removeprefix(BEGINNING))
    types(amina, IMPACT, COLD)
    is_told(amina, "Not sent yet: no connection. It is kept on this device.")
    amina.page.close()
    frail.starts()

    again = Somebody(amina.page.context.new_page(), AMINA)
    again.opens(form)
    expect(box(again, HARM)).to_have_value(RAIN)
    expect(box(again, IMPACT)).to_have_value(COLD)
    is_told(again, KEPT)

    # on another device, where nothing was typed, it is there too
    elsewhere = amina_at()
    elsewhere.opens(form)
    elsewhere.sees(re.compile("We kept what you typed at"))
    expect(box(elsewhere, HARM)).to_have_value(RAIN)
    elsewhere.presses("Save")
    elsewhere.sees_on_the_map(RAIN)
    elsewhere.opens(form)
    expect(box(elsewhere, HARM)).to_have_value("")


def test_a_train_goes_through_a_tunnel(amina_at: Enter) -> None:
    amina = amina_at()
    amina.opens(opens_a_family(amina))
    network = amina.page.context
    network.set_offline(True)
    types(amina, HARM, RAIN)
    is_told(amina, "Not sent yet: no connection. It is kept on this device.")
    network.set_offline(False)
    is_told(amina, KEPT)
    assert amina.page.evaluate("localStorage.length") == 0


def test_words_typed_in_the_tunnel_are_sent_from_the_next_page(amina_at: Enter) -> None:
    amina = amina_at()
    form = opens_a_family(amina)
    amina.opens(form)
    amina.page.context.set_offline(True)
    types(amina, HARM, RAIN)
    is_told(amina, "Not sent yet: no connection. It is kept on this device.")
    amina.page.close()
    amina.page.context.set_offline(False)
    later = Somebody(amina.page.context.new_page(), AMINA)
    with later.page.expect_response("**/drafts/keep/"):
        later.opens("/families/")
    later.opens("/drafts/")
    later.follows("Add past harm", first=True)
    expect(box(later, HARM)).to_have_value(RAIN)


def test_a_session_that_ends_between_two_words(amina_at: Enter) -> None:
    amina = amina_at()
    amina.opens(opens_a_family(amina))
    amina.page.context.clear_cookies(name="sessionid")
    types(amina, HARM, BEGINNING)
    is_told(amina, re.compile("^You were signed out"))
    types(amina, HARM, RAIN.removeprefix(BEGINNING))  # the cursor stayed where it was
    expect(box(amina, HARM)).to_have_value(RAIN)
    door = amina.page.get_by_role("dialog", name="Sign in again")
    door.get_by_label("Email address").fill(AMINA)
    door.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    door.get_by_role("button", name="Sign in", exact=True).click()
    amina.sees("You are signed in again")
    is_told(amina, KEPT)
    amina.presses("Save")
    amina.sees_on_the_map(RAIN)


def test_without_script_a_form_is_kept_for_later_and_gone_on_with(
    amina_at: Enter,
) -> None:
    amina = amina_at(java_script_enabled=False)
    amina.opens(opens_a_family(amina))
    amina.writes(HARM, RAIN)
    amina.presses("Keep for later")
    amina.is_at("What you have not finished")
    amina.follows("Add past harm", first=True)
    expect(box(amina, HARM)).to_have_value(RAIN)
    amina.presses("Start again")
    expect(box(amina, HARM)).to_have_value("")


def test_the_meter_counts_seconds_and_what_had_to_be_typed_again(
    amina_at: Enter,
) -> None:
    amina = amina_at()
    amina.opens("/recording/")
    amina.presses("Delete everything that was measured of me")
    form = opens_a_family(amina)
    for _ in range(2):
        amina.opens(form)
        types(amina, HARM, RAIN)
        amina.page.wait_for_timeout(2_500)
        amina.presses("Save")
        amina.sees_on_the_map(RAIN)
    amina.opens("/recording/")
    row = amina.page.get_by_role("row").filter(has_text="Something on the map")
    expect(row.get_by_role("cell")).to_have_text(
        ["Something on the map", "less than a minute", "2", "1"]
    )
    amina.does_not_see(RAIN)


@pytest.fixture
def amina_alone(browser: Browser, frail: Granian) -> Iterator[Somebody]:
    """Amina at a device others use too: she signs in there herself, and out."""
    context = browser.new_context(base_url=frail.address, viewport=DESKTOP)
    context.set_default_timeout(PATIENCE_MS)
    amina = Somebody(context.new_page(), AMINA)
    amina.signs_in()
    yield amina
    context.close()


def kept_on_this_device(amina: Somebody) -> int:
    found: int = amina.page.evaluate("localStorage.length")
    return found


def test_signing_out_sends_what_was_typed_and_leaves_nothing_on_the_device(
    amina_alone: Somebody,
) -> None:
    amina, context = amina_alone, amina_alone.page.context
    form = opens_a_family(amina)
    amina.opens(form)
    door = Somebody(context.new_page(), AMINA)
    door.opens("/account/sign-out/")
    context.set_offline(True)
    types(amina, HARM, RAIN)
    is_told(amina, "Not sent yet: no connection. It is kept on this device.")
    door.presses("Sign out")
    door.sees(re.compile("There is no connection"))
    assert kept_on_this_device(door) == 1
    context.set_offline(False)
    is_told(amina, KEPT)
    door.presses("Sign out")
    door.page.wait_for_url(lambda url: "/sign-out/" not in url)
    assert kept_on_this_device(door) == 0
    amina.page.close()
    door.signs_in()
    door.opens(form)
    expect(box(door, HARM)).to_have_value(RAIN)


def test_what_cannot_be_sent_is_asked_about_and_then_gone(
    amina_alone: Somebody,
) -> None:
    """A picture that the server does not take any more."""
    amina = amina_alone
    amina.opens("/account/sign-out/")
    amina.page.evaluate(
        """localStorage.setItem(
            `kinfold.picture.one.${document.body.dataset.worker}`,
            JSON.stringify({picture: {}, version: 1, url: "/families/"}),
        )"""
    )
    amina.presses("Sign out")
    amina.sees("One thing you typed or drew could not be sent.")
    assert kept_on_this_device(amina) == 1
    amina.presses("Sign out all the same")
    amina.page.wait_for_url(lambda url: "/sign-out/" not in url)
    assert kept_on_this_device(amina) == 0
