"""A programme's rows are for its members and its authorities, for any statement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinfold.platform.audit import record_in_programme
from kinfold.platform.fences import missing_fences, programme_models
from kinfold.platform.models import Programme, ProgrammeAuthority, ProgrammeEvent
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.platform import (
    as_owner,
    make_programme_viewer,
    make_worker_viewer,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def lead():
    return make_programme_viewer(Role.PROGRAMME_LEAD)


@pytest.fixture
def programme(lead):
    return Programme.objects.get(pk__in=lead.programme_ids)


@pytest.fixture
def event(lead, programme):
    with as_viewer(lead):
        target = ProgrammeEvent(programme=programme)
        record_in_programme(by=lead, action="test.made", target=target, changes={})
        return ProgrammeEvent.objects.get()


def join(programme, authority, *, joined_on=date(2017, 9, 29), left_on=None):
    as_owner(
        lambda: ProgrammeAuthority.objects.create(
            programme=programme,
            authority=authority,
            joined_on=joined_on,
            left_on=left_on,
        )
    )


def seen_by(viewer):
    with as_viewer(viewer):
        return ProgrammeEvent.objects.count()


def test_every_table_of_a_programme_stands_behind_its_fence():
    assert ProgrammeEvent in programme_models()
    with connection.cursor() as cursor:
        assert missing_fences(cursor) == []


def test_a_change_says_who_made_it(event, lead):
    assert (event.by_user_id, event.by_name) == (lead.user_id, lead.name)


def test_nobody_yet_sees_nothing(event):
    assert ProgrammeEvent.objects.count() == 0


def test_another_programmes_lead_sees_nothing(event, authority):
    stranger = make_worker_viewer(authority, Role.ANALYST)
    assert seen_by(stranger) == 0
    assert not programmes_open_to(stranger).exists()


def test_whoever_works_in_one_of_its_authorities_sees_it(event, programme, authority):
    join(programme, authority)
    worker = make_worker_viewer(authority, Role.ANALYST)
    assert seen_by(worker) == 1
    assert list(programmes_open_to(worker)) == [programme]


def test_an_authority_that_left_sees_nothing_from_that_day(event, programme, authority):
    join(programme, authority, left_on=TODAY())
    worker = make_worker_viewer(authority, Role.ANALYST)
    assert seen_by(worker) == 0
    assert not programmes_open_to(worker).exists()


def test_an_authority_that_will_leave_still_sees_it(event, programme, authority):
    join(programme, authority, left_on=TODAY() + timedelta(days=2))
    assert seen_by(make_worker_viewer(authority, Role.ANALYST)) == 1


def test_an_authority_that_will_join_sees_nothing_before(event, programme, authority):
    join(programme, authority, joined_on=TODAY() + timedelta(days=2))
    worker = make_worker_viewer(authority, Role.ANALYST)
    assert seen_by(worker) == 0
    assert not programmes_open_to(worker).exists()


def test_nobody_else_can_plant_a_row(event, lead, programme, authority):
    stranger = make_worker_viewer(authority, Role.ANALYST)
    target = ProgrammeEvent(programme=programme)
    with pytest.raises(DatabaseError, match="row-level security"), as_viewer(stranger):
        record_in_programme(by=stranger, action="planted", target=target, changes={})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform_programmeevent SET by_name = 'x'",
        "DELETE FROM platform_programmeevent",
    ],
)
def test_what_was_written_down_cannot_be_altered(event, lead, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_viewer(lead),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_it_is_written_in_a_transaction_or_not_at_all(lead, monkeypatch):
    from django.db import connections

    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record_in_programme(by=lead, action="x", target=ProgrammeEvent(), changes={})
