"""axe on every kind of page there is: on a desk and a phone, and there in the dark too.

The list is declared in `pages`; `test_every_kind_of_page_is_in_the_list` fails when an
address is added to Kinfold and not to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import getclosurevars
from string import Formatter
from typing import Literal, TypeAlias

import psycopg
import pytest
from django.urls import URLResolver, get_resolver, resolve
from playwright.sync_api import Page

from tests.journeys.axe import EVERYTHING, OF_COLOUR, violations
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.pages import MISTYPED, NEVER, PAGES
from tests.journeys.pages_left_out import (
    IN_THEIR_JOURNEY,
    LIKE_ANOTHER,
    NO_PAGE,
    REFUSED,
    THEIRS,
)
from tests.journeys.rows import more_rows
from tests.journeys.steps import Somebody
from tests.made_up import on

Scheme: TypeAlias = Literal["light", "dark"]
# the dark is looked at on a phone: its colours are the same on a desk
DRESSES: tuple[tuple[dict[str, int], Scheme, Mapping[str, object]], ...] = (
    (DESKTOP, "light", EVERYTHING),
    (PHONE, "light", EVERYTHING),
    (PHONE, "dark", OF_COLOUR),
)


@pytest.fixture(scope="session")
def rows(journeys_database: str) -> dict[str, str]:
    """Ids to fill the addresses with: a family of Amina's that has a whole map."""
    url = on("KINFOLD_MIGRATE_DATABASE_URL", journeys_database)
    with psycopg.connect(url) as owner:
        found = owner.execute(
            """
            SELECT f.id AS family, d.id AS danger, e.id AS entry, p.id AS person,
                   p.family_name AS surname, amina.id AS worker, f.authority_id,
                   seat.team_id, home.id AS residence, tie.id AS tie
            FROM records_family f
            JOIN platform_authority a ON a.id = f.authority_id
            JOIN practice_mapping m ON m.family_id = f.id
            JOIN practice_dangerstatement d ON d.mapping_id = m.id
            JOIN practice_mapentry e ON e.mapping_id = m.id
            JOIN records_familymember fm ON fm.family_id = f.id AND fm.part = 'child'
            JOIN records_person p ON p.id = fm.person_id
            JOIN people_residence home
                 ON home.person_id = p.id AND home.ended_on IS NULL
            JOIN people_relationship tie ON p.id IN (tie.person_id, tie.other_id)
            JOIN platform_worker amina
                 ON amina.authority_id = a.id AND amina.name = 'Amina Begum'
            JOIN platform_teammembership seat ON seat.worker_id = amina.id
            WHERE a.slug = 'lincolnshire' AND f.closed_on IS NULL
              AND NOT f.is_restricted AND d.withdrawn_at IS NULL
              AND e.withdrawn_at IS NULL
            ORDER BY f.id, p.id, d.id, e.id, home.id, tie.id LIMIT 1
            """
        )
        row = found.fetchone()
        assert row is not None, "no open family with a map in Lincolnshire"
        names = [column.name for column in found.description or ()]
        ids = dict(zip(names, map(str, row), strict=True))
        owner.execute(
            "UPDATE records_allocation SET team_id = %s, worker_id = %s"
            " WHERE family_id = %s AND ended_on IS NULL",
            [ids["team_id"], ids["worker"], ids["family"]],
        )
        other = owner.execute(
            "SELECT f.id FROM records_family f JOIN records_allocation al"
            " ON al.family_id = f.id AND al.ended_on IS NULL"
            " WHERE f.authority_id = %s AND al.team_id <> %s AND NOT f.is_restricted"
            " ORDER BY f.id LIMIT 1",
            [ids["authority_id"], ids["team_id"]],
        ).fetchone()
        assert other is not None, "no family of another team in Lincolnshire"
    return (
        ids
        | more_rows(journeys_database)
        | {
            "other": str(other[0]),
            "measure": "referral.rereferral_12_months",
        }
    )


def all_ways(page: Page) -> list[str]:
    """What axe finds in the page as it stands, in three dresses."""
    found = []
    for size, scheme, rules in DRESSES:
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.emulate_media(color_scheme=scheme)
        found += [f"{size['width']} {scheme}: {one}" for one in violations(page, rules)]
    return found


@pytest.mark.parametrize(
    ("who", "address", "button"),
    PAGES,
    ids=[f"{who.split('@')[0]} {path} {button}".strip() for who, path, button in PAGES],
)
def test_axe_finds_nothing(
    window_of: Callable[[str], Page],
    request: pytest.FixtureRequest,
    rows: dict[str, str],
    who: str,
    address: str,
    button: str,
) -> None:
    there = window_of(who) if who else request.getfixturevalue("page")
    answered = there.goto(address.format(**rows))
    assert answered is not None
    assert answered.status == REFUSED.get((who, address), 200)
    if button:
        there.get_by_role("button", name=button, exact=True).click()
        there.get_by_role("alert").first.wait_for()
    assert all_ways(there) == []


@pytest.mark.parametrize(("who", "address", "question", "typed", "button"), MISTYPED)
def test_axe_finds_nothing_where_something_was_mistyped(
    enter: Callable[[str], Somebody],
    rows: dict[str, str],
    who: str,
    address: str,
    question: str,
    typed: str,
    button: str,
) -> None:
    there = enter(who).page
    there.goto(address.format(**rows))
    there.get_by_label(question, exact=True).fill(typed)
    there.get_by_role("button", name=button, exact=True).click()
    there.get_by_role("alert").first.wait_for()
    assert all_ways(there) == []


def _pages(resolver: URLResolver, before: str = "") -> dict[str, str]:
    """Every address of our own that may be asked for, by its name with its app.

    What is only posted to is no page; the sign-in library's pages are its own.
    """
    found: dict[str, str] = {}
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            room = f"{before}{one.namespace}:" if one.namespace else before
            found |= _pages(one, room)
        elif one.name and not one.name.startswith(THEIRS) and _is_shown(one.callback):
            found[before + one.name] = str(one.pattern)
    return found


def _is_shown(view: Callable[..., object]) -> bool:
    methods = getclosurevars(view).nonlocals.get("request_method_list", ["GET"])
    return "GET" in methods


def test_every_kind_of_page_is_in_the_list() -> None:
    named = (
        part for _, address, _ in PAGES for _, part, *_ in Formatter().parse(address)
    )
    filled = dict.fromkeys(filter(None, named), NEVER)
    listed = {
        resolve(address.format(**filled).partition("?")[0]).view_name
        for _, address, _ in PAGES
        if "no-such-page" not in address
    }
    there = set(_pages(get_resolver()))
    assert sorted(there - listed - NO_PAGE - LIKE_ANOTHER - IN_THEIR_JOURNEY) == []
    assert there >= (NO_PAGE | LIKE_ANOTHER | IN_THEIR_JOURNEY)
