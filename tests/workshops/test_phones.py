"""What comes from telephones: counted once, held to one workshop, nobody named."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from kinfold.platform.fences import owned_models, programme_models
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer, as_visitor
from kinfold.workshops import actions, selectors
from kinfold.workshops.models import Device, Vote, WallNote, Workshop, WorkshopItem
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.themes import make_programme_member, make_programme_of
from tests.factories.workshops import make_workshop, put_to_room, visitor, write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def lead(authority):
    programme = make_programme_of(authority)
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def made(lead):
    [programme_id] = lead.programme_ids
    programme = Programme(pk=programme_id)
    return make_workshop(lead, programme, "one", "several", "words", "scale", "wall")


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def joined(row):
    """A telephone that has opened the page, so it holds its cookie."""
    client = Client()
    assert client.get(f"/w/{row.code}/").status_code == 200
    return client


def send(client, row, question, **sent):
    usual = {"what": "vote", "item": question.pk}
    return client.post(f"/w/{row.code}/", {**usual, **sent})


def tally(lead, row, item):
    with as_viewer(lead):
        shown = selectors.shown(lead, row.pk)
    return next(one for one in shown.items if one.row.pk == item.pk)


def test_a_vote_sent_twice_counts_once_and_may_change_until_the_question_is_over(
    lead, made
):
    row, (one, several, *_) = made
    put_to_room(lead, one)
    client = joined(row)
    for number in ("0", "0", "1"):
        assert send(client, row, one, number=number).status_code == 302
    assert dict(tally(lead, row, one).tally.chosen) == {1: 1}
    put_to_room(lead, several)
    late = send(client, row, one, number="0")
    assert late.status_code == 422
    assert "This question is over, or not on yet" in text_of(late)
    assert send(client, row, several, number=["0", "1"]).status_code == 302
    assert dict(tally(lead, row, several).tally.chosen) == {0: 1, 1: 1}
    assert dict(tally(lead, row, one).tally.chosen) == {1: 1}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"number": "11"},
        {"number": "-1"},
        {"number": ["3", "4"]},
        {"number": "9" * 5000},
        {"number": "<b>"},
        {"item": "not-an-id"},
        {"item": str(UUID(int=7)), "number": "3"},
        {"what": "note", "words": "a\x00b", "sent": str(uuid4())},
        {"what": "note", "words": "x" * 501, "sent": str(uuid4())},
        {"what": "note", "words": "words", "sent": "x"},
        {"what": "who", "place": str(UUID(int=7))},
        {"what": "who", "called": "x" * 61},
    ],
)
def test_what_makes_no_sense_is_answered_in_words(lead, made, sent):
    row, items = made
    put_to_room(lead, items[3])
    client = joined(row)
    assert send(client, row, items[3], **sent).status_code == 422
    with as_viewer(lead):
        assert not Vote.objects.exists()
        assert not WallNote.objects.exists()


def test_words_stand_on_the_wall_as_words_and_come_down_with_a_reason(lead, made):
    row, items = made
    put_to_room(lead, items[4])
    client, sent = joined(row), str(uuid4())
    for _ in range(2):
        answer = client.post(
            f"/w/{row.code}/",
            {
                "what": "note",
                "item": items[4].pk,
                "sent": sent,
                "words": "<script>alert(1)</script> we listen",
            },
        )
        assert answer.status_code == 302
    assert len(tally(lead, row, items[4]).notes) == 1
    staff = signed_in(Client(), lead)
    live = text_of(staff.get(f"/programme/workshops/{row.pk}/live/"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; we listen" in live
    note = tally(lead, row, items[4]).notes[0]
    url = f"/programme/workshops/{row.pk}/wall/{note.pk}/take-down/"
    assert staff.post(url, {"why": ""}).status_code == 422
    assert staff.post(url, {"why": "Names a family"}).status_code == 302
    shown = tally(lead, row, items[4])
    assert (shown.notes, shown.taken_down[0].taken_down_why) == ((), "Names a family")


def test_a_closed_workshop_and_one_past_its_hours_take_nothing(lead, made):
    row, (one, *_) = made
    put_to_room(lead, one)
    client = joined(row)
    with as_viewer(lead):
        Workshop.objects.filter(pk=row.pk).update(open_until=timezone.now())
    assert send(client, row, one, number="0").status_code == 422
    assert "This workshop is over" in text_of(client.get(f"/w/{row.code}/"))
    with as_viewer(lead):
        actions.open_workshop(workshop_id=row.pk, by=lead)
        actions.close_workshop(workshop_id=row.pk, by=lead)
    assert send(client, row, one, number="0").status_code == 422
    with as_viewer(lead):
        assert not Vote.objects.exists()


def test_without_a_cookie_nothing_is_counted_and_it_says_so(lead, made):
    row, (one, *_) = made
    put_to_room(lead, one)
    answer = send(Client(), row, one, number="0")
    assert answer.status_code == 422
    assert "Allow cookies for this page" in text_of(answer)
    assert Client().get("/w/NOCODE/").status_code == 404
    assert Client().post("/w/", {"code": row.code.lower()}).status_code == 302
    assert Client().post("/w/", {"code": "\x00"}).status_code == 422


def test_the_page_hears_that_something_else_is_on(lead, made):
    row, (one, *_) = made
    client = joined(row)
    seen = client.get(f"/w/{row.code}/").context["seen"]
    assert client.get(f"/w/{row.code}/now/?seen={seen}").status_code == 204
    put_to_room(lead, one)
    moved = client.get(f"/w/{row.code}/now/?seen={seen}")
    assert "Something else is on now" in text_of(moved)


def test_a_device_sees_one_workshop_and_its_own_words_and_nothing_else(lead, made):
    """Statement by statement, below every page: the fences alone."""
    row, items = made
    [programme_id] = lead.programme_ids
    make_workshop(lead, Programme(pk=programme_id), "wall")
    put_to_room(lead, items[4])
    write(row, items[4], "Somebody else's")
    by = visitor(row)
    with as_visitor(by.code, by.device_id):
        actions.write_note(item_id=items[4].pk, words="Mine", sent=uuid4(), by=by)
        assert [one.pk for one in Workshop.objects.all()] == [row.pk]
        assert [one.words for one in WallNote.objects.all()] == ["Mine"]
        assert [one.pk for one in Device.objects.all()] == [by.device_id]
        assert not WorkshopItem.objects.exclude(workshop=row).exists()
        open_to = {"workshop", "workshopitem", "device", "vote", "wallnote"}
        for model in (*owned_models(), *programme_models()):
            if model._meta.app_label != "workshops" or (
                model._meta.model_name not in open_to
            ):
                assert not model._default_manager.exists(), model
        assert Workshop.objects.update(title="Mine now") == 0
        assert WorkshopItem.objects.update(state="open") == 0
        assert WallNote.objects.all().delete()[0] == 0


@pytest.mark.parametrize("hand", ["device", "item"])
def test_a_device_cannot_write_for_another_or_to_what_is_not_on(lead, made, hand):
    row, items = made
    put_to_room(lead, items[0])
    by, other = visitor(row), visitor(row)
    with as_visitor(other.code, other.device_id):
        actions.vote(item_id=items[0].pk, numbers=[0], by=other)
    vote = Vote(
        programme_id=row.programme_id,
        workshop=row,
        item=items[1] if hand == "item" else items[0],
        device_id=by.device_id if hand == "item" else other.device_id,
        numbers=[1],
        at=timezone.now(),
    )
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        as_visitor(by.code, by.device_id),
    ):
        vote.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.workshop_code', true)")
        assert not cursor.fetchone()[0]


def test_an_address_in_small_letters_is_the_same_telephone(lead, made):
    row, _ = made
    client = joined(row)
    answer = client.get(f"/w/{row.code.lower()}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/w/{row.code}/")
