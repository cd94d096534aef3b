"""A manager gives a family to a worker, and sees who has looked at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import KnownFamily
from tests.journeys.steps import Somebody

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def looked(somebody: Somebody, who: str, what: str) -> None:
    """The list of looks has such a line."""
    rows = somebody.page.get_by_role("row").filter(has_text=who)
    expect(rows.filter(has_text=what).first).to_be_visible()


def test_a_manager_allocates_a_family_and_sees_who_looked(
    enter: Enter, known_families: list[KnownFamily]
) -> None:
    # The world deals families out anew each day: take one that is not Amina's yet.
    family = next(f for f in known_families if f.held_by != "Amina Begum")
    jude = enter(JUDE)
    jude.opens(f"/families/{family.id}/allocate/")
    jude.is_at("Allocate the family")
    jude.presses("Allocate")
    jude.sees("One thing to mend")
    jude.chooses("Who works with the family?", "Amina Begum")
    jude.presses("Allocate")
    jude.sees("Allocated")
    jude.sees("With Amina Begum")

    amina = enter(AMINA)
    # not from her list: other journeys have put theirs on its first page
    amina.opens(f"/families/{family.id}/")
    amina.turns_to("Map")
    amina.is_at("The map")

    jude.turns_to("Who looked")
    jude.is_at("Who looked at this record")
    looked(jude, "Amina Begum", "Opened the family's page")
    looked(jude, "Amina Begum", "map")
    looked(jude, "Jude Price", "Allocated the family")
    jude.opens(f"/families/{family.id}/allocate/")
    jude.chooses("Who works with the family?", "Jude Price")
    jude.presses("Allocate")
    jude.sees("With Jude Price")
