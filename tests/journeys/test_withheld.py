"""Said where there is no network, withheld, and in nobody else's browser anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE_MS, PHONE
from tests.journeys.rows import COLLEAGUE, more_rows
from tests.journeys.steps import Somebody

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
ELSEWHERE = "kofi@norfolk.example"
WITHHELD = "I hide behind the boiler when he is loud"
SHARED = "We bake on Sundays and I stir"
CODE = "Green otter 4"
pytestmark = pytest.mark.slow


@pytest.fixture
def family(enter: Callable[[str], Somebody], journeys_database: str) -> str:
    """Kai said two things with the network off: one for everybody, one for nobody."""
    family = f"/families/{more_rows(journeys_database, 'written')['planning']}"
    amina = enter(AMINA)
    amina.opens(f"{family}/")
    amina.takes_along("Kai", "Red tablet")
    amina.has_no_network()
    amina.unlocks()
    amina.begins_with("Three Houses", "Kai")
    amina.hears_at_home("House of worries", WITHHELD)
    everybody = dict.fromkeys(
        (
            "My_parents",
            "The_people_who_stand_by_me",
            "My_school",
            "The_other_people_who_work_with_us",
        ),
        "Yes",
    )
    amina.hears_at_home("House of good things", SHARED, **everybody)
    amina.reads_it_back()
    amina.has_a_network_again()
    amina.sends_everything_home()
    amina.sees("2 things of Kai came home.")
    return family


def test_what_a_child_withheld_offline_is_in_no_other_readers_browser(
    family: str, enter: Callable[[str], Somebody], browser: Browser, server: str
) -> None:
    colleague = enter(COLLEAGUE).reads_all(family, WITHHELD, SHARED)
    assert colleague.count > 40, "or the rest would be worth little"
    assert colleague.places[WITHHELD] == set()
    assert colleague.places[SHARED], "the child let other workers see it"

    # who answers for the work reads it with the child's tools, and nowhere else
    answering = enter(JUDE).reads_all(family, WITHHELD, SHARED)
    assert answering.places[WITHHELD]
    assert [at for at in answering.places[WITHHELD] if "/child" not in at] == []

    elsewhere = enter(ELSEWHERE)
    assert elsewhere.opens(f"{family}/") == 404
    assert not any(elsewhere.reads_all(family, WITHHELD, SHARED).places.values())

    amina = enter(AMINA)
    for address in (_link_of_a_parent(amina, family), _link_of_nan(amina, family)):
        telephone = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        telephone.set_default_timeout(PATIENCE_MS)
        assert WITHHELD not in _reads_on_a_telephone(telephone.new_page(), address)
        telephone.close()


def _link_of_a_parent(amina: Somebody, family: str) -> str:
    """The copy as it is after the visit."""
    amina.opens(f"{family}/family-copy/")
    amina.follows("A link for their telephone")
    amina.ticks(re.compile("^Leanne"))
    amina.presses("Go on")
    return _made(amina, "/c/")


def _link_of_nan(amina: Somebody, family: str) -> str:
    amina.opens(f"{family}/who-does-what/")
    amina.follows("A link on which they answer: Nan Jo")
    return _made(amina, "/a/")


def _made(amina: Somebody, kind: str) -> str:
    amina.writes("A code of their own choosing", CODE)
    amina.presses("Make the link")
    address = re.compile(rf"^https?://\S+{kind}\S+$")
    return amina.page.get_by_text(address).inner_text()


def _reads_on_a_telephone(page: Page, address: str) -> str:
    page.goto(address)
    code = page.get_by_label(re.compile("^Type the code that opens this"))
    code.fill(CODE)
    page.get_by_role("button", name=re.compile("^Show me")).click()
    expect(code).to_have_count(0)
    return page.content()
