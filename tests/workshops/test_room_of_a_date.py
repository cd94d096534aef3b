"""A workshop that is the room of a date: its day and place are written there alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.gatherings.actions import planning
from kinfold.gatherings.dates import When
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold.workshops import actions
from kinfold.workshops.models import Workshop
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.gatherings import make_gathering
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    leave_programme,
    make_programme_member,
    make_programme_of,
)
from tests.workshops.test_phones import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/workshops/"


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def day_of(day: date | None) -> dict[str, object]:
    typed = (day.day, day.month, day.year) if day else ("", "", "")
    names = ("held_on_day", "held_on_month", "held_on_year")
    return dict(zip(names, typed, strict=True))


def test_its_day_and_place_are_those_of_the_calendar_and_move_with_it(
    authority, elsewhere_authority
):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    leader = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    other = make_programme_of(elsewhere_authority)
    other_lead = make_programme_member(other, Role.PROGRAMME_LEAD)
    theirs = make_gathering(other_lead, other, day=ahead(7))
    row = make_gathering(
        lead, programme, day=ahead(7), where="York", title="Leaders <b>", host=authority
    )
    client, plan = signed_in(Client(), lead), f"{HOME}plan/{programme.pk}/"
    sent = {"title": "The room", "gathering": str(row.pk), "place": "", **day_of(None)}
    nowhere = client.post(plan, {**sent, "gathering": ""})
    assert nowhere.status_code == 422
    assert "Give the day of the workshop" in text_of(nowhere)
    twice = client.post(plan, {**sent, "place": "Leeds"})
    assert twice.status_code == 422
    assert "This is written in the calendar" in text_of(twice)
    assert client.post(plan, {**sent, "gathering": theirs.pk}).status_code == 422
    assert client.post(plan, sent).status_code == 302
    with as_viewer(lead):
        room = Workshop.objects.get()
        assert (room.held_on, room.place) == (ahead(7), "York")
        with pytest.raises(CannotDo, match="not in the calendar"):
            actions.plan_workshop(
                programme_id=programme.pk, title="x", held_on=None, place="",
                gathering_id=theirs.pk, by=lead,
            )  # fmt: skip
        planning.change(
            gathering_id=row.pk, when=When(day=ahead(9), where="Leeds"), by=lead,
            what=planning.What(kind="lab", title="Moved", host_id=authority.pk),
            why="Snow", seen_version=1,
        )  # fmt: skip
        room.refresh_from_db()
        assert (room.held_on, room.place) == (ahead(9), "Leeds")
    url, there = f"{HOME}{room.pk}/", f"/programme/calendar/{row.pk}/"
    as_leader = signed_in(Client(), leader)
    assert f'href="{there}"' in text_of(as_leader.get(url))
    assert f'href="{url}"' in text_of(as_leader.get(there))


def test_a_cancelled_date_stays_chosen_and_can_be_let_go(authority):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    row = make_gathering(lead, programme, day=ahead(7))
    with as_viewer(lead):
        room = actions.plan_workshop(
            programme_id=programme.pk, title="The room", held_on=None, place="",
            gathering_id=row.pk, by=lead,
        )  # fmt: skip
    url, there = f"{HOME}{room.pk}/", f"/programme/calendar/{row.pk}/"
    sent = {"gathering": str(row.pk), "place": "", **day_of(None)}
    with as_viewer(lead):
        planning.cancel(gathering_id=row.pk, why="More snow", by=lead)
    client = signed_in(Client(), lead)
    assert "More snow" in text_of(client.get(url))
    # a cancelled date is still chosen there, so that nothing is untied unseen
    changed = {**sent, "version": room.version, "title": "The same room"}
    assert f'value="{row.pk}" selected' in text_of(client.get(f"{url}change/"))
    assert client.post(f"{url}change/", changed).status_code == 302
    own = {**changed, "version": room.version + 1, "gathering": "", **day_of(ahead(3))}
    assert client.post(f"{url}change/", own).status_code == 302
    assert there not in text_of(client.get(url))


def test_a_date_of_an_authority_that_left_is_not_named(authority):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    row = make_gathering(
        lead, programme, day=ahead(7), host=authority, where="The old mill"
    )
    with as_viewer(lead):
        room = actions.plan_workshop(
            programme_id=programme.pk, title="The room", held_on=None, place="",
            gathering_id=row.pk, by=lead,
        )  # fmt: skip
    client, url = signed_in(Client(), lead), f"{HOME}{room.pk}/"
    for page in (HOME, url):
        assert "The old mill" in text_of(client.get(page))
    leave_programme(programme, authority)
    for page in (HOME, url, f"{url}change/"):
        shown = client.get(page)
        assert shown.status_code == 200
        assert str(row.pk) not in text_of(shown)
        assert "The old mill" not in text_of(shown)


def test_who_is_second_is_told_of_which_date_it_is_the_room(authority):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    row = make_gathering(lead, programme, day=ahead(7), title="Leaders meet")
    own = {"programme_id": programme.pk, "title": "The room", "place": "Leeds"}
    with as_viewer(lead):
        room = actions.plan_workshop(**own, held_on=ahead(3), by=lead)
    client, url = signed_in(Client(), lead), f"{HOME}{room.pk}/change/"
    sent = {"version": room.version, "title": "The room", "place": ""}
    tied = {**sent, "gathering": str(row.pk), **day_of(None)}
    with CaptureQueriesContext(connection) as asked:
        assert client.post(url, tied).status_code == 302
    locked = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    rows = [one for one in locked if "_workshop" in one or "_gathering" in one]
    # in the order in which a date that is moved locks the two
    assert 'FROM "gatherings_gathering"' in rows[0]
    assert 'FROM "workshops_workshop"' in rows[1]
    second = client.post(url, {**sent, "gathering": "", **day_of(ahead(3))})
    assert second.status_code == 409
    assert "It belongs to “Leaders meet” in the calendar" in text_of(second)
