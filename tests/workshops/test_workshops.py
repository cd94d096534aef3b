"""A workshop is planned, run, closed into actions, and kept as a journal."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.platform.tenancy import as_viewer, as_visitor
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.workshops import actions, presenters, selectors
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_programme_viewer, make_worker_viewer
from tests.factories.themes import (
    leave_programme,
    make_programme_member,
    make_programme_of,
)
from tests.factories.workshops import (
    details,
    make_workshop,
    make_workshop_rows,
    put_to_room,
    visitor,
)
from tests.workshops.test_phones import joined, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/workshops/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def leader(authority):
    return make_worker_viewer(authority, Role.PRACTICE_LEADER, name="Carys Bevan")


def test_a_workshop_with_twenty_telephones_from_agenda_to_journal(
    lead, leader, programme
):
    staff = signed_in(Client(), lead)
    day = {"held_on_day": "5", "held_on_month": "3", "held_on_year": "2026"}
    plan = f"{HOME}plan/{programme.pk}/"
    assert staff.post(plan, {"title": "", **day}).status_code == 422
    assert staff.post(plan, {"title": "Spring <b>", **day}).status_code == 302
    with as_viewer(lead):
        [(row, _)] = selectors.workshops(lead)
    one = f"{HOME}{row.pk}/"
    item = {
        "position": "1", "kind": "scale", "title": "How sure are you?",
        "minutes": "5", "low": "Not at all", "high": "Entirely",
    }  # fmt: skip
    assert staff.post(f"{one}items/add/", {**item, "low": ""}).status_code == 422
    assert staff.post(f"{one}items/add/", item).status_code == 302
    staff.post(f"{one}turn/", {"what": "open"})
    with as_viewer(lead):
        [scale] = [s.row for s in selectors.shown(lead, row.pk).items]
    staff.post(f"{one}turn/", {"what": "open-item", "item": scale.pk})
    for number in range(20):
        assert send(joined(row), row, scale, number=str(number % 11)).status_code == 302
    live = staff.get(f"{one}live/?way=screen")
    assert "20 votes, from 0 to 10; the one in the middle is" in text_of(live)
    assert row.code in text_of(live)
    seen = live.context["seen"]
    assert staff.get(f"{one}live/?way=screen&seen={seen}").status_code == 204
    ours = {"version": "0", "achievement": "We ask first", "challenge": "Time"}
    assert signed_in(Client(), leader).post(f"{one}ours/", ours).status_code == 302
    staff = signed_in(Client(), lead)
    make = {"version": "0", "items": str(scale.pk), "has_highlights": "on"}
    assert staff.post(f"{one}journal/make/", make).status_code == 422  # still open
    staff.post(f"{one}turn/", {"what": "close"})
    assert staff.get(f"{one}journal/").status_code == 404
    assert staff.post(f"{one}journal/make/", make).status_code == 302
    page = text_of(signed_in(Client(), leader).get(f"{one}journal/"))
    assert "Spring &lt;b&gt;: journal" in page
    assert "20 votes, from 0 to 10" in page
    assert "We ask first" in page
    paper = signed_in(Client(), lead).get(f"{one}journal/paper/")
    assert paper.content.startswith(b"%PDF-1.7")


def test_who_is_second_is_shown_both(lead, leader, programme):
    row, (scale,) = make_workshop(lead, programme, "scale")
    client, url = signed_in(Client(), leader), f"{HOME}{row.pk}/ours/"
    first = {"version": "0", "achievement": "First", "challenge": "Time"}
    assert client.post(url, first).status_code == 302
    second = client.post(url, {**first, "achievement": "Second"})
    assert second.status_code == 409
    assert "It says now: First Time" in text_of(second)
    assert "Second" in text_of(second)
    with pytest.raises(StaleVersion), as_viewer(lead):
        actions.change_item(
            workshop_id=row.pk, item_id=scale.pk, details=details("scale"),
            seen_version=9, by=lead,
        )  # fmt: skip
    put_to_room(lead, scale)
    by = visitor(row)
    with as_visitor(by.code, by.device_id):
        actions.vote(item_id=scale.pk, numbers=[4], by=by)
    with pytest.raises(CannotDo, match="answered this already"), as_viewer(lead):
        actions.change_item(
            workshop_id=row.pk, item_id=scale.pk,
            details=details("scale", title="Another question"), seen_version=1, by=lead,
        )  # fmt: skip


def test_few_votes_of_an_authority_are_not_told_apart(lead, programme, authority):
    row, (scale,) = make_workshop(lead, programme, "scale")
    put_to_room(lead, scale)
    for number in (3, 4):
        by = visitor(row)
        with as_visitor(by.code, by.device_id):
            actions.say_who(called="", place=authority.pk, by=by)
            actions.vote(item_id=scale.pk, numbers=[number], by=by)
    with as_viewer(lead):
        shown = selectors.shown(lead, row.pk)
        assert shown.items[0].tally.votes_of[authority.pk] == 2
    [card] = presenters.cards(shown)
    assert card.apart is None
    assert "2 votes, from 3 to 4; the one in the middle is between 3 and 4" in (
        card.sentence
    )


def test_only_those_who_run_it_run_it(lead, leader, programme, authority):
    row, (scale,) = make_workshop(lead, programme, "scale")
    with pytest.raises(PermissionDenied), as_viewer(leader):
        actions.close_workshop(workshop_id=row.pk, by=leader)
    with pytest.raises(PermissionDenied), as_viewer(lead):
        actions.tell_highlight(
            workshop_id=row.pk, achievement="a", challenge="b", seen_version=0, by=lead
        )
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    assert signed_in(Client(), stranger).get(f"{HOME}{row.pk}/").status_code == 404
    client = signed_in(Client(), leader)
    assert client.get(f"{HOME}{row.pk}/screen/").status_code == 403
    assert client.get(f"{HOME}{row.pk}/").status_code == 200
    leave_programme(programme, authority)
    assert client.get(f"{HOME}{row.pk}/").status_code == 404


def test_an_authority_that_left_is_in_the_journal_no_more(
    lead, leader, programme, authority
):
    ids = make_workshop_rows(lead, programme)
    with as_viewer(leader):
        actions.tell_highlight(
            workshop_id=ids["workshop_id"], achievement="Ours alone",
            challenge="Time", seen_version=0, by=leader,
        )  # fmt: skip
    client, url = signed_in(Client(), lead), f"{HOME}{ids['workshop_id']}/journal/"
    assert "Ours alone" in text_of(client.get(url))
    leave_programme(programme, authority)
    assert "Ours alone" not in text_of(client.get(url))


def test_a_full_room_takes_no_more_queries(lead, programme):
    row, items = make_workshop(lead, programme, "scale", "wall")
    client, url = signed_in(Client(), lead), f"{HOME}{row.pk}/"

    def count():
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    before = count()
    put_to_room(lead, items[0])
    for number in range(6):
        by = visitor(row)
        with as_visitor(by.code, by.device_id):
            actions.vote(item_id=items[0].pk, numbers=[number], by=by)
    assert count() == before
