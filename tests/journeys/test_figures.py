"""Those who read figures: an analyst on one authority, a programme lead on the ten."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import KnownFamily
from tests.journeys.steps import Somebody

MEI, FRANCES = "mei@lincolnshire.example", "frances@programme.example"
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def numbers_behind(somebody: Somebody, link: str) -> list[dict[str, str]]:
    """The rows of the CSV behind a link."""
    door = somebody.page.get_by_role("link", name=link)
    answer = somebody.page.context.request.get(str(door.get_attribute("href")))
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text().lstrip("\ufeff").splitlines()
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def test_an_analyst_opens_lincolnshire_one_measure_and_its_numbers(
    enter: Enter,
) -> None:
    mei = enter(MEI)
    mei.opens("/authorities/")
    mei.follows("Lincolnshire", first=True)
    mei.is_at("Lincolnshire")
    mei.sees("What inspectors found")
    mei.follows(re.compile("^Larger picture of .*re-?referral", re.IGNORECASE))
    expect(mei.page.get_by_role("img").first).to_be_visible()
    mei.sees("Read it with care")
    rows = numbers_behind(mei, "These numbers (CSV)")
    assert len(rows) >= 8
    assert any("Lincolnshire" in row.values() for row in rows)

    mei.follows(re.compile("What this counts|What it counts|Definition"), first=True)
    mei.sees("How it is counted")
    mei.sees("Read it with care")
    mei.follows("Lincolnshire")
    mei.sees("Lincolnshire")


def test_an_analyst_opens_no_record(
    enter: Enter, known_families: list[KnownFamily]
) -> None:
    mei = enter(MEI)
    assert mei.opens(f"/families/{known_families[0].id}/") in {403, 404}
    mei.does_not_see(known_families[0].name)


def test_a_programme_lead_compares_the_ten_and_opens_no_persons_record(
    enter: Enter, known_families: list[KnownFamily]
) -> None:
    frances = enter(FRANCES)
    frances.opens("/")
    frances.finds_no("searchbox", "Find a person or family")
    frances.follows("Compare the ten")
    frances.is_at("The ten beside each other")
    table = frances.page.get_by_role("table").first
    for name in ("Lincolnshire", "Norfolk"):
        expect(table.get_by_role("rowheader", name=name)).to_be_visible()
    assert len(numbers_behind(frances, "These numbers (CSV)")) >= 10

    family = known_families[0]
    for page in ("", "map/", "family-copy/", "family-copy.pdf", "who-looked/"):
        assert frances.opens(f"/families/{family.id}/{page}") == 404
        frances.does_not_see(family.name)
    assert frances.opens(f"/people/search/?q={family.child.family}") in {403, 404}
    frances.does_not_see(family.child.full_name)
