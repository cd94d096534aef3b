"""From one name to five who know, on both sides; all say yes; the week is covered."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.conftest import PATIENCE_MS, PHONE
from tests.journeys.rows import more_rows
from tests.journeys.steps import Somebody
from tests.journeys.walking import ago

AMINA = "amina@lincolnshire.example"
LEANNE_SAID = "Leanne, at her table: she may know"
SLEEP = "They sleep at mine from Friday to Sunday."
RING = "I ring at nine, and drive round if nobody picks up."
KNOCK = "I knock on Saturday at nine and see both of them."
HOME = "I am there from tea until they are asleep, and I sleep over."
DAYS = "I look after them until tea."
AT_HOME, AT_NIGHT = (
    ("Morning", "School hours", "After school"),
    ("Evening", "Nine at night", "Through the night"),
)
MONDAY_TO_THURSDAY = ("Monday", "Tuesday", "Wednesday", "Thursday")
FRIDAY_TO_SUNDAY = ("Friday", "Saturday", "Sunday")
PARTS_OF_A_WEEK = 7 * 6
NOBODY = "On a Saturday at nine nobody is there for danger statement 1."


def test_a_network_grows_and_every_hour_of_the_week_is_covered(
    enter: Callable[[str], Somebody], browser: Browser, server: str,
    journeys_database: str, has_script: bool,
) -> None:  # fmt: skip
    family = f"/families/{more_rows(journeys_database, 'one_name')['one_name']}"
    amina = enter(AMINA)
    amina.opens(f"{family}/nine-on-saturday-night/")
    amina.sees(NOBODY)
    amina.sees("Nobody is there yet at any hour of the week.")

    amina.opens(f"{family}/network/")
    for name, who, side in (
        ("Bea", "Next door", "Both sides"),
        ("Marta", "Leanne's friend", "Mother's side"),
        ("Raj", "Dean's brother", "Father's side"),
        ("Manny", "Dean's dad", "Father's side"),
    ):
        amina.adds_to_the_network(name, who, side)
    for name in ("Nan Jo", "Bea", "Marta", "Raj", "Manny"):
        amina.tells(name, 3, LEANNE_SAID, ago(0), danger="1")
    amina.sees("Bea, Manny, Marta, Nan Jo and Raj have heard the worry")

    amina.opens(f"{family}/who-does-what/")
    _asks_all_five(amina)
    amina.opens(f"{family}/nine-on-saturday-night/")
    amina.sees(NOBODY)
    amina.sees("Nan Jo: has not said yes yet.")

    amina.opens(f"{family}/who-does-what/")
    amina.writes_their_answer(RING, "Raj", way="By text message", words="yes, any sat")
    amina.writes_their_answer(KNOCK, "Bea", way="On paper, signed")
    amina.writes_their_answer(HOME, "Marta", way="On paper, signed")
    amina.writes_their_answer(DAYS, "Manny", way="On paper, signed")
    amina.opens(f"{family}/nine-on-saturday-night/")
    amina.sees("8 of 42 parts of the week have nobody.")
    amina.opens(f"{family}/who-does-what/")
    _answers_on_her_telephone(_link_for_nan(amina, has_script), browser, has_script)

    amina.opens(f"{family}/nine-on-saturday-night/")
    amina.sees(re.compile("On a Saturday at nine Nan Jo, Raj and Bea are there"))
    amina.sees("Raj: has not said yes yet.")
    amina.sees("Somebody is there at every hour.")
    week = amina.sees_the_week_of("Danger statement 1")
    assert len(week) == PARTS_OF_A_WEEK
    assert [part for part in week if "nobody" in part] == []
    assert sum("Nan Jo" in part for part in week) == 9
    _is_for_everybody(amina.page, has_script)


def _asks_all_five(amina: Somebody) -> None:
    amina.asks_to_do(
        "Nan Jo", SLEEP, days=FRIDAY_TO_SUNDAY, parts=AT_NIGHT, backup="Raj"
    )
    amina.asks_to_do("Raj", RING, days=("Saturday",), parts=("Nine at night",))
    amina.asks_to_do("Bea", KNOCK, days=("Saturday",), parts=("Nine at night",))
    amina.asks_to_do("Marta", HOME, days=MONDAY_TO_THURSDAY, parts=AT_NIGHT)
    week = (*MONDAY_TO_THURSDAY, *FRIDAY_TO_SUNDAY)
    amina.asks_to_do("Manny", DAYS, days=week, parts=AT_HOME)


def _link_for_nan(amina: Somebody, has_script: bool) -> str:
    amina.follows("A link on which they answer: Nan Jo")
    amina.writes("A code of their own choosing", "Green otter 4")
    amina.presses("Make the link")
    amina.is_at("The link for Nan Jo")
    _is_for_everybody(amina.page, has_script)
    return amina.page.get_by_text(re.compile(r"^https?://\S+/a/\S+$")).inner_text()


def _answers_on_her_telephone(address: str, browser: Browser, has_script: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=has_script)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    phone = context.new_page()
    phone.goto(address)
    expect(phone.get_by_text(SLEEP)).to_have_count(0)
    phone.get_by_label("Type the code that opens this page").fill("green OTTER 4")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.get_by_text(SLEEP)).to_be_visible()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("Choose what you say.")).to_be_visible()
    phone.get_by_label("Yes, I will do this").check()
    phone.get_by_label("In your own words, if you like").fill("As long as I live")
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("“As long as I live”")).to_be_visible()
    _is_for_everybody(phone, has_script)
    assert context.cookies() == []
    context.close()


def _is_for_everybody(page: Page, has_script: bool) -> None:
    """axe is itself a script; the page is the same without."""
    if has_script:
        assert violations(page, EVERYTHING) == []
