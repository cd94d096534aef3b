"""Who takes part: a lead asks, a director answers, and the database holds it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from kinfold.platform.models import (
    Programme,
    ProgrammeAuthority,
    ProgrammeEvent,
    ProgrammeMember,
    said_by,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.programme import cohort_actions as actions
from kinfold.programme.models import HeldRole, InvitationAnswer, ProgrammeEntry
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.cohort import make_cohort_rows
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import make_programme_member, make_programme_of

pytestmark = pytest.mark.django_db
HOME = "/programme/cohort/"
DAY = timedelta(days=1)
LEFT = ("cohort.answered", "cohort.left")


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
    trainer = make_programme_member(programme, Role.TRAINER)
    worker = make_worker_viewer(elsewhere_authority, Role.QUALITY_LEAD)
    asked = ask_in(lead, programme, elsewhere_authority)
    client = signed_in(Client(), director)
    url = f"{HOME}invitations/{asked.pk}/"
    assert b"&lt;b&gt;Come" in client.get(HOME).content
    assert client.post(url, {"kind": "withdrawn"}).status_code == 422
    assert client.post(url, {"kind": "agreed"}).status_code == 302
    # pressed twice
    assert client.post(url, {"kind": "agreed"}).status_code == 302
    assert client.get(url).status_code == 302
    again = client.post(url, {"kind": "declined"})
    assert again.status_code == 422
    assert f"already. Yes, {director.name} on" in again.content.decode()
    leave = f"{HOME}{programme.pk}/{elsewhere_authority.pk}/leave/"
    today = timezone.localdate()
    gone = {"why": "A new plan", **days("left_on", today - timedelta(days=1))}
    assert client.post(leave, gone).status_code == 422
    assert client.post(leave, gone | days("left_on", today)).status_code == 302
    rows = ProgrammeAuthority.objects.filter(authority=elsewhere_authority)
    assert [one.left_on for one in rows] == [today]
    assert client.post(leave, gone | days("left_on", today)).status_code == 302
    other = gone | days("left_on", today) | {"why": "Another"}
    again = client.post(leave, other)
    assert again.status_code == 422
    assert f"Written down by {director.name}: A new plan" in again.content.decode()
    assert client.get(leave).status_code == 302
    # the two read it, and nobody else of the programme
    with as_viewer(lead):
        told = ProgrammeEvent.objects.filter(action__in=["cohort.invited", *LEFT])
        assert [one.changes for one in told] == [{}, {}, {}]
    for who, reads in ((lead, 1), (director, 1), (trainer, 0), (worker, 0)):
        shown = signed_in(Client(), who).get(HOME).content.decode()
        assert shown.count("A new plan") == reads
        assert shown.count("<h2>Answered</h2>") == reads


def test_two_stays_never_overlap(lead, director, programme, elsewhere_authority):
    today = timezone.localdate()
    asked = ask_in(lead, programme, elsewhere_authority)
    yes = {"kind": "agreed", "words": "", "by": director}
    with as_viewer(director):
        actions.answer(cohort_invitation_id=asked.pk, **yes)
        actions.leave(
            programme_id=programme.pk, place=elsewhere_authority.pk,
            left_on=today + 9 * DAY, why="A new plan", by=director,
        )  # fmt: skip
    shown = signed_in(Client(), lead).get(HOME).content.decode()
    assert "Leaves on" in shown
    assert f"{elsewhere_authority.pk}/wave/" in shown
    with pytest.raises(CannotDo, match="until it leaves on"):
        ask_in(lead, programme, elsewhere_authority)
    # as if it was asked before
    asked = make_cohort_rows(lead, programme, elsewhere_authority)
    asked = asked["cohort_invitation_id"]
    with pytest.raises(CannotDo, match="until it leaves on"), as_viewer(director):
        actions.answer(cohort_invitation_id=asked, **yes)
    with pytest.raises(DatabaseError, match="row-level security"):
        with as_viewer(director), transaction.atomic():
            InvitationAnswer(
                programme=programme, authority=elsewhere_authority,
                invitation_id=asked, kind="agreed", **said_by(director),
            ).save(force_insert=True)  # fmt: skip
            ProgrammeAuthority.objects.create(
                programme=programme, authority=elsewhere_authority,
                joined_on=today + 8 * DAY,
            )  # fmt: skip


def test_one_that_joins_on_a_later_day(lead, director, programme, elsewhere_authority):
    today = timezone.localdate()
    place = elsewhere_authority.pk
    with as_viewer(lead):
        asked = actions.invite(
            programme_id=programme.pk, place=place, joins_on=today + 9 * DAY,
            answer_by=today, words="", by=lead,
        )  # fmt: skip
    with as_viewer(director):
        actions.answer(
            cohort_invitation_id=asked.pk, kind="agreed", words="", by=director
        )
    client, ours = signed_in(Client(), lead), f"{HOME}{programme.pk}/{place}/"
    assert "Joins on" in client.get(HOME).content.decode()
    for part in ("wave/", "people/name/", "leave/"):
        assert f"{ours}{part}" in client.get(HOME).content.decode()
        assert client.get(f"{ours}{part}").status_code == 200
    theirs = signed_in(Client(), director)
    shown = theirs.get(HOME).content.decode()
    assert f"You join {programme.name} on" in shown
    assert "no programme yet" not in shown
    assert theirs.get(f"{ours}people/name/").status_code == 404
    gone = {"why": "A new plan", **days("left_on", today + 8 * DAY)}
    assert theirs.post(f"{ours}leave/", gone).status_code == 422
    gone |= days("left_on", today + 9 * DAY)
    assert theirs.post(f"{ours}leave/", gone).status_code == 302
    assert "A new plan" in theirs.get(HOME).content.decode()
    assert "A new plan" in signed_in(Client(), lead).get(HOME).content.decode()


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
        assert ProgrammeEntry.objects.get(programme=made).number == 1
        assert HeldRole.objects.get(programme=made).name == lead.name
    client = signed_in(Client(), lead)
    assert client.get(f"{HOME}make/").status_code == 200
    assert client.get(f"{HOME}{programme.pk}/invite/").status_code == 200
    assert signed_in(Client(), stranger).get(f"{HOME}make/").status_code == 403
