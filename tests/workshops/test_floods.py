"""Too much from one telephone or one network: said in words, and nothing is lost."""

from __future__ import annotations

from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.limits import Allowance
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer, as_visitor
from kinfold.records.errors import CannotDo
from kinfold.workshops import actions, selectors
from kinfold.workshops.actions.voting import MOST_NOTES
from kinfold.workshops.models import Workshop
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.themes import make_programme_member, make_programme_of
from tests.factories.workshops import make_workshop, put_to_room, visitor

# the package gives a view the name of its module
PHONE = import_module("kinfold.workshops.views.phone")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def lead(authority):
    programme = make_programme_of(authority)
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def wall(lead):
    [programme_id] = lead.programme_ids
    _, [item] = make_workshop(lead, Programme(pk=programme_id), "wall")
    put_to_room(lead, item)
    return item


def joined(code, **network):
    client = Client(**network)
    assert client.get(f"/w/{code}/").status_code == 200
    return client


def note(client, wall, words):
    sent = {"what": "note", "item": wall.pk, "sent": uuid4(), "words": words}
    return client.post(f"/w/{wall.workshop.code}/", sent)


def test_another_spelling_of_the_address_is_no_second_telephone(wall):
    code = wall.workshop.code
    client = joined(code)
    sent = {"what": "note", "item": str(wall.pk), "words": "Once"}
    answer = client.post(f"/w/{code.lower()}/", sent)
    assert (answer.status_code, answer["Location"]) == (307, f"/w/{code}/")
    assert not answer.cookies


def test_too_often_says_so_with_the_words_in_the_form(wall, monkeypatch):
    monkeypatch.setattr(PHONE, "OF_DEVICE", Allowance(1))
    client = joined(wall.workshop.code)
    assert note(client, wall, "First").status_code == 302
    late = note(client, wall, "<b>Second</b>")
    text = late.content.decode()
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 0
    assert ">&lt;b&gt;Second&lt;/b&gt;</textarea>" in text
    assert f'name="item" value="{wall.pk}"' in text
    assert f'action="/w/{wall.workshop.code}/"' in text


def test_asking_what_is_on_has_an_end_and_then_costs_nothing(wall, monkeypatch):
    monkeypatch.setattr(PHONE, "POLLS", Allowance(1))
    client = joined(wall.workshop.code)
    url = f"/w/{wall.workshop.code}/now/?seen=x"
    assert "Something else is on now" in client.get(url).content.decode()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not [one for one in asked if "workshop" in one["sql"]]


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 200)])
def test_telephones_behind_our_proxy_are_told_apart(
    wall, monkeypatch, settings, proxies, status
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    monkeypatch.setattr(PHONE, "OF_ADDRESS", Allowance(1))
    code = wall.workshop.code
    joined(code, HTTP_X_FORWARDED_FOR="198.51.100.7")
    other = Client(HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert other.get(f"/w/{code}/").status_code == status


def test_who_floods_the_network_keeps_out_nobody_who_is_in(wall, monkeypatch):
    monkeypatch.setattr(PHONE, "OF_ADDRESS", Allowance(1))
    inside, code = joined(wall.workshop.code), wall.workshop.code
    assert Client().get(f"/w/{code}/").status_code == 429
    assert note(inside, wall, "Still heard").status_code == 302
    assert inside.get(f"/w/{code}/").status_code == 200


def test_one_telephone_does_not_fill_a_wall(wall):
    by = visitor(wall.workshop)
    with as_visitor(by.code, by.device_id):
        for number in range(MOST_NOTES):
            actions.write_note(
                item_id=wall.pk, words=f"Note {number}", sent=uuid4(), by=by
            )
        with pytest.raises(CannotDo, match="Tell the rest aloud"):
            actions.write_note(item_id=wall.pk, words="More", sent=uuid4(), by=by)


def test_past_its_hours_it_is_closed_and_after_the_journal_not_opened(lead, wall):
    with as_viewer(lead):
        Workshop.objects.update(open_until=timezone.now())
    client, url = signed_in(Client(), lead), f"/programme/workshops/{wall.workshop_id}/"
    assert "Close the workshop" in client.get(url).content.decode()
    assert client.post(f"{url}turn/", {"what": "close"}).status_code == 302
    assert "Open it again" in client.get(url).content.decode()
    with as_viewer(lead):
        actions.make_journal(
            workshop_id=wall.workshop_id, intro="", items=[], notes=[],
            has_highlights=False, has_actions=False, seen_version=0, by=lead,
        )  # fmt: skip
    assert "Open it again" not in client.get(url).content.decode()
    said = client.post(f"{url}turn/", {"what": "open"}, follow=True).content.decode()
    assert "The journal of this workshop is made" in said
    with as_viewer(lead):
        assert selectors.workshop(lead, wall.workshop_id).state == "closed"
