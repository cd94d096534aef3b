"""An authority's phases are written once, corrected with a reason, and its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.journeys import occurred, selectors
from kinfold.journeys.models import PhaseEntry
from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from kinfold_core.practice.phases import Phase
from tests.conftest import signed_in
from tests.factories.journeys import begin_phase
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
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
        "version": "0", "phase": "prepare", "reason": "", "begins_on_day": day.day,
        "begins_on_month": day.month, "begins_on_year": day.year, **changes,
    }  # fmt: skip


def test_a_phase_is_written_down_and_stands_on_the_road(lead, url, authority):
    client = signed_in(Client(), lead)
    sent = typed(date(2024, 2, 1))
    assert client.post(f"{url}begin/", sent).status_code == 302
    # somebody who had the page open before it is told, and loses nothing
    reboot = typed(date(2024, 6, 3), phase="reboot", reason="<b>New leaders</b>")
    second = client.post(f"{url}begin/", reboot)
    assert second.status_code == 409
    text = second.content.decode()
    assert "Entry 1: Preparing from 1 February 2024" in text
    assert "&lt;b&gt;New leaders&lt;/b&gt;" in text
    reboot["version"] = "1"
    assert client.post(f"{url}begin/", reboot).status_code == 302
    shown = client.get(url).content.decode()
    assert "Begun anew once" in shown
    assert "&lt;b&gt;New leaders&lt;/b&gt;" in shown
    assert "Reboot" in client.get(HOME).content.decode()
    with as_viewer(lead):
        assert ProgrammeEvent.objects.filter(action="journey.phase_begun").count() == 2


def test_bad_days_and_missing_reasons_are_sentences(lead, url):
    client, ahead = signed_in(Client(), lead), timezone.localdate() + timedelta(days=1)
    for wrong in (
        typed(ahead),
        typed(date(1, 1, 1)),
        typed(date(9999, 12, 31)),
        typed(date(2024, 2, 1), phase="reboot"),
        typed(date(2024, 2, 1), reason="\0"),
        typed(date(2024, 2, 1), phase="won"),
    ):
        assert client.post(f"{url}begin/", wrong).status_code == 422, wrong
    assert client.get(f"{url}entries/7/correct/").status_code == 404
    with as_viewer(lead):
        assert not PhaseEntry.objects.exists()


def test_a_correction_keeps_what_was_written(lead, programme, authority, url):
    begin_phase(lead, programme, authority)
    with pytest.raises(CannotDo, match="Write why it is corrected"):
        begin_phase(lead, programme, authority, replaces=1)
    again = f"{url}entries/1/correct/"
    client = signed_in(Client(), lead)
    assert client.get(again).status_code == 200
    sent = typed(date(2024, 3, 1), version="1", reason="It was March")
    assert client.post(again, sent).status_code == 302
    shown = client.get(url).content.decode()
    assert "Entry 2: Preparing from 1 March 2024, in place of entry 1" in shown
    assert "Corrected since" in shown
    assert client.get(again).status_code == 200
    assert client.post(again, {**sent, "version": "2"}).status_code == 422


def test_an_authority_writes_and_sees_its_own(
    lead, programme, authority, elsewhere_authority
):
    join_programme(programme, elsewhere_authority)
    ours = make_worker_viewer(authority, Role.SENIOR_LEADER)
    theirs = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    begin_phase(ours, programme, authority)
    begin_phase(lead, programme, elsewhere_authority, Phase.DEEPEN)
    with pytest.raises(NotFound):
        begin_phase(theirs, programme, authority)
    trainer = make_programme_member(programme, Role.TRAINER)
    with pytest.raises(PermissionDenied):
        begin_phase(trainer, programme, authority, begins_on=date(2024, 5, 1))
    # the database holds it, not the page alone
    with as_viewer(theirs):
        assert {one.authority_id for one in PhaseEntry.objects.all()} == {
            elsewhere_authority.pk
        }
    with (
        as_viewer(lead),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        found = selectors.glance(lead, programme.pk)
    assert {one.phase for one in found.values()} == {Phase.PREPARE, Phase.DEEPEN}
    assert len([one for one in asked if "journeys_" in one["sql"]]) == 1
    leave_programme(programme, elsewhere_authority)
    with as_viewer(lead):
        assert set(selectors.glance(lead, programme.pk)) == {authority.pk}


def test_other_apps_put_their_days_on_the_road(
    lead, programme, authority, url, monkeypatch
):
    happened = occurred.Occurrence(date(2024, 4, 2), "The leaders' workshop", "/x/")
    monkeypatch.setattr(occurred, "_tellers", [])
    occurred.register_occurred(lambda viewer, programme_id, authority_id: [happened])
    begin_phase(lead, programme, authority)
    with as_viewer(lead):
        on = date(2024, 1, 31)
        assert selectors.phase_of(lead, programme.pk, authority.pk, on) is None
        assert (
            selectors.phase_of(lead, programme.pk, authority.pk, date(2024, 2, 1))
            is Phase.PREPARE
        )
    shown = signed_in(Client(), lead).get(url).content.decode()
    assert '<a href="/x/">The leaders&#x27; workshop</a>' in shown
