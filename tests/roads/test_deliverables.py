"""What a programme makes: one owner, how far it is, and what was seen where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kinfold.journeys import actions, selectors
from kinfold.journeys.models import DeliverableEvidence
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.journeys import make_deliverable
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


def told(**changes):
    return {
        "version": "1", "title": "<b>Safety plans</b>", "owner": "Lincolnshire",
        "state": "in_use", "words": "", **changes,
    }  # fmt: skip


def seen(place, day=date(2024, 4, 2), **changes):
    return {
        "place": str(place), "words": "Tried in two teams", "link": "",
        "seen_on_day": day.day, "seen_on_month": day.month, "seen_on_year": day.year,
        **changes,
    }  # fmt: skip


def test_what_was_said_of_it_stays_and_two_who_write_are_shown_both(
    lead, programme, authority
):
    client = signed_in(Client(), lead)
    made = f"{HOME}{programme.pk}/deliverables/"
    assert client.post(f"{made}add/", told(state="under_way")).status_code == 302
    assert client.post(f"{made}add/", told(state="stopped")).status_code == 422
    with as_viewer(lead):
        [row] = selectors.deliverables(lead, programme.pk)
    url = f"{made}{row.row.pk}/"
    assert client.post(f"{url}change/", told()).status_code == 302
    second = client.post(f"{url}change/", told(state="stopped", words="No money"))
    assert second.status_code == 409
    text = second.content.decode()
    assert "Made, and in use" in text
    assert "No money" in text
    shown = client.get(url).content.decode()
    assert "&lt;b&gt;Safety plans&lt;/b&gt;" in shown
    assert "Under way" in shown
    assert "Made, and in use. Owner: Lincolnshire." in shown
    assert "Made, and in use" in client.get(HOME).content.decode()


def test_bad_evidence_is_a_sentence(lead, programme, authority, elsewhere_authority):
    row = make_deliverable(lead, programme, authority)
    url = f"{HOME}{programme.pk}/deliverables/{row.pk}/evidence/"
    client, ahead = signed_in(Client(), lead), timezone.localdate() + timedelta(days=1)
    for wrong in (
        seen(authority.pk, ahead),
        seen(authority.pk, date(1, 1, 1)),
        seen(authority.pk, link="javascript:alert(1)"),
        seen(authority.pk, words="\0"),
        seen(elsewhere_authority.pk),
        seen("x"),
    ):
        assert client.post(url, wrong).status_code == 422, wrong
    link = "https://files.api.ofsted.gov.uk/v1/file/1"
    assert client.post(url, seen(authority.pk, link=link)).status_code == 302
    page = client.get(f"{HOME}{programme.pk}/deliverables/{row.pk}/")
    assert f'href="{link}"' in page.content.decode()


def test_an_authority_adds_and_reads_its_own_evidence(
    lead, programme, authority, elsewhere_authority
):
    join_programme(programme, elsewhere_authority)
    theirs = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    row = make_deliverable(lead, programme, authority)

    def add(place, by):
        with as_viewer(by):
            actions.add_evidence(
                programme_id=programme.pk,
                deliverable_id=row.pk,
                seen=actions.Seen(place, date(2024, 4, 2), "Seen"),
                by=by,
            )

    add(elsewhere_authority.pk, theirs)
    with pytest.raises(PermissionDenied):
        add(authority.pk, theirs)
    with as_viewer(theirs):
        # the database holds it, not the page alone
        assert {one.authority_id for one in DeliverableEvidence.objects.all()} == {
            elsewhere_authority.pk
        }
        with pytest.raises(PermissionDenied):
            actions.add_deliverable(
                programme_id=programme.pk,
                told=actions.Told("Ours", "Us", "not_begun"),
                by=theirs,
            )
    with as_viewer(lead):
        glance = selectors.glance_at_deliverables(lead, programme.pk)
        assert glance == {authority.pk: 1, elsewhere_authority.pk: 1}
    leave_programme(programme, elsewhere_authority)
    with as_viewer(lead):
        shown = selectors.deliverable(lead, programme.pk, row.pk)
        assert {one.authority_id for one in shown.evidence} == {authority.pk}
        assert set(selectors.glance_at_deliverables(lead, programme.pk)) == {
            authority.pk
        }
    with pytest.raises(CannotDo):
        add(elsewhere_authority.pk, lead)
