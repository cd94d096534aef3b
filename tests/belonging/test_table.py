"""Places and people are tapped, a page at a time and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.belonging.selectors import connections_of, on_the_table, places_of
from kinfold.family_finding.models import FindingEpisode
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.practice.family_finding.typed import PlacePerson
from tests.factories import family_finding as make
from tests.factories.platform import make_worker_viewer
from tests.factories.trajectory import day_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
GRAN = {"name": "Gran's", "when": "2023 to 2024", "felt": "good"}
NAN = {"name": "Nan Jo", "tie": "love", "strength": "3", "often": "often",
       "where": "here", "wish": "stay over"}  # fmt: skip


def url(name: str, episode: FindingEpisode, query: str = "") -> str:
    return reverse(f"belonging:{name}", args=[episode.family_id, episode.pk]) + query


def shown(client: Client, name: str, episode: FindingEpisode) -> str:
    return client.get(url(name, episode)).content.decode()


def names(client: Client, episode: FindingEpisode, table: str) -> list[str]:
    page = shown(client, table, episode)
    heads = page.split('class="on-table__name" dir="auto">')[1:]
    return [one.split("<")[0].split(". ", 1)[1] for one in heads]


def tap_place(client: Client, episode: FindingEpisode, **sent: str) -> None:
    answer = client.post(url("put-place", episode), GRAN | sent)
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def turn(client: Client, episode: FindingEpisode, kind: str, do: str) -> None:
    answer = client.post(url(f"turn-{kind}", episode), {"do": do})
    assert answer.status_code == 302


def test_places_are_tapped_put_in_order_and_saved_as_a_picture_of_the_day(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    assert "No place yet" in shown(client, "table-places", episode)
    assert client.get(url("put-place", episode)).status_code == 200
    for name in ("Mill Lane", "The flat", "Gran&#x27;s"):
        tap_place(client, episode, name=name.replace("&#x27;", "'"))
    assert names(client, episode, "table-places") == [
        "Mill Lane", "The flat", "Gran&#x27;s",
    ]  # fmt: skip
    turn(client, episode, "places", "up-3")
    turn(client, episode, "places", "down-1")
    turn(client, episode, "places", "away-3")
    assert names(client, episode, "table-places") == ["Gran&#x27;s", "Mill Lane"]
    turn(client, episode, "places", "back")  # the last tap is undone
    turn(client, episode, "places", "back")
    assert names(client, episode, "table-places") == ["Gran&#x27;s", "Mill Lane"]
    for who in ({"name": "Gran", "mark": "safe", "wants_contact": "on"},
                {"name": "Mick", "mark": "unsafe"}):  # fmt: skip
        answer = client.post(url("put-who", episode, "?line=1"), who)
        assert answer.status_code == 302
    page = shown(client, "table-places", episode)
    assert "Gran (felt safe with them, wants to see again)" in page
    assert "Mick (did not feel safe with them)" in page
    assert "ff-mark--unsafe" in page
    turn(client, episode, "places", "who-1-2")
    saving = client.get(url("add-places", episode)).content.decode()
    lines = "Gran's, 2023 to 2024, good: Gran (safe, see again)\nMill Lane, 2024"
    assert lines.split("\n")[0].replace("'", "&#x27;") in saving
    sent = {"places": lines, "draft_title": "x", **day_post("drawn_on")}
    assert client.post(url("add-places", episode), sent).status_code == 302
    with as_viewer(practitioner):
        (kept,) = places_of(practitioner, episode.pk)
    assert kept.places[0].felt == "good"
    assert kept.places[0].people == (PlacePerson("Gran", "safe", wants_contact=True),)
    assert "No place yet" in shown(client, "table-places", episode)
    pictures = shown(client, "pictures", episode)
    assert "A good time" in pictures


def test_people_are_tapped_from_the_last_picture_on_and_from_names_once_said(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_found(practitioner, episode, "Secret Uncle")
    client = sign_in(practitioner)
    first = {"moment": "before", "connections": "Bea, love, 2, often, lost",
             **day_post("drawn_on")}  # fmt: skip
    assert client.post(url("add-connections", episode), first).status_code == 302
    tap_place(client, episode)
    client.post(url("put-who", episode, "?line=1"), {"name": "Gran"})
    places = {"places": "Gran's: Gran, Bea", **day_post("drawn_on")}
    assert client.post(url("add-places", episode), places).status_code == 302
    assert names(client, episode, "table-people") == ["Bea"]
    asked = client.get(url("put-person", episode)).content.decode()
    assert 'value="Gran"' in asked  # said at a place, and not on this picture
    assert 'value="Bea"' not in asked
    assert "Secret Uncle" not in asked  # found, and never said by the child
    sent = NAN | {"name": "", "known": "Gran"}
    assert client.post(url("put-person", episode), sent).status_code == 302
    change = url("put-person", episode, "?line=1")
    assert 'value="Bea"' in client.get(change).content.decode()
    assert client.post(
        change, NAN | {"name": "Bea", "where": "wanted"}
    ).status_code == (302)
    turn(client, episode, "people", "up-2")
    page = shown(client, "table-people", episode)
    assert "Please find them" in page
    assert "ff-heart" in page
    assert names(client, episode, "table-people") == ["Gran", "Bea"]
    lines = "Gran, love, 3, often, here, stay over\nBea, love, 3, often, wanted"
    saving = client.get(url("add-connections", episode)).content.decode()
    assert lines.split("\n")[0] in saving
    last = {"moment": "after", "connections": lines, **day_post("drawn_on")}
    assert client.post(url("add-connections", episode), last).status_code == 302
    with as_viewer(practitioner):
        drawn = connections_of(practitioner, episode.pk)
    assert [one.where for one in drawn[-1].people] == ["here", "wanted"]
    assert [one.where for one in drawn[0].people] == ["lost"]


@pytest.mark.parametrize(
    ("page", "sent", "says"),
    [
        ("put-place", {"name": ""}, "Write where it was"),
        ("put-place", {"name": "12, Mill Lane"}, "without commas"),
        ("put-place", {"name": "x" * 201}, "letters long"),
        ("put-place", {"when": "1998"}, "1998 is before Kai was born"),
        ("put-place", {"felt": "angry"}, "not on the list"),
        ("put-who", {"name": ""}, "Say who it is"),
        ("put-who", {"name": "Gran (mine)"}, "without commas"),
        ("put-who", {"name": "a\x00b"}, "hidden character"),
        ("put-person", {"name": ""}, "Say who it is"),
        ("put-person", {"name": "Nan: Jo, x"}, "without commas"),
        ("put-person", {"strength": "9"}, "not on the list"),
        ("put-person", {"wish": "often"}, "without commas"),
    ],
)
def test_what_cannot_be_put_on_the_picture_is_said_and_nothing_is_lost(
    sign_in: SignIn,
    practitioner: Viewer,
    episode: FindingEpisode,
    page: str,
    sent: dict[str, str],
    says: str,
) -> None:
    client = sign_in(practitioner)
    tap_place(client, episode)
    known = {"put-place": GRAN, "put-who": {"name": "Gran"}, "put-person": NAN}[page]
    table = "table-people" if page == "put-person" else "table-places"
    before = names(client, episode, table)
    query = "?line=1" if page == "put-who" else ""
    answer = client.post(url(page, episode, query), known | sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert names(client, episode, table) == before


@pytest.mark.parametrize(
    "do", ["", "up-9", "away-99", "who-7-1", "up-x", "fly-1", "-" * 9]
)
def test_a_tap_on_what_is_not_there_changes_nothing(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode, do: str
) -> None:
    client = sign_in(practitioner)
    tap_place(client, episode)
    turn(client, episode, "places", do)
    assert names(client, episode, "table-places") == ["Gran&#x27;s"]
    assert client.get(url("put-who", episode, "?line=7")).status_code == 302
    assert client.get(url("put-place", episode, "?line=7")).status_code == 200


def test_a_line_that_was_typed_and_cannot_be_read_stays_and_says_so(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    typed = {"places": "Gran's, 1998\nThe flat", "draft_title": "x", "keep": "1"}
    client.post(url("add-places", episode), typed)
    page = shown(client, "table-places", episode)
    assert "1998 is before Kai was born" in page
    assert "The flat" in page


def test_where_it_has_ended_a_tap_says_so(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_finding_end(practitioner, episode)
    client = sign_in(practitioner)
    refused = client.post(url("put-place", episode), GRAN)
    assert refused.status_code == 422
    assert "has ended" in refused.content.decode()
    followed = client.post(url("turn-places", episode), {"do": "up-1"}, follow=True)
    assert "has ended" in followed.content.decode()


def test_another_worker_does_not_see_what_lies_on_the_table(
    sign_in: SignIn,
    authority: Authority,
    practitioner: Viewer,
    episode: FindingEpisode,
) -> None:
    other = make_worker_viewer(authority, Role.PRACTITIONER)
    tap_place(sign_in(practitioner), episode)
    path = url("add-places", episode)
    with as_viewer(practitioner):
        assert "Gran" in on_the_table(practitioner, path)["places"]
    with as_viewer(other):
        assert on_the_table(other, path) == {}


def test_the_table_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    tap_place(client, episode)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client, "table-places", episode)
        return len(asked)

    first = queries()
    for name in ("One", "Two", "Three"):
        tap_place(client, episode, name=name)
    assert queries() == first <= 15
