"""What happened on a road, by hand and by itself, and the figures that lie beneath."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from kinfold.gatherings.models import Gathering
from kinfold.gatherings.road import tell_road as gatherings_tell
from kinfold.implementation.models import PlanStanding
from kinfold.implementation.road import tell_road as plans_tell
from kinfold.journeys.models import RoadEvent
from kinfold.platform.models import said_by
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.gatherings import make_gathering, make_visit
from tests.factories.implementation import make_plan
from tests.factories.journeys import begin_phase
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = pytest.mark.django_db
HOME = "/programme/journeys/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def url(programme, authority):
    return f"{HOME}{programme.pk}/{authority.pk}/"


def typed(day: date, **changes):
    return {
        "kind": "survey", "words": "Staff <b>were</b> asked", "link": "",
        "happened_on_day": day.day, "happened_on_month": day.month,
        "happened_on_year": day.year, **changes,
    }  # fmt: skip


def test_a_leader_writes_an_event_and_takes_it_back(authority, url):
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER)
    client, day = signed_in(Client(), leader), date(2024, 5, 1)
    ahead = timezone.localdate() + timedelta(days=1)
    for wrong in (
        typed(ahead), typed(date(1, 1, 1)), typed(day, words="\0"),
        typed(day, words="x" * 201), typed(day, link="javascript:alert(1)"),
        typed(day, kind="gossip"),
    ):  # fmt: skip
        assert client.post(f"{url}events/add/", wrong).status_code == 422, wrong
    assert client.post(f"{url}events/add/", typed(day)).status_code == 302
    assert client.post(f"{url}events/add/", typed(day)).status_code == 422
    shown = client.get(url).content.decode()
    assert "Staff survey: Staff &lt;b&gt;were&lt;/b&gt; asked" in shown
    with as_viewer(leader):
        [event] = RoadEvent.objects.all()
    back = f"{url}events/{event.pk}/take-back/"
    assert client.post(back, {"why": " "}).status_code == 422
    assert client.post(back, {"why": "It was another year"}).status_code == 302
    assert client.post(back, {"why": "It was another year"}).status_code == 302
    assert client.get(back).status_code == 302
    again = client.post(back, {"why": "It was me"})
    assert again.status_code == 422
    assert f"{leader.name} took it back already" in again.content.decode()
    shown = client.get(url).content.decode()
    assert "It was another year" in shown
    assert client.post(f"{url}events/add/", typed(day)).status_code == 302


def test_nobody_writes_on_anothers_road(
    lead, programme, authority, elsewhere_authority, url
):
    join_programme(programme, elsewhere_authority)
    theirs = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    trainer = make_programme_member(programme, Role.TRAINER)
    with as_viewer(lead):
        event = RoadEvent(
            programme=programme, authority=authority, kind="other", words="Ours",
            happened_on=date(2024, 5, 1), **said_by(lead),
        )  # fmt: skip
        event.save(force_insert=True)
    for who, refused in ((theirs, 404), (trainer, 403)):
        client = signed_in(Client(), who)
        sent = typed(date(2024, 5, 1))
        assert client.post(f"{url}events/add/", sent).status_code == refused
        back = f"{url}events/{event.pk}/take-back/"
        assert client.post(back, {"why": "x"}).status_code == refused
    # the database holds it, not the page alone
    with as_viewer(theirs):
        assert not RoadEvent.objects.exists()
    event.pk = None
    with pytest.raises(DatabaseError), as_viewer(theirs), transaction.atomic():
        event.save(force_insert=True)


def test_gatherings_visits_and_plans_come_onto_the_road(
    lead, programme, authority, elsewhere_authority
):
    day, today = date(2025, 3, 4), timezone.localdate()
    make_gathering(lead, programme, title="The workshop", day=day, is_for_all=True)
    later = today + timedelta(days=9)
    make_gathering(lead, programme, title="To come", day=later, is_for_all=True)
    make_visit(lead, programme, authority, day=day, kind="visit")
    director = make_worker_viewer(authority, Role.SENIOR_LEADER)
    make_plan(director, programme)
    join_programme(programme, elsewhere_authority)
    at = (programme.pk, authority.pk)
    with as_viewer(lead):
        assert Gathering.objects.count() == 2
        said = [one.what for one in gatherings_tell(lead, *at)]
        assert said == ["The workshop", "Visit to its leaders"]
        assert PlanStanding.objects.exists()
        assert [one.what for one in plans_tell(lead, *at)] == ["Plan: draft, version 1"]
    other = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    with as_viewer(other):
        assert [one.what for one in gatherings_tell(other, *at)] == ["The workshop"]
        assert list(plans_tell(other, *at)) == []
    leave_programme(programme, authority)
    with as_viewer(lead):
        assert list(plans_tell(lead, *at)) == []


def test_the_published_figures_lie_beneath_the_road(
    lead, programme, authority, url, django_assert_max_num_queries
):
    begin_phase(lead, programme, authority, begins_on=date(2018, 2, 1))
    client = signed_in(Client(), lead)
    with django_assert_max_num_queries(25):
        shown = client.get(url).content.decode()
    assert 'aria-labelledby="beneath-title beneath-desc"' in shown
    assert "before the road began;" in shown
    assert "Before the road" in shown
    assert "does not say that the phase moved it" in shown
