"""A visit with the network off: unreadable on the tablet, nothing lost, home once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from playwright.sync_api import Browser, Route

from tests.factories.child_tools import WEBM
from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.steps import Child, Somebody
from tests.made_up import on

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
TABLET = {"width": 820, "height": 1180}
NAMES = iter(
    (
        "Saltergate",
        "Tamworthy",
        "Uldaleson",
        "Vickerstone",
        "Wasdalehead",
        "Xanthew",
        "Yarm",
        "Zeal",
        "Aldbrough",
    )
)
WITHHELD = "I hide behind the boiler when he is loud"
SHARED = "Nan makes pancakes on Sundays"
SAID = (WITHHELD, SHARED, "Auntie Bev")
pytestmark = pytest.mark.slow


@pytest.fixture
def amina(browser: Browser, server: str) -> Iterator[Somebody]:
    """Amina, with a tablet on which Perpetua's first name is locked.

    She signs in there herself, because she signs out there too.
    """
    name = next(NAMES)
    context = browser.new_context(base_url=server, viewport=TABLET)
    context.set_default_timeout(PATIENCE_MS)
    amina = Somebody(context.new_page(), AMINA)
    amina.signs_in()
    amina.opens("/families/new/details/")
    amina.writes_down(name, Child("Perpetua", name, "2017"))
    amina.sees(re.compile("is with you$"))
    amina.takes_along("Perpetua", "Blue tablet")
    yield amina
    context.close()


def count(database: str, words: str) -> int:
    """How often the child's words stand in the database of the office."""
    with psycopg.connect(on("KINFOLD_MIGRATE_DATABASE_URL", database)) as owner:
        row = owner.execute(
            "SELECT count(*) FROM child_tools_childitem WHERE words = %s", [words]
        ).fetchone()
    return row[0] if row else 0


def sounds(database: str, child: str) -> int:
    """How many recordings of this child the office has."""
    with psycopg.connect(on("KINFOLD_MIGRATE_DATABASE_URL", database)) as owner:
        row = owner.execute(
            "SELECT count(*) FROM child_tools_childitemfile f"
            " JOIN child_tools_childitem i ON i.id = f.item_id"
            " JOIN child_tools_childtoolsession s ON s.id = i.session_id"
            " WHERE s.child_name = %s AND f.kind = 'sound'",
            [child],
        ).fetchone()
    return row[0] if row else 0


def test_three_houses_with_the_network_off_come_home_with_one_thing_withheld(
    amina: Somebody, journeys_database: str
) -> None:
    amina.has_no_network()
    amina.unlocks("not my passphrase")
    amina.sees(re.compile("4 tries are left"))
    amina.unlocks()
    amina.begins_with("Three Houses", "Perpetua")
    amina.hears_at_home("House of worries", WITHHELD)
    amina.hears_at_home("House of good things", SHARED, My_parents="Yes")
    amina.hears_about_somebody(SHARED, "Auntie Bev", "No")
    amina.draws_a_line("House of dreams")
    amina.reads_it_back()
    kept = amina.kept_in_the_browser()
    assert "Blue tablet" in kept, "or what follows would be worth nothing"
    assert not [one for one in (*SAID, "Perpetua", "kitchen") if one in kept]
    amina.sends_everything_home()
    amina.sees("There is no network. It stays here, locked, until there is.")
    amina.has_a_network_again()

    # the office has it, and the answer is lost on its way; it is sent once more
    lost = []

    def loses_the_answer(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    amina.page.context.route("**/visit/home/", loses_the_answer)
    amina.sends_everything_home()
    amina.sees("There is no network. It stays here, locked, until there is.")
    assert lost == [200]
    amina.presses("Back to your visits")
    amina.sends_everything_home()
    amina.sees("3 things of Perpetua came home.")
    amina.sees("One name that the child said is not one person's for certain.")
    assert (count(journeys_database, WITHHELD), count(journeys_database, SHARED)) == (
        1,
        1,
    )
    amina.presses("Back to your visits")
    amina.sees("Nothing waits.")
    assert violations(amina.page, EVERYTHING) == []


def test_a_drawing_and_a_recording_are_read_back_with_the_network_off(
    amina: Somebody,
) -> None:
    amina.has_no_network()
    amina.unlocks()
    amina.begins_with("Three Houses", "Perpetua")
    amina.draws_a_line("House of dreams")
    amina.records_in("House of good things", WEBM)
    amina.looks_and_listens_before_it_goes_home(
        drawn="House of dreams", heard="House of good things"
    )


def test_signing_out_leaves_no_name_and_no_way_in_and_loses_nothing(
    amina: Somebody, journeys_database: str
) -> None:
    words = "I wish for a door with a key"
    amina.begins_with("Three Houses", "Perpetua")
    amina.hears_at_home("House of dreams", words)
    amina.presses("Leave for now")
    amina.opens("/account/sign-out/")
    amina.presses("Sign out")
    amina.page.wait_for_url(lambda url: "/sign-out/" not in url)
    amina.opens("/visit/")
    amina.sees("1 visit waits to go home.")
    amina.finds_no("button", "Open")
    assert words not in amina.kept_in_the_browser()

    # somebody else on the same tablet is told whose it is, and cannot open it
    amina.email = JUDE
    amina.signs_in()
    amina.opens("/visit/")
    amina.sees(re.compile("Only Amina Begum can open this. Nothing in it is lost"))
    amina.finds_no("button", "Open it again")

    amina.page.context.clear_cookies()
    amina.email = AMINA
    amina.signs_in()
    amina.opens("/visit/")
    amina.opens_again()
    amina.sees("Nobody is taken along now.")
    amina.sends_everything_home()
    amina.sees("1 thing of Perpetua came home.")
    assert count(journeys_database, words) == 1


def test_what_is_written_while_it_is_being_sent_comes_home_too(
    amina: Somebody, journeys_database: str
) -> None:
    """The words are on their way, then the recording; somebody writes all the time."""
    held: list[Route] = []

    def holds(route: Route) -> None:
        held.append(route)

    amina.begins_with("Three Houses", "Perpetua")
    amina.records_in("House of good things", WEBM)
    amina.hears_at_home("House of worries", "I hear it at night")
    amina.presses("Leave for now")
    amina.page.context.route("**/visit/home/", holds)
    amina.page.context.route("**/visit/sounds/**", holds)
    amina.sends_everything_home()
    words = amina.waits_until(held)

    amina.goes_on_with("Three Houses with Perpetua")
    amina.hears_at_home("House of dreams", "I want a lamp")
    words.continue_()
    recording = amina.waits_until(held)
    amina.hears_at_home("House of dreams", "I want a key")
    # away and back again: it is the same visit, not an older one
    amina.presses("Leave for now")
    amina.goes_on_with("Three Houses with Perpetua")
    amina.hears_at_home("House of dreams", "I want Nan to ring")
    recording.continue_()
    amina.waits_until(held).continue_()
    amina.sees("The sending is over.")
    amina.presses("Leave for now")
    amina.is_at("What went home")
    amina.sees("5 things of Perpetua came home.")
    amina.presses("Back to your visits")
    amina.sees("Nothing waits.")
    for said in (
        "I hear it at night", "I want a lamp", "I want a key", "I want Nan to ring",
    ):  # fmt: skip
        assert count(journeys_database, said) == 1
    assert sounds(journeys_database, "Perpetua") == 1


def test_a_device_without_room_locks_too_and_what_is_in_its_window_goes_home(
    amina: Somebody, journeys_database: str
) -> None:
    amina.begins_with("Three Houses", "Perpetua")
    amina.has_no_room()
    amina.presses("Add to House of worries")
    amina.writes("What you say", "Nobody came to fetch me")
    amina.sees(
        "This device has no room, so what you wrote last is in this window alone."
    )
    # nobody touches it for longer than it stays open
    amina.page.clock.set_system_time(datetime.now(tz=UTC) + timedelta(minutes=6))
    amina.is_at("A visit without a network")
    amina.sees("1 visit waits to go home.")
    assert "Nobody came" not in amina.page.content()
    amina.sees("so what you wrote last is in this window alone")
    amina.unlocks()
    amina.goes_on_with("Three Houses with Perpetua")
    amina.hears_at_home("House of dreams", "I want a bell", is_full=True)
    amina.presses("Leave for now")
    amina.presses("Lock")
    # signed out in another window, its part is closed, and its words are not lost
    other = Somebody(amina.page.context.new_page(), AMINA)
    other.opens("/account/sign-out/")
    other.presses("Sign out")
    other.page.wait_for_url(lambda url: "/sign-out/" not in url)
    other.signs_in()
    other.page.close()
    amina.unlocks()
    amina.opens_again()
    amina.sends_everything_home()
    amina.sees("2 things of Perpetua came home.")
    for said in ("Nobody came to fetch me", "I want a bell"):
        assert count(journeys_database, said) == 1


def test_another_window_neither_writes_over_it_nor_leaves_it_where_nobody_can_open_it(
    amina: Somebody, journeys_database: str
) -> None:
    other = Somebody(amina.page.context.new_page(), AMINA)
    other.opens("/visit/")
    other.unlocks()
    other.sees("This is open in another window of this device")
    # signing out there closes this part, in which nothing waits yet
    other.opens("/account/sign-out/")
    other.presses("Sign out")
    other.page.wait_for_url(lambda url: "/sign-out/" not in url)

    amina.begins_with("Three Houses", "Perpetua")
    amina.hears_at_home("House of dreams", "I want to stay at Nan's")
    amina.opens("/visit/")
    amina.sees("1 visit waits to go home.")
    amina.finds_no("button", "Open")
    amina.signs_in()
    amina.opens("/visit/")
    amina.opens_again()
    amina.sends_everything_home()
    amina.sees("1 thing of Perpetua came home.")
    assert count(journeys_database, "I want to stay at Nan's") == 1


def test_after_a_month_the_name_is_gone_the_words_are_not_and_the_child_is_asked_again(
    amina: Somebody, journeys_database: str
) -> None:
    today = datetime.now(tz=UTC)
    amina.page.clock.set_system_time(today - timedelta(days=31))
    amina.begins_with("Three Houses", "Perpetua")
    amina.hears_at_home("House of dreams", "I want to see the sea")
    amina.presses("Leave for now")
    # a week after it was taken along the name goes by itself; nobody touched it since
    amina.page.clock.set_system_time(today + timedelta(days=8))
    amina.sees("Blue tablet. 1 visit waits to go home.")
    amina.page.clock.set_system_time(today)
    amina.unlocks()
    amina.sees("Nobody is taken along now.")
    amina.sends_everything_home()
    amina.sees("This visit was 31 days on the device. Ask the child again")
    assert count(journeys_database, "I want to see the sea") == 1


def test_a_device_that_is_lost_is_wiped_from_afar_and_its_words_are_not(
    amina: Somebody, journeys_database: str
) -> None:
    amina.begins_with("Three Houses", "Perpetua")
    amina.hears_at_home("House of dreams", "I want a garden")
    amina.presses("Leave for now")
    # at the office; the device itself is signed out by then, and shows its ticket
    cookies = amina.page.context.cookies()
    amina.page.context.clear_cookies()
    office = Somebody(amina.page.context.browser.new_page(), AMINA)
    office.page.context.add_cookies(cookies)
    office.opens(amina.page.url.replace("/visit/", "/visits/devices/"))
    office.page.get_by_role("button", name=re.compile("^Wipe")).first.click()
    office.sees("Blue tablet is wiped the next time it has a network")

    amina.opens("/visit/")
    amina.sees("It is closed: the passphrase was wrong 5 times, you signed out, or the")
    amina.sees("Blue tablet. 1 visit waits to go home.")
    amina.finds_no("button", "Open")
    office.page.reload()
    newest = office.page.get_by_role("row").nth(1)
    assert "Wiped on" in newest.inner_text()
    office.page.context.close()

    amina.signs_in()
    amina.opens("/visit/")
    amina.opens_again()
    amina.sends_everything_home()
    amina.sees("1 thing of Perpetua came home.")
    assert count(journeys_database, "I want a garden") == 1


def test_a_visit_whose_family_was_closed_meanwhile_comes_home_and_is_held(
    amina: Somebody, journeys_database: str
) -> None:
    amina.begins_with("Three Houses", "Perpetua")
    amina.records_in("House of good things", WEBM)
    amina.hears_at_home("House of dreams", "I want it to stay like this")
    amina.presses("Leave for now")
    with psycopg.connect(
        on("KINFOLD_MIGRATE_DATABASE_URL", journeys_database)
    ) as owner:
        owner.execute(
            "UPDATE records_family SET closed_on = current_date WHERE id ="
            " (SELECT family_id FROM offline_takenalong ORDER BY taken_at DESC LIMIT 1)"
        )
    amina.sends_everything_home()
    amina.sees("2 things of Perpetua came home.")
    amina.sees("The record of this family was closed meanwhile. Every word is kept.")
    amina.follows("See it in Kinfold")
    amina.follows("A visit with Perpetua")
    amina.sees("I want it to stay like this")
    amina.sees("A manager of the family, or a conference chair, takes this in")
    assert amina.page.get_by_label("Recording 1").count() == 1
    amina.opens("/visit/")
    amina.unlocks()
    amina.sees("Nothing waits.")
