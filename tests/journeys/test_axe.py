"""axe on every kind of page there is: light and dark, on a phone and on a desk.

The list is declared; `test_every_kind_of_page_is_in_the_list` fails when an address is
added to Kinfold and not to it.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

import psycopg
import pytest
from django.urls import URLResolver, get_resolver, resolve
from playwright.sync_api import Page

from tests.journeys.axe import EVERYTHING, OF_COLOUR, violations
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.steps import Somebody
from tests.made_up import on

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
OWEN, MEI = "owen@lincolnshire.example", "mei@lincolnshire.example"
SASHA, HELENA = "sasha@lincolnshire.example", "helena@lincolnshire.example"
FRANCES = "frances@programme.example"
CARYS = "carys@lincolnshire.example"
NEVER = "00000000-0000-4000-8000-000000000000"

MEETING = "/families/{family}/meetings/{meeting}"

# who, address, and the button to press on it with nothing filled in
PAGES: list[tuple[str, str, str]] = [
    (AMINA, "/account/", ""),
    (AMINA, "/account/password/change/", ""),
    (AMINA, "/account/password/change/", "Change my password"),
    (AMINA, "/account/second-step/", ""),
    (AMINA, "/account/sign-out/", ""),
    (AMINA, "/families/", ""),
    (AMINA, "/families/?begins=zzzz", ""),
    (AMINA, "/families/new/", ""),
    (AMINA, "/families/new/?q=smith", ""),
    (AMINA, "/families/new/details/", ""),
    (AMINA, "/families/new/details/", "Open the family's record"),
    (AMINA, "/whiteboard/", ""),
    (AMINA, "/whiteboard/?missing=plan&sort=scale", ""),
    (HELENA, "/whiteboard/", ""),
    (HELENA, "/whiteboard/teams/", ""),
    (AMINA, "/people/search/", ""),
    (AMINA, "/people/search/?q={surname}", ""),
    (AMINA, "/people/search/?q=zzyzx", ""),
    (AMINA, "/families/{family}/", ""),
    (AMINA, "/families/{family}/who-looked/", ""),
    (AMINA, "/families/{family}/name/", ""),
    (AMINA, "/families/{family}/people/add/", ""),
    (AMINA, "/families/{family}/people/add/", "Add them"),
    (AMINA, "/families/{family}/people/{person}/leave/", ""),
    (AMINA, "/families/{family}/homes/add/", ""),
    (AMINA, "/families/{family}/homes/add/", "Save"),
    (AMINA, "/people/{person}/", ""),
    (AMINA, "/people/{person}/edit/", ""),
    (AMINA, "/people/{person}/names/add/", ""),
    (AMINA, "/people/{person}/references/add/", ""),
    (AMINA, "/people/{person}/contacts/add/", ""),
    (AMINA, "/people/{person}/contacts/add/", "Save"),
    (AMINA, "/people/{person}/homes/{residence}/end/", ""),
    (AMINA, "/people/{person}/homes/{residence}/hide/", ""),
    (AMINA, "/people/{person}/ties/{tie}/end/", ""),
    (AMINA, "/people/{person}/relate/", ""),
    (AMINA, "/people/{person}/relate/", "Save"),
    (AMINA, "/families/{family}/stages/", ""),
    (AMINA, "/families/{family}/closing/", ""),
    (AMINA, "/families/{family}/closing/who-stays/", "Save"),
    (AMINA, "/families/{family}/closing/meeting/", "Save"),
    (AMINA, "/families/{family}/map/", ""),
    (AMINA, "/families/{family}/map/?column=well", ""),
    (AMINA, "/families/{family}/map/add/harm/", ""),
    (AMINA, "/families/{family}/map/add/harm/", "Save"),
    (AMINA, "/families/{family}/map/add/next_step/", ""),
    (AMINA, "/families/{family}/map/add/existing_safety/", ""),
    (AMINA, "/families/{family}/map/dangers/add/", ""),
    (AMINA, "/families/{family}/map/dangers/add/", "Save the three together"),
    (AMINA, "/families/{family}/map/dangers/{danger}/", ""),
    (AMINA, "/families/{family}/map/dangers/{danger}/edit/", ""),
    (AMINA, "/families/{family}/map/dangers/{danger}/take-off/", ""),
    (AMINA, "/families/{family}/map/dangers/{danger}/disagree/", ""),
    (AMINA, "/families/{family}/map/dangers/{danger}/rate/", ""),
    (AMINA, "/families/{family}/map/dangers/{danger}/rate/", "Save this answer"),
    (AMINA, "/families/{family}/map/entries/{entry}/", ""),
    (AMINA, "/families/{family}/map/entries/{entry}/edit/", ""),
    (AMINA, "/families/{family}/map/entries/{entry}/take-off/", ""),
    (AMINA, "/families/{family}/map/entries/{entry}/disagree/", ""),
    (AMINA, "/families/{family}/family-copy/", ""),
    (AMINA, "/families/{family}/family-copy/share/", "Write down that they have it"),
    (AMINA, "/families/{family}/meetings/", ""),
    (AMINA, "/families/{family}/meetings/start/", ""),
    (AMINA, "/families/{family}/meetings/start/", "Start the meeting"),
    (AMINA, f"{MEETING}/", ""),
    (AMINA, f"{MEETING}/wall/", ""),
    (AMINA, f"{MEETING}/people/add/", "Add them"),
    (AMINA, f"{MEETING}/write/harm/", "Put it on the map"),
    (AMINA, f"{MEETING}/write/step/", "Put it on the map"),
    (AMINA, f"{MEETING}/scales/{{danger}}/", ""),
    (AMINA, f"{MEETING}/scales/{{danger}}/{{attendance}}/", ""),
    (AMINA, f"{MEETING}/scales/{{danger}}/{{attendance}}/", "Keep it covered"),
    (AMINA, f"{MEETING}/end/", "End the meeting"),
    (AMINA, "/families/{family}/family-copy/read-aloud/", ""),
    (AMINA, "/families/{other}/", ""),
    (AMINA, "/families/{other}/emergency/", ""),
    (AMINA, "/families/{other}/emergency/", "Open the record"),
    (AMINA, f"/families/{NEVER}/", ""),
    (AMINA, "/workers/", ""),
    (AMINA, "/jobs/", ""),
    (AMINA, "/questions/", ""),
    (AMINA, "/questions/?words=zzyzx", ""),
    (AMINA, "/questions/cards/?topic=child&size=a4", ""),
    (AMINA, "/families/{family}/questions/?topic=goal", ""),
    (CARYS, "/questions/add/", "Keep this question"),
    (CARYS, "/questions/harm-1/edit/", ""),
    (CARYS, "/vocabulary/", ""),
    (CARYS, "/vocabulary/safety/", ""),
    (CARYS, "/vocabulary/safety/change/", "Use these words"),
    (CARYS, "/vocabulary/safety/versions/0/", ""),
    (CARYS, "/vocabulary/services/", "Speak in these"),
    (JUDE, "/families/{family}/allocate/", ""),
    (JUDE, "/families/{family}/allocate/", "Allocate"),
    (JUDE, "/families/{family}/service/", ""),
    (JUDE, "/families/{family}/service/", "Save"),
    (JUDE, "/families/{family}/close/", ""),
    (JUDE, "/people/{person}/merge/", ""),
    (HELENA, "/families/{family}/restrict/", ""),
    (HELENA, "/emergency-access/", ""),
    (OWEN, "/audit/", ""),
    (MEI, "/imports/", ""),
    (MEI, "/imports/", "Import"),
    (MEI, "/authorities/", ""),
    (MEI, "/authorities/?q=zzyzx", ""),
    (MEI, "/authorities/lincolnshire/", ""),
    (MEI, "/authorities/lincolnshire/{measure}/", ""),
    (MEI, "/authorities/measures/", ""),
    (MEI, "/authorities/measures/{measure}/", ""),
    (SASHA, "/workers/", ""),
    (SASHA, "/workers/{worker}/", ""),
    (SASHA, "/workers/invite/", ""),
    (SASHA, "/workers/invite/", "Send the invitation"),
    (FRANCES, "/programme/", ""),
    (FRANCES, "/authorities/compare/", ""),
    (FRANCES, "/families/", ""),
    ("", "/account/sign-in/", ""),
    ("", "/account/sign-in/", "Sign in"),
    ("", "/account/password/forgotten/", ""),
    ("", "/design/", ""),
    ("", "/design/family/", ""),
    ("", "/no-such-page/", ""),
]

# Addresses that are no page: a file, a picture, or only to be sent to.
NO_PAGE = {
    "home", "theme", "live", "ready", "metrics", "file", "job-cancel", "job-again",
    "verify-audit", "leave-elsewhere", "place", "kept-discard", "kept-place", "empty",
    "worker-invitation-revoke", "worker-end", "worker-restore", "put-back-entry",
    "put-back-danger", "family-copy-pdf", "family-copy-text",
    "end-emergency", "compare-csv",
    "authority-csv", "picture-csv", "import-findings", "hide", "favourite", "asked",
    "keep-view", "let-go-view",
    "agree-story", "next-story",
    "save-picture", "move-frame", "take-out-frame", "put-back-frame", "book", "pages",
    "follow", "turn", "show-numbers", "take-off-here",
}  # fmt: skip
# Pages that need a row the made-up world has none of. Each is one of the forms and
# lists that are in the list above, with other words.
LIKE_ANOTHER = {
    "kept", "join", "places", "import", "job", "file-delete", "emergency-review",
    "undo-merge", "show-contact", "change-contact", "show-address",
    "unhide-home", "reopen", "lift-restriction",
    # the pens of a meeting differ from `write-harm` in one word
    "write-factor", "write-strength",
}  # fmt: skip
# Pages that axe is asked of where they are walked: test_words_and_pictures.
IN_THEIR_JOURNEY = {
    "story", "begin-story", "one-story", "edit-story", "say", "decide", "read-to",
    "give-copy", "together", "add-frame", "frame", "draw", "parts", "frame-history",
}  # fmt: skip


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
        ids |= _meeting(owner, ids)
    return ids | {"other": str(other[0]), "measure": "referral.rereferral_12_months"}


def _meeting(owner: psycopg.Connection, ids: dict[str, str]) -> dict[str, str]:
    """A meeting of that family that goes on, with one person at it."""
    meeting = owner.execute(
        "INSERT INTO meetings_meeting (id, authority_id, family_id, kind, place,"
        " on_wall, started_by_id, decided, version) VALUES (gen_random_uuid(), %s, %s,"
        " 'family_meeting', '', '', %s, '', 1) RETURNING id",
        [ids["authority_id"], ids["family"], ids["worker"]],
    ).fetchone()
    assert meeting is not None
    here = owner.execute(
        "INSERT INTO meetings_attendance (id, authority_id, meeting_id, name, capacity,"
        " mode, position) VALUES (gen_random_uuid(), %s, %s, 'Nan Jo', 'network',"
        " 'room', 1) RETURNING id",
        [ids["authority_id"], meeting[0]],
    ).fetchone()
    assert here is not None
    return {"meeting": str(meeting[0]), "attendance": str(here[0])}


def all_ways(page: Page) -> list[str]:
    """What axe finds in the page as it stands, in four dresses."""
    found = []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for scheme, rules in (("light", EVERYTHING), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [
                f"{size['width']} {scheme}: {one}" for one in violations(page, rules)
            ]
    return found


@pytest.mark.parametrize(
    ("who", "address", "button"),
    PAGES,
    ids=[f"{who.split('@')[0]} {path} {button}".strip() for who, path, button in PAGES],
)
def test_axe_finds_nothing(
    enter: Callable[[str], Somebody],
    page: Page,
    rows: dict[str, str],
    who: str,
    address: str,
    button: str,
) -> None:
    there = enter(who).page if who else page
    there.goto(address.format(**rows))
    if button:
        there.get_by_role("button", name=button, exact=True).click()
        there.get_by_role("alert").first.wait_for()
    assert all_ways(there) == []


def _names(resolver: URLResolver) -> set[str]:
    """Every address of our own apps, by its name; the sign-in library's are its own."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found |= _names(one)
        elif one.name and not one.name.startswith(
            ("account_", "mfa_", "socialaccount_", "openid_")
        ):
            found.add(one.name)
    return found


def test_every_kind_of_page_is_in_the_list() -> None:
    named = (
        part for _, address, _ in PAGES for _, part, *_ in Formatter().parse(address)
    )
    filled = dict.fromkeys(filter(None, named), NEVER)
    listed = {
        resolve(address.format(**filled).partition("?")[0]).url_name
        for _, address, _ in PAGES
        if "no-such-page" not in address
    }
    assert (
        _names(get_resolver()) - listed - NO_PAGE - LIKE_ANOTHER - IN_THEIR_JOURNEY
        == set()
    )
