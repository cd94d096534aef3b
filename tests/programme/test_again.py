"""An authority that left and joins again: another stay, with nothing of the one before
but for itself. And a leaving day that is put right before it comes."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from kinfold.framework.models import Rater, Rating, Review, ReviewVersion
from kinfold.implementation.models import PlanShare, PlanSnapshot
from kinfold.lab.models import LabPack
from kinfold.platform.models import EarlierShown, ProgrammeAuthority, said_by
from kinfold.platform.tenancy import as_viewer
from kinfold.programme import cohort_actions as cohort
from kinfold.programme import parts_actions as parts
from kinfold.programme.models import StayEnded
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.framework import make_closed as make_closed_review
from tests.factories.implementation import make_neighbour, make_plan, make_share
from tests.factories.lab import make_lab, make_pack
from tests.factories.platform import as_owner, make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)
from tests.lab.steps import book

pytestmark = pytest.mark.django_db
NOW = TransactionNow()
HOME = "/programme/cohort/"
DAY = timedelta(days=1)
SHOW = (
    "INSERT INTO platform_earliershown (id, programme_id, authority_id, joined_on,"
    " by_user_id, by_name, by_place)"
    " VALUES (gen_random_uuid(), %s, %s, CURRENT_DATE, 1, '', '')"
)


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


def at(viewer):
    """A browser in which they have just signed in, which ends any other one."""
    return signed_in(Client(), viewer)


def run(viewer, sql, *params):
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def refused(viewer, sql, *params):
    with pytest.raises(DatabaseError, match=r"row-level security|permission denied"):
        run(viewer, sql, *params)


def join_again(lead, director, programme, joins_on):
    with as_viewer(lead):
        asked = cohort.invite(
            programme_id=programme.pk, place=director.authority_id, words="",
            joins_on=joins_on, answer_by=timezone.localdate(), by=lead,
        )  # fmt: skip
    with as_viewer(director):
        cohort.answer(
            cohort_invitation_id=asked.pk, kind="agreed", words="", by=director
        )


def stay_anew(lead, director, programme, authority):
    """Left today, and joined again; a test is one transaction, whose time is its
    beginning."""
    leave_programme(programme, authority)
    join_again(lead, director, programme, timezone.localdate())
    again = ProgrammeAuthority.objects.exclude(again_at=None)
    assert again.count() == 1
    as_owner(lambda: again.update(again_at=timezone.now()))


def make_closed(director, programme):
    """A closed review of one rater, whose words were changed once."""
    _, review = make_closed_review(director, programme)
    before = ReviewVersion(
        programme=programme, authority_id=director.authority_id, review=review,
        version=1, day=review.day, why="Told before", **said_by(director),
    )  # fmt: skip
    with as_viewer(director):
        before.save(force_insert=True)
    return review


def reviews_read_by(viewer):
    return counted(viewer, Review, ReviewVersion, Rater, Rating)


def test_its_roles_and_its_wave_are_given_anew(lead, director, programme, authority):
    today, ours = timezone.localdate(), f"{HOME}{programme.pk}/{authority.pk}/"
    named = {"name": "Jo Vale", "kind": "authority_lead", **days("since", today)}
    client = at(lead)
    assert client.post(f"{ours}people/name/", named).status_code == 302
    with as_viewer(lead):
        wave = parts.Together("The first", today)
        parts.keep_wave(programme_id=programme.pk, wave=wave, by=lead)
    put = f"{ours}wave/"
    assert client.post(put, {"version": 0, "wave": "1"}).status_code == 302
    stay_anew(lead, director, programme, authority)
    for who in (lead, director):
        shown = at(who).get(HOME).content.decode()
        assert "Vale" not in shown
        assert "The first, from" not in shown
    client = at(lead)
    # and who puts it in a wave second is shown that it is in none
    assert b"In no wave." in client.post(put, {"version": 0, "wave": "1"}).content
    assert client.post(put, {"version": 1, "wave": "1"}).status_code == 302
    assert client.post(f"{ours}people/name/", named).status_code == 302
    assert client.post(f"{ours}people/name/", named).status_code == 422
    shown = client.get(HOME).content.decode()
    assert "Write down that Jo Vale holds it no more" in shown
    assert "The first, from" in shown


def test_what_it_made_before_is_its_own_until_it_shows_it_again(
    lead, director, programme, authority, elsewhere_authority
):
    join_programme(programme, elsewhere_authority)
    other = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    worker = make_worker_viewer(authority, Role.QUALITY_LEAD)
    before = make_closed(director, programme)
    assert reviews_read_by(lead) == (1, 1, 1, 1)
    stay_anew(lead, director, programme, authority)
    assert reviews_read_by(lead) == (0, 0, 0, 0)
    assert reviews_read_by(director) == (1, 1, 1, 1)
    url = f"/programme/framework/reviews/{before.pk}/"
    assert at(lead).get(url).status_code == 404
    assert at(director).get(url).status_code == 200
    make_closed(director, programme)
    assert reviews_read_by(lead) == (1, 1, 1, 1)
    show = f"{HOME}{programme.pk}/earlier/"
    for who in (lead, other, worker):
        refused(who, SHOW, programme.pk, authority.pk)
        refused(who, "UPDATE platform_programmeauthority SET again_at = NULL")
        assert show not in at(who).get(HOME).content.decode()
    assert at(lead).post(show).status_code == 403
    assert at(worker).post(show).status_code == 403
    assert at(other).post(show).status_code == 422
    client = at(director)
    assert show in client.get(HOME).content.decode()
    for _ in range(2):
        assert client.post(show).status_code == 302
    assert show not in client.get(HOME).content.decode()
    with as_viewer(lead):
        assert EarlierShown.objects.count() == 1
    assert reviews_read_by(lead) == (2, 2, 2, 2)
    assert reviews_read_by(other) == (0, 0, 0, 0)
    leave_programme(programme, authority)
    for who in (lead, director):
        assert reviews_read_by(who) == (0, 0, 0, 0)


@pytest.mark.parametrize("says", [None, NOW])
def test_a_second_stay_is_not_passed_off_as_a_first_or_begun_too_soon(
    lead, director, programme, authority, says
):
    today = timezone.localdate()
    leave_on(programme, today + 5 * DAY)
    with pytest.raises(DatabaseError, match="row-level security"):
        with as_viewer(director), transaction.atomic():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(cohort, "_again_at", lambda _: says)
                join_again(lead, director, programme, today + 5 * DAY)


def test_what_is_written_in_the_stay_that_still_lasts_is_of_that_one(
    lead, director, programme
):
    leave_on(programme, timezone.localdate() + 5 * DAY)
    join_again(lead, director, programme, timezone.localdate() + 5 * DAY)
    make_closed(director, programme)
    assert reviews_read_by(lead) == (1, 1, 1, 1)
    as_owner(lambda: five_days_pass(programme))
    assert reviews_read_by(lead) == (0, 0, 0, 0)
    assert reviews_read_by(director) == (1, 1, 1, 1)


def leave_on(programme, day):
    rows = ProgrammeAuthority.objects.filter(programme=programme)
    as_owner(lambda: rows.update(left_on=day))


def five_days_pass(programme):
    """All that was written and agreed moves into the past."""
    stays = ProgrammeAuthority.objects.filter(programme=programme)
    stays.exclude(left_on=None).update(left_on=F("left_on") - 5 * DAY)
    again = stays.exclude(again_at=None)
    again.update(joined_on=F("joined_on") - 5 * DAY, again_at=F("again_at") - 5 * DAY)
    for model in (Review, Rater):
        model.objects.filter(programme=programme).update(at=F("at") - 5 * DAY)


def test_an_older_second_stay_is_given_the_moment_it_was_agreed(
    lead, director, programme
):
    today = timezone.localdate()
    leave_on(programme, today)
    join_again(lead, director, programme, today + 5 * DAY)
    again = ProgrammeAuthority.objects.exclude(again_at=None)
    agreed = again.get().again_at
    as_owner(lambda: again.update(again_at=timezone.now() + 5 * DAY))
    name = "kinfold.programme.migrations.0004_a_leaving_day_put_right"
    sql = importlib.import_module(name).AGREED
    as_owner(lambda: connection.cursor().execute(sql))
    assert again.get().again_at == agreed


def test_what_it_handed_on_and_brought_to_a_lab_is_not_shown_again(
    lead, director, programme, authority
):
    giver = make_worker_viewer(authority, Role.QUALITY_LEAD)
    reader = make_neighbour(programme)
    session = make_lab(lead, programme, authority)
    make_pack(lead, session, authority)
    book(reader, session, brings_case=False)
    plan = make_plan(giver, programme)
    to = {"to_programme": True}
    make_share(giver, plan, reader.in_authority(), **to)
    assert handed_to(reader) == handed_to(lead) == (1, 1, 1)
    stay_anew(lead, director, programme, authority)
    assert handed_to(reader) == handed_to(lead) == (0, 0, 0)
    assert handed_to(giver) == (1, 1, 1)
    make_share(giver, plan, reader.in_authority(), **to)
    make_pack(lead, session, authority)
    assert handed_to(reader) == handed_to(lead) == (1, 1, 1)
    assert handed_to(giver) == (2, 2, 2)


def handed_to(viewer):
    return counted(viewer, PlanShare, PlanSnapshot, LabPack)


def counted(viewer, *models):
    with as_viewer(viewer):
        return tuple(model.objects.count() for model in models)


def test_a_leaving_day_is_put_right_before_it_comes(lead, director, programme):
    trainer = make_programme_member(programme, Role.TRAINER)
    today = timezone.localdate()
    leave = f"{HOME}{programme.pk}/{director.authority_id}/leave/"
    wrong = {"version": 0, "why": "A new plan", **days("left_on", today + 9 * DAY)}
    assert at(lead).post(leave, wrong).status_code == 302
    assert at(lead).post(leave, wrong).status_code == 302  # pressed twice
    assert f'href="{leave}"' in at(director).get(HOME).content.decode()
    assert "A new plan" in at(director).get(leave).content.decode()
    right = {"version": 1, "why": "Mistyped", **days("left_on", today + 5 * DAY)}
    assert at(director).post(leave, right | {"version": 0}).status_code == 409
    early = right | days("left_on", today - DAY)
    assert at(director).post(leave, early).status_code == 422
    assert at(director).post(leave, right).status_code == 302
    second = at(lead).post(leave, wrong | {"version": 1, "why": "<b>Later"})
    assert second.status_code == 409
    assert b"Mistyped" in second.content
    assert b"&lt;b&gt;Later" in second.content
    with as_viewer(lead):
        assert [one.left_on for one in StayEnded.objects.order_by("number")] == [
            today + 9 * DAY, today + 5 * DAY,
        ]  # fmt: skip
        [stay] = ProgrammeAuthority.objects.filter(programme=programme)
        assert stay.left_on == today + 5 * DAY
    for who, reads in ((lead, 1), (director, 1), (trainer, 0)):
        shown = at(who).get(HOME).content.decode()
        assert shown.count("Mistyped. Before that") == reads
        assert shown.count("A new plan") == reads
    # from that day on it is out, and only an invitation brings it back
    now = right | {"version": 2} | days("left_on", today)
    assert at(director).post(leave, now).status_code == 302
    late = at(lead).post(leave, right | {"version": 3})
    assert late.status_code == 422
    assert "only by another invitation" in late.content.decode()
    assert at(lead).get(leave).status_code == 302


def test_a_leaving_day_never_reaches_into_the_next_stay(lead, director, programme):
    today, change = timezone.localdate(), "UPDATE platform_programmeauthority SET "
    change += "left_on = %s WHERE left_on IS NOT NULL"
    leaves = {"programme_id": programme.pk, "place": director.authority_id}
    with as_viewer(lead):
        cohort.leave(left_on=today + 5 * DAY, why="A new plan", by=lead, **leaves)
    join_again(lead, director, programme, today + 5 * DAY)
    for who in (lead, director):
        refused(who, change, today + 6 * DAY)
        refused(who, change, today - DAY)
        assert run(who, change, today + 4 * DAY) == 1
    trainer = make_programme_member(programme, Role.TRAINER)
    assert run(trainer, change, today) == 0
