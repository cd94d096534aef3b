"""Who takes part, from inside the database: what no statement can do, for anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinfold.platform.models import (
    Programme,
    ProgrammeAuthority,
    ProgrammeEvent,
    ProgrammeMember,
    User,
    Worker,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.programme.models import InvitationAnswer
from kinfold_core.access import Role
from tests.factories.cohort import make_cohort_rows
from tests.factories.platform import as_owner, make_authority, make_worker_viewer
from tests.factories.themes import make_programme_member, make_programme_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
JOIN = (
    "INSERT INTO platform_programmeauthority (programme_id, authority_id, joined_on)"
    " VALUES (%s, %s, %s)"
)
LEAD = (
    "INSERT INTO platform_programmemember (programme_id, user_id, roles)"
    " VALUES (%s, %s, %s)"
)
INVITE = (
    "INSERT INTO programme_cohortinvitation (id, programme_id, authority_id, joins_on,"
    " answer_by, words, by_user_id, by_name, by_place) VALUES"
    " (gen_random_uuid(), %s, %s, CURRENT_DATE, CURRENT_DATE, '', 1, '', '')"
)
ANSWER = (
    "INSERT INTO programme_invitationanswer (id, programme_id, authority_id,"
    " invitation_id, kind, words, by_user_id, by_name, by_place, at)"
    " VALUES (gen_random_uuid(), %s, %s, %s, %s, '', 1, '', '', now() + %s)"
)
ENTRY = (
    "INSERT INTO programme_programmeentry (id, programme_id, number, name, starts_on,"
    " by_user_id, by_name, by_place) VALUES"
    " (gen_random_uuid(), %s, 9, 'Mine', CURRENT_DATE, 1, '', '')"
)
MAKE = (
    "INSERT INTO platform_programme (id, name, slug, starts_on)"
    " VALUES (gen_random_uuid(), 'Mine', 'mine', CURRENT_DATE)"
)
LEADS = [Role.PROGRAMME_LEAD.value]


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def theirs(elsewhere_authority):
    return make_programme_of(elsewhere_authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def director(elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def refused(viewer, sql, *params):
    why = "row-level security|permission denied"
    with pytest.raises(DatabaseError, match=why):
        with as_viewer(viewer), transaction.atomic():
            run(sql, *params)


def untouched(viewer, table, change):
    with as_viewer(viewer):
        assert run(f"UPDATE {table} SET {change}") == 0


def test_a_lead_of_one_programme_writes_nothing_of_another(
    lead, theirs, authority, director
):
    asked = make_cohort_rows(
        make_programme_member(theirs, Role.PROGRAMME_LEAD), theirs, authority
    )["cohort_invitation_id"]
    refused(lead, INVITE, theirs.pk, authority.pk)
    refused(lead, ENTRY, theirs.pk)
    refused(lead, ANSWER, theirs.pk, authority.pk, asked, "withdrawn", 0 * DAY)
    with as_viewer(lead):
        assert not Programme.objects.filter(pk=theirs.pk).update(name="Mine")
        stays = ProgrammeAuthority.objects.filter(programme=theirs)
        assert not stays.update(left_on=timezone.localdate())


def test_a_lead_adds_no_authority_and_nobody_to_it(
    lead, director, programme, elsewhere_authority
):
    today = timezone.localdate()
    asked = make_cohort_rows(lead, programme, elsewhere_authority)
    given = [programme.pk, elsewhere_authority.pk, asked["cohort_invitation_id"]]
    refused(lead, JOIN, programme.pk, elsewhere_authority.pk, today)
    refused(lead, ANSWER, *given, "agreed", 0 * DAY)
    refused(lead, LEAD, programme.pk, director.user_id, ["senior_leader"])
    refused(lead, LEAD, programme.pk, director.user_id, [])
    untouched(lead, "platform_programmemember", "roles = '{evaluator}'")
    refused(lead, "DELETE FROM platform_programmeauthority")


def test_a_director_joins_only_their_own_and_only_as_they_agreed(
    lead, director, programme, elsewhere_authority
):
    third_authority = make_authority("Hackney")
    today, ours = timezone.localdate(), elsewhere_authority.pk
    asked = make_cohort_rows(lead, programme, elsewhere_authority)
    given = [programme.pk, ours, asked["cohort_invitation_id"]]
    other = make_cohort_rows(lead, programme, third_authority)
    refused(director, JOIN, programme.pk, ours, today)
    refused(director, JOIN, programme.pk, third_authority.pk, today)
    refused(director, ANSWER, programme.pk, third_authority.pk,
            other["cohort_invitation_id"], "agreed", 0 * DAY)  # fmt: skip
    refused(director, ANSWER, *given, "agreed", DAY)
    worker = make_worker_viewer(elsewhere_authority, Role.QUALITY_LEAD)
    refused(worker, ANSWER, *given, "agreed", 0 * DAY)
    with as_viewer(director):
        run(ANSWER, *given, "agreed", 0 * DAY)
    refused(director, JOIN, programme.pk, ours, today - DAY)
    refused(worker, JOIN, programme.pk, ours, today)
    old = timezone.now() - DAY
    as_owner(lambda: run("SET CONSTRAINTS ALL IMMEDIATE"))
    as_owner(lambda: run("ALTER TABLE programme_invitationanswer NO FORCE ROW LEVEL"
                         " SECURITY"))  # fmt: skip
    as_owner(lambda: InvitationAnswer.objects.update(at=old))
    refused(director, JOIN, programme.pk, ours, today)


def test_nobody_brings_back_one_that_left(lead, director, programme, theirs):
    today = timezone.localdate()
    refused(director, "UPDATE platform_programmeauthority SET left_on = %s",
            today - DAY)  # fmt: skip
    refused(director, "UPDATE platform_programmeauthority SET left_on = NULL")
    refused(director, "UPDATE platform_programmeauthority SET joined_on = %s", today)
    as_owner(lambda: ProgrammeAuthority.objects.update(left_on=today - DAY))
    for who in (lead, director):
        untouched(who, "platform_programmeauthority", "left_on = NULL")
        untouched(who, "platform_programmeauthority", "left_on = CURRENT_DATE + 9")


def test_a_programmes_days_open_nothing_of_who_left(lead, programme, authority):
    worker = make_worker_viewer(authority, Role.SENIOR_LEADER)
    today = timezone.localdate()
    with as_viewer(lead):
        ProgrammeEvent(
            programme=programme, action="x", by_user_id=1, by_name="", by_place="",
            target="x", target_id="1",
        ).save(force_insert=True)  # fmt: skip
    with as_viewer(worker):
        assert ProgrammeEvent.objects.count() == 1
    as_owner(lambda: ProgrammeAuthority.objects.update(left_on=today))
    with as_viewer(lead):
        row = Programme.objects.filter(pk=programme.pk)
        assert row.update(starts_on=today + DAY, ends_on=today + 9 * DAY)
    with as_viewer(worker):
        assert ProgrammeEvent.objects.count() == 0
    refused(lead, "UPDATE platform_programmeauthority SET joined_on = CURRENT_DATE")
    refused(lead, "UPDATE platform_programme SET made_at = now()")


def test_an_evaluator_writes_nothing(programme, elsewhere_authority, lead):
    evaluator = make_programme_member(programme, Role.EVALUATOR)
    asked = make_cohort_rows(lead, programme, elsewhere_authority)
    given = [programme.pk, elsewhere_authority.pk, asked["cohort_invitation_id"]]
    refused(evaluator, MAKE)
    refused(evaluator, ENTRY, programme.pk)
    refused(evaluator, INVITE, programme.pk, elsewhere_authority.pk)
    refused(evaluator, ANSWER, *given, "withdrawn", 0 * DAY)
    refused(evaluator, JOIN, programme.pk, elsewhere_authority.pk, "2030-01-01")
    untouched(evaluator, "platform_programme", "name = 'Mine'")
    untouched(evaluator, "platform_programmeauthority", "left_on = CURRENT_DATE")
    bare = Programme(name="Bare", slug="bare", starts_on=timezone.localdate())
    as_owner(lambda: bare.save(force_insert=True))
    refused(evaluator, LEAD, bare.pk, evaluator.user_id, LEADS)


def test_nobody_makes_themself_lead_of_somebody_elses(lead, theirs, director):
    refused(lead, LEAD, theirs.pk, lead.user_id, LEADS)
    bare = Programme(name="Bare", slug="bare", starts_on=timezone.localdate())
    as_owner(lambda: bare.save(force_insert=True))
    refused(lead, LEAD, bare.pk, director.user_id, LEADS)
    refused(lead, LEAD, bare.pk, lead.user_id, [*LEADS, "evaluator"])
    refused(director, LEAD, bare.pk, director.user_id, LEADS)
    # set up yesterday, and nobody is in it yet
    old = timezone.now() - DAY
    as_owner(lambda: Programme.objects.filter(pk=bare.pk).update(made_at=old))
    refused(lead, LEAD, bare.pk, lead.user_id, LEADS)
    assert not ProgrammeMember.objects.filter(programme=bare).exists()


def test_a_lead_changes_the_roles_of_others_and_of_their_own_programme_alone(
    lead, programme, theirs, director
):
    other = make_programme_member(theirs, Role.EVALUATOR)
    trainer = make_programme_member(programme, Role.TRAINER)
    refused(lead, LEAD, theirs.pk, director.user_id, ["evaluator"])
    refused(trainer, LEAD, programme.pk, director.user_id, ["evaluator"])
    untouched(trainer, "platform_programmemember", "roles = '{programme_lead}'")
    with as_viewer(trainer):
        assert run("DELETE FROM platform_programmemember") == 0
    refused(lead, "UPDATE platform_programmemember SET user_id = %s", director.user_id)
    refused(lead, "UPDATE platform_programmemember SET roles = '{}'")
    refused(lead, "UPDATE platform_programmemember SET roles = '{senior_leader}'")
    with as_viewer(lead):
        assert run("UPDATE platform_programmemember SET roles = '{evaluator}'") == 1
        assert run("DELETE FROM platform_programmemember") == 1
    left = ProgrammeMember.objects.order_by("pk").values_list("user_id", flat=True)
    assert {lead.user_id, other.user_id} <= set(left)
    assert trainer.user_id not in set(left)


def test_nobody_reads_an_account_of_somebody_else(lead, director, authority):
    make_worker_viewer(authority, Role.SENIOR_LEADER)
    for who in (lead, director):
        with as_viewer(who):
            assert [one.pk for one in User.objects.all()] == [who.user_id]
            others = Worker.objects.exclude(authority=who.authority_id)
            assert not others.exists()


def test_who_leads_one_and_not_the_other_is_told_so(lead, theirs, client):
    from tests.conftest import signed_in

    as_owner(
        lambda: ProgrammeMember.objects.create(
            programme=theirs, user_id=lead.user_id, roles=[Role.EVALUATOR.value]
        )
    )
    client = signed_in(client, lead)
    home = client.get("/programme/cohort/").content.decode()
    assert f"{theirs.pk}/name/" not in home
    assert client.get(f"/programme/cohort/{theirs.pk}/name/").status_code in (403, 404)
    assert client.get(f"/programme/cohort/{theirs.pk}/invite/").status_code in (
        403,
        404,
    )
