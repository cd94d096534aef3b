"""Waves of a programme, and who holds which role since when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.models import ProgrammeMember, User
from kinfold.platform.tenancy import as_viewer
from kinfold.programme import cohort_actions as cohort
from kinfold.programme import parts_actions as actions
from kinfold.programme.models import HeldRole, WavePlace
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.cohort import make_cohort_rows
from tests.factories.platform import as_owner, make_authority, make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = pytest.mark.django_db
HOME = "/programme/cohort/"
DAY = timedelta(days=1)


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def director(authority):
    return make_worker_viewer(authority, Role.SENIOR_LEADER)


def days(name, day):
    return {
        f"{name}_day": day.day,
        f"{name}_month": day.month,
        f"{name}_year": day.year,
    }


def email_of(viewer):
    found = []
    as_owner(lambda: found.append(User.objects.get(pk=viewer.user_id).email))
    return found[0]


def roles_of(programme, viewer):
    row = ProgrammeMember.objects.filter(programme=programme, user=viewer.user_id)
    return row.values_list("roles", flat=True).first()


def plant(viewer, programme, authority, kind, user_id=None):
    """A row of a role, by hand."""
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programme_heldrole (id, programme_id, authority_id, kind,"
            " name, user_id, since, is_synthetic, by_user_id, by_name, by_place)"
            " VALUES (gen_random_uuid(), %s, %s, %s, 'x', %s, CURRENT_DATE, false,"
            " 1, '', '')",
            [programme.pk, authority and authority.pk, kind, user_id],
        )


def test_an_authority_begins_with_a_wave_and_who_is_second_is_shown_both(
    lead, programme, authority
):
    client = signed_in(Client(), lead)
    today, ours = timezone.localdate(), f"{HOME}{programme.pk}/"
    named = {"name": "First <i>wave</i>", **days("begins_on", today)}
    assert client.post(f"{ours}waves/add/", named).status_code == 302
    assert client.post(f"{ours}waves/add/", named).status_code == 422
    changed = {"version": 1, "name": "The first", **days("begins_on", today)}
    assert client.post(f"{ours}waves/1/", changed).status_code == 302
    again = client.post(f"{ours}waves/1/", changed | {"name": "Number one"})
    assert again.status_code == 409
    assert b"The first, from" in again.content
    assert b"Number one" in again.content
    assert client.get(f"{ours}waves/2/").status_code == 404
    put = f"{ours}{authority.pk}/wave/"
    assert client.post(put, {"version": 0, "wave": "9"}).status_code == 422
    # a version of an authority that never was in a wave
    never = client.post(put, {"version": 5, "wave": "none"})
    assert never.status_code == 409
    assert b"In no wave" in never.content
    assert client.post(put, {"version": 0, "wave": "1"}).status_code == 302
    assert client.post(put, {"version": 0, "wave": "none"}).status_code == 409
    assert "The first, from" in client.get(HOME).content.decode()
    with as_viewer(lead):
        assert [one.wave for one in WavePlace.objects.all()] == [1]


def test_only_a_lead_keeps_waves(programme, authority, director):
    trainer = make_programme_member(programme, Role.TRAINER)
    for who in (trainer, director):
        client = signed_in(Client(), who)
        ours = f"{HOME}{programme.pk}/"
        assert client.get(f"{ours}waves/add/").status_code == 403
        assert client.get(f"{ours}people/add/").status_code == 403
        assert client.get(f"{ours}{authority.pk}/wave/").status_code == 403
        with pytest.raises(DatabaseError), as_viewer(who), transaction.atomic():
            WavePlace(
                programme=programme, authority=authority, version=1, wave=None,
                by_user_id=1, by_name="",
            ).save(force_insert=True)  # fmt: skip


def test_a_role_opens_the_programme_and_its_end_closes_it(lead, programme, director):
    client = signed_in(Client(), lead)
    today, add = timezone.localdate(), f"{HOME}{programme.pk}/people/add/"
    said = {"email": email_of(director), "kind": "trainer", **days("since", today)}
    assert client.post(add, said | {"email": "no@example.org"}).status_code == 422
    assert client.post(add, said | {"kind": "senior_leader"}).status_code == 422
    assert client.post(add, said | days("since", today + DAY)).status_code == 422
    own = said | {"email": email_of(lead)}
    assert b"another lead has to" in client.post(add, own).content
    assert client.post(add, said).status_code == 302
    assert client.post(add, said | {"kind": "evaluator"}).status_code == 302
    assert client.post(add, said).status_code == 422
    assert roles_of(programme, director) == ["evaluator", "trainer"]
    with as_viewer(lead):
        held = {one.kind: one.pk for one in HeldRole.objects.all()}
    end = f"{HOME}people/{held['trainer']}/end/"
    assert signed_in(Client(), director).get(end).status_code in (403, 404)
    client = signed_in(Client(), lead)
    early = days("last_day", today - DAY)
    assert client.post(end, early).status_code == 422
    assert client.post(end, days("last_day", today)).status_code == 302
    assert client.post(end, days("last_day", today)).status_code == 302
    assert client.get(end).status_code == 302
    again = client.post(end, early)
    assert again.status_code == 422
    assert f"{lead.name} wrote down that {director.name}" in again.content.decode()
    assert roles_of(programme, director) == ["evaluator"]
    end = f"{HOME}people/{held['evaluator']}/end/"
    assert client.post(end, days("last_day", today)).status_code == 302
    assert roles_of(programme, director) is None
    assert director.name in client.get(HOME).content.decode()


def test_a_role_taken_away_on_the_server_is_ended_and_given_again(lead, programme):
    trainer = make_programme_member(programme, Role.EVALUATOR)
    today, end = timezone.localdate(), f"{HOME}people/%s/end/"
    given = {"programme_id": programme.pk, "email": email_of(trainer), "since": today}
    with as_viewer(lead):
        role = actions.give_role(kind="trainer", by=lead, **given)
    rows = ProgrammeMember.objects.filter(user=trainer.user_id)
    client = signed_in(Client(), lead)
    as_owner(lambda: rows.update(roles=["evaluator"]))
    assert client.post(end % role.pk, days("last_day", today)).status_code == 302
    assert roles_of(programme, trainer) == ["evaluator"]
    with as_viewer(lead):
        role = actions.give_role(kind="trainer", by=lead, **given)
    as_owner(rows.delete)
    assert client.post(end % role.pk, days("last_day", today)).status_code == 302
    assert "Holds it" not in client.get(HOME).content.decode()
    with as_viewer(lead):
        actions.give_role(kind="trainer", by=lead, **given)
    assert roles_of(programme, trainer) == ["trainer"]


def test_an_authority_names_whom_to_ask_and_it_goes_when_it_leaves(
    lead, programme, authority, director, elsewhere_authority
):
    join_programme(programme, elsewhere_authority)
    other = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    name = f"{HOME}{programme.pk}/{authority.pk}/people/name/"
    said = {"name": "Jo <b>Vale</b>", "kind": "authority_lead"}
    said |= days("since", timezone.localdate())
    assert signed_in(Client(), other).post(name, said).status_code == 404
    client = signed_in(Client(), director)
    assert client.post(name, said | {"kind": "trainer"}).status_code == 422
    assert client.post(name, said | {"name": "Jo\x00"}).status_code == 422
    assert client.post(name, said).status_code == 302
    assert client.post(name, said).status_code == 422
    theirs = signed_in(Client(), other)
    assert b"Jo &lt;b&gt;Vale" in theirs.get(HOME).content
    with as_viewer(director):
        [role] = HeldRole.objects.all()
    assert theirs.get(f"{HOME}people/{role.pk}/end/").status_code == 404
    with pytest.raises(DatabaseError):
        plant(other, programme, authority, "authority_lead")
    with pytest.raises(DatabaseError):
        plant(director, programme, None, "programme_lead", director.user_id)
    leave_programme(programme, authority)
    for who in (lead, other):
        assert b"Vale" not in signed_in(Client(), who).get(HOME).content


def test_the_page_asks_a_constant_number_of_queries(
    lead, programme, authority, elsewhere_authority, director
):
    make_cohort_rows(lead, programme, authority)
    client = signed_in(Client(), lead)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    today = timezone.localdate()
    join_programme(programme, elsewhere_authority)
    other = make_authority("Hackney")
    with as_viewer(lead):
        actions.put_in_wave(
            programme_id=programme.pk, place=authority.pk, seen_version=0, by=lead,
            wave=actions.keep_wave(
                programme_id=programme.pk, by=lead,
                wave=actions.Together("First", today),
            ).number,
        )  # fmt: skip
        for kind in ("trainer", "evaluator"):
            role = actions.give_role(
                programme_id=programme.pk, email=email_of(director), kind=kind,
                since=today, by=lead,
            )  # fmt: skip
        actions.end_role(held_role_id=role.pk, last_day=today, by=lead)
        cohort.leave(
            programme_id=programme.pk, place=elsewhere_authority.pk, left_on=today,
            why="A new plan", by=lead,
        )  # fmt: skip
        for kind in ("withdrawn", ""):
            asked = cohort.invite(
                programme_id=programme.pk, place=other.pk, joins_on=today,
                answer_by=today, words="Come", by=lead,
            )  # fmt: skip
            if kind:
                cohort.answer(
                    cohort_invitation_id=asked.pk, kind=kind, words="", by=lead
                )
    with CaptureQueriesContext(connection) as more:
        shown = client.get(HOME).content.decode()
    for words in ("Answered", "Waiting for an answer", "A new plan", "First, from"):
        assert words in shown
    assert len(more) == len(few)
