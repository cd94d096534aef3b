"""A record that is not one's own: opened in an emergency, and looked at afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.journeys.conftest import KnownFamily
from tests.journeys.steps import Somebody

AMINA, OWEN = "amina@lincolnshire.example", "owen@lincolnshire.example"
AMINAS_TEAM = "Lincoln Family Safeguarding"
WHY = "A neighbour rang: the children are alone and the worker is on leave."
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def of_another_team(families: list[KnownFamily]) -> KnownFamily:
    return next(one for one in families if one.team != AMINAS_TEAM)


@contextmanager
def restricted_by(owen: Somebody, family: KnownFamily) -> Iterator[None]:
    owen.opens(f"/families/{family.id}/restrict/")
    owen.ticks(re.compile("^Jude Price"))
    owen.writes("Why is it restricted?", "A worker is related to the father.")
    owen.presses("Restrict the record")
    owen.sees("Only the workers named may open the record")
    try:
        yield
    finally:
        owen.opens(f"/families/{family.id}/restrict/lift/")
        owen.writes("Why?", "The worker has left.")
        owen.presses("Lift the restriction")


def test_an_emergency_opens_a_record_with_a_reason_and_is_reviewed(
    enter: Enter, known_families: list[KnownFamily]
) -> None:
    family = of_another_team(known_families)
    amina = enter(AMINA)
    assert amina.opens(f"/families/{family.id}/") == 403
    amina.is_at("This record is not open to you")
    amina.does_not_see(family.name)

    amina.page.get_by_role("link", name="Open in an emergency").click()
    amina.is_at("Open a record in an emergency")
    amina.ticks("A child may be in danger now")
    amina.writes("What happened?", "Urgent")
    amina.presses("Open the record")
    amina.sees(re.compile("things? to mend"))
    amina.writes("What happened?", WHY)
    amina.presses("Open the record")
    amina.is_at(family.name)
    amina.sees(re.compile("^Emergency access until .* It will be reviewed"))
    amina.presses("I am done: close it now")
    assert amina.opens(f"/families/{family.id}/") == 403

    owen = enter(OWEN)
    owen.opens("/")
    owen.follows("Emergency access")
    owen.page.get_by_role("row").filter(has_text="Amina Begum").first.get_by_role(
        "link"
    ).click()
    owen.sees(WHY)
    owen.sees("Opened the family's page")
    owen.ticks("It was right to look")
    owen.presses("Save the review")
    owen.sees("Reviewed")
    owen.opens("/emergency-access/")
    owen.does_not_see("Amina Begum")


def test_a_restricted_record_is_not_opened_by_an_emergency(
    enter: Enter, known_families: list[KnownFamily]
) -> None:
    family = of_another_team(known_families)
    amina, owen = enter(AMINA), enter(OWEN)
    with restricted_by(owen, family):
        assert amina.opens(f"/families/{family.id}/") in {403, 404}
        amina.does_not_see(family.name)
        amina.finds_no("link", "Open in an emergency")
        assert amina.opens(f"/families/{family.id}/emergency/") in {403, 404}
        amina.finds_no("button", "Open the record")
        amina.opens(f"/people/search/?q={family.child.family}")
        amina.finds_no("link", family.child.full_name)
