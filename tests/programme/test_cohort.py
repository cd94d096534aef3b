"""Who takes part: a lead asks, a director answers, and the database holds it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from kinfold.platform.models import Programme, ProgrammeAuthority, ProgrammeMember
from kinfold.platform.tenancy import as_viewer
from kinfold.programme import cohort_actions as actions
from kinfold.programme import cohort_selectors as selectors
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import make_programme_member, make_programme_of

pytestmark = pytest.mark.django_db
HOME = "/programme/cohort/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def director(elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)


def days(name, day):
    return {
        f"{name}_day": day.day,
        f"{name}_month": day.month,
        f"{name}_year": day.year,
    }


def ask_in(lead, programme, authority):
    today = timezone.localdate()
    with as_viewer(lead):
        return actions.invite(
            programme_id=programme.pk, place=authority.pk, joins_on=today,
            answer_by=today, words="<b>Come</b>", by=lead,
        )  # fmt: skip


def refused(viewer, sql, params):
    with pytest.raises(DatabaseError), as_viewer(viewer), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


def test_a_director_joins_and_leaves(lead, director, programme, elsewhere_authority):
    asked = ask_in(lead, programme, elsewhere_authority)
    client = signed_in(Client(), director)
    url = f"{HOME}invitations/{asked.pk}/"
    assert b"&lt;b&gt;Come" in client.get(HOME).content
    assert client.post(url, {"kind": "withdrawn"}).status_code == 422
    assert client.post(url, {"kind": "agreed"}).status_code == 302
    assert client.get(url).status_code == 404
    leave = f"{HOME}{programme.pk}/{elsewhere_authority.pk}/leave/"
    today = timezone.localdate()
    gone = {"why": "A new plan", **days("left_on", today - timedelta(days=1))}
    assert client.post(leave, gone).status_code == 422
    assert client.post(leave, gone | days("left_on", today)).status_code == 302
    rows = ProgrammeAuthority.objects.filter(authority=elsewhere_authority)
    assert [one.left_on for one in rows] == [today]
    assert client.get(leave).status_code == 404


def test_a_lead_adds_no_authority_and_brings_none_back(
    lead, programme, director, elsewhere_authority, authority
):
    add = (
        "INSERT INTO platform_programmeauthority (programme_id, authority_id,"
        " joined_on) VALUES (%s, %s, CURRENT_DATE)"
    )
    asked = ask_in(lead, programme, elsewhere_authority)
    refused(lead, add, [programme.pk, elsewhere_authority.pk])
    refused(director, add, [programme.pk, elsewhere_authority.pk])
    refused(
        lead, "UPDATE platform_programmeauthority SET authority_id = %s",
        [elsewhere_authority.pk],
    )  # fmt: skip
    refused(
        lead,
        "INSERT INTO programme_invitationanswer (id, programme_id, authority_id,"
        " invitation_id, kind, words, by_user_id, by_name, by_place)"
        " VALUES (gen_random_uuid(), %s, %s, %s, 'agreed', '', 1, '', '')",
        [programme.pk, elsewhere_authority.pk, asked.pk],
    )
    with as_viewer(director):
        assert not Programme.objects.filter(pk=programme.pk).update(name="Mine")
        mine = ProgrammeAuthority.objects.filter(authority=authority)
        assert not mine.update(left_on=timezone.localdate())


def test_a_lead_names_it_and_who_is_second_is_shown_both(lead, programme):
    client = signed_in(Client(), lead)
    url = f"{HOME}{programme.pk}/name/"
    said = {"version": "0", "name": "Third", **days("starts_on", programme.starts_on)}
    assert client.post(url, said).status_code == 302
    again = client.post(url, said | {"name": "Fourth"})
    assert again.status_code == 409
    assert b"Third, from" in again.content
    assert b"Fourth" in again.content
    assert Programme.objects.get(pk=programme.pk).name == "Third"


def test_a_lead_makes_another_and_leads_it(lead, programme):
    stranger = make_programme_member(programme, Role.EVALUATOR)
    today = timezone.localdate()
    with as_viewer(lead):
        made = actions.make_programme(called=actions.Called("New", today), by=lead)
        assert ProgrammeMember.objects.get(programme=made).user_id == lead.user_id
        assert selectors.version(made.pk) == 1
    client = signed_in(Client(), lead)
    assert client.get(f"{HOME}make/").status_code == 200
    assert client.get(f"{HOME}{programme.pk}/invite/").status_code == 200
    assert signed_in(Client(), stranger).get(f"{HOME}make/").status_code == 403
