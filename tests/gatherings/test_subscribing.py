"""A secret address gives somebody's own calendar, until it or they are gone."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

from kinfold.gatherings.models import CalendarKey
from kinfold.platform.models import ProgrammeEvent, ProgrammeMember, User
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.gatherings import make_gathering, make_visit
from tests.factories.platform import as_owner
from tests.factories.themes import leave_programme, make_programme_member
from tests.gatherings.test_calendar import HOME, ahead, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def address_of(viewer, programme) -> str:
    """Make one as they would, and read it off the page."""
    url = f"{HOME}address/{programme.pk}/"
    made = signed_in(Client(), viewer).post(url)
    assert made["Cache-Control"] == "no-store, private"
    [found] = re.findall(r"http://testserver(/k/[^<]+\.ics)", text_of(made))
    return found


def test_it_gives_what_one_would_read_signed_in_and_nothing_else(
    lead, ours, theirs, programme, authority, elsewhere_authority
):
    make_gathering(lead, programme, day=ahead(7), title="Leaders, all")
    make_gathering(lead, programme, day=ahead(-200), title="Long over")
    make_visit(lead, programme, elsewhere_authority, day=ahead(8))
    told = {}
    for viewer in (lead, ours, theirs):
        url = address_of(viewer, programme)
        # nobody is signed in, or somebody else is
        told[viewer.user_id] = Client().get(url).content.decode()
        other = signed_in(Client(), lead).get(url).content.decode()
        assert other == told[viewer.user_id]
    assert all("SUMMARY:Leaders\\, all" in one for one in told.values())
    assert all("Long over" not in one for one in told.values())
    assert "Visit to Brent" in told[lead.user_id]
    assert "Visit to Brent" in told[theirs.user_id]
    assert "Brent" not in told[ours.user_id]
    answer = Client().get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert "REFRESH-INTERVAL" in answer.content.decode()
    assert not answer.cookies


def test_it_is_gone_when_taken_back_made_anew_or_its_owner_left(
    lead, ours, programme, authority
):
    first = address_of(ours, programme)
    second = address_of(ours, programme)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    shown = page(ours, f"{HOME}address/{programme.pk}/")
    assert second.split("/")[-1] not in shown
    client = signed_in(Client(), ours)
    assert client.post(f"{HOME}address/{programme.pk}/take-back/").status_code == 302
    assert Client().get(second).status_code == 404
    with as_viewer(lead):
        said = ProgrammeEvent.objects.filter(action__startswith="calendar_key.")
        assert said.filter(action="calendar_key.made").count() == 2
        assert said.filter(action="calendar_key.taken_back").count() == 2
    third = address_of(ours, programme)
    leave_programme(programme, authority)
    assert Client().get(third).status_code == 404


def test_a_closed_account_or_a_role_taken_away_closes_it(lead, programme):
    trainer = make_programme_member(programme, Role.TRAINER)
    url = address_of(trainer, programme)
    assert Client().get(url).status_code == 200
    member = ProgrammeMember.objects.filter(user_id=trainer.user_id)
    as_owner(lambda: member.update(roles=[]))
    assert Client().get(url).status_code == 404
    as_owner(lambda: member.update(roles=[Role.TRAINER]))
    assert Client().get(url).status_code == 200
    as_owner(lambda: User.objects.filter(pk=trainer.user_id).update(is_active=False))
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize(
    "token", ["x", "é" * 44, "A" * 44, "%00", "-" * 5_000, "A" * 43 + "="]
)
def test_what_is_no_address_is_nowhere(token):
    answer = Client().get(f"/k/{token}.ics")
    assert answer.status_code == 404


def test_the_database_shows_a_key_to_its_owner_and_to_who_knows_it(
    lead, ours, programme
):
    address_of(ours, programme)
    with as_viewer(ours):
        assert CalendarKey.objects.count() == 1
        kept = CalendarKey.objects.get()
    assert len(kept.token_hash) == 64
    with as_viewer(lead):
        assert CalendarKey.objects.count() == 0
    with as_authority(None, user_id=-1), connection.cursor() as cursor:
        assert CalendarKey.objects.count() == 0
        tell = "SELECT set_config('app.calendar_key', %s, true)"
        cursor.execute(tell, [kept.token_hash])
        assert CalendarKey.objects.count() == 1
        assert CalendarKey.objects.update(user_id=1) == 0
        cursor.execute(tell, [""])
