"""Below the pages: who may write in whose name, and what they can read of a case."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinfold.lab import actions, selectors
from kinfold.lab.models import (
    LabBooking,
    LabFollowUp,
    LabLearning,
    LabNote,
    LabPack,
    LabPackWithdrawal,
    LabSession,
)
from kinfold.platform.models import said_by
from kinfold.platform.tenancy import as_viewer
from tests.factories.lab import make_pack
from tests.factories.platform import as_owner
from tests.factories.themes import (
    leave_programme,
)
from tests.lab.steps import book

pytestmark = pytest.mark.django_db
OF_A_CASE = (LabPack, LabNote, LabFollowUp)


@pytest.fixture
def pack(lead, leader, session, authority):
    made, due = make_pack(lead, session, authority)
    with as_viewer(leader):
        actions.note(pack_id=made.pk, kind="takes", words="we ask her", by=leader)
        actions.follow_up(
            follow_up_id=due.pk, was_done="asked her", came_of_it="she came",
            seen_version=1, by=leader,
        )  # fmt: skip
    return made


def read_by(viewer):
    with as_viewer(viewer):
        return [model.objects.count() for model in OF_A_CASE]


def is_over(session):
    day = timezone.localdate() - timedelta(days=session.days_open + 1)
    rows = LabSession.objects.filter(pk=session.pk)
    as_owner(lambda: rows.update(held_on=day))


def test_a_case_is_read_by_those_who_booked_while_it_is_open(
    lead, leader, observer, session, pack
):
    assert read_by(observer) == [0, 0, 0]
    book(observer, session, brings_case=False)
    assert read_by(observer) == read_by(lead) == read_by(leader) == [1, 1, 1]
    is_over(session)
    assert read_by(observer) == read_by(lead) == [0, 0, 0]
    assert read_by(leader) == [1, 1, 1]


def test_who_runs_no_lab_cannot_open_its_days_again(lead, observer, session, pack):
    book(observer, session, brings_case=False)
    is_over(session)
    rows = LabSession.objects.filter(pk=session.pk)
    with suppress(DatabaseError), as_viewer(observer), transaction.atomic():
        rows.update(days_open=9999)
    with suppress(DatabaseError), as_viewer(observer), transaction.atomic():
        rows.delete()
    assert read_by(observer) == [0, 0, 0]
    with as_viewer(lead):
        assert rows.get().days_open == session.days_open


def test_what_was_taken_back_is_read_by_nobody(lead, leader, observer, session, pack):
    book(observer, session, brings_case=False)
    with as_viewer(leader):
        LabPackWithdrawal.objects.create(
            programme_id=session.programme_id, authority_id=leader.authority_id,
            pack=pack, withdrawn_on=timezone.localdate(),
        )  # fmt: skip
    assert [read_by(one) for one in (observer, lead, leader)] == [[0, 0, 0]] * 3


def test_members_see_whose_day_has_come_and_no_words(lead, session, authority):
    make_pack(lead, session, authority)
    is_over(session)
    assert read_by(lead) == [0, 0, 1]
    with as_viewer(lead):
        [due] = selectors.follow_ups(lead)
        assert due.authority == authority


def rows_in_anothers_name(by, session, pack, due_on):
    """A row of each table, as if the pack's own authority had written it."""
    base = {"programme_id": session.programme_id, "authority_id": pack.authority_id}
    said = {**base, **said_by(by)}
    return [
        LabPack(**base, session=session, title="Planted", text="x"),
        LabPackWithdrawal(**base, pack=pack, withdrawn_on=due_on),
        LabFollowUp(**said, pack=pack, months=9, due_on=due_on),
        LabNote(**said, pack=pack, kind="takes", words="x"),
        LabLearning(**said, session=session, theme="x", learned="x"),
        LabBooking(**said, session=session, brings_case=True, seats=1),
    ]


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("who", ["lead", "observer"])
def test_nobody_writes_in_anothers_name(request, who, number, session, pack, observer):
    by = request.getfixturevalue(who)
    book(observer, session, brings_case=False)
    row = rows_in_anothers_name(by, session, pack, timezone.localdate())[number]
    with pytest.raises(DatabaseError, match="row-level security"), as_viewer(by):
        row.save(force_insert=True)


@pytest.mark.parametrize("model", [LabPackWithdrawal, LabFollowUp])
def test_nothing_of_ones_own_hangs_on_anothers_pack(model, observer, session, pack):
    book(observer, session, brings_case=False)
    mine = {
        "programme_id": session.programme_id,
        "authority_id": observer.authority_id,
        "pack": pack,
    }
    day = timezone.localdate()
    if model is LabFollowUp:
        mine |= {"months": 9, "due_on": day, **said_by(observer)}
    else:
        mine |= {"withdrawn_on": day}
    with pytest.raises(DatabaseError, match="foreign key"), as_viewer(observer):
        model(**mine).save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("table", ["labbooking", "labfollowup", "labpack"])
def test_nobody_changes_or_deletes_anothers_row(
    table, lead, leader, observer, session, pack
):
    book(leader, session, brings_case=False)
    book(observer, session, brings_case=False)
    for who in (lead, observer):
        for statement in (
            f"UPDATE lab_{table} SET authority_id = authority_id",
            f"DELETE FROM lab_{table}",
        ):
            theirs = f"{statement} WHERE authority_id = '{leader.authority_id}'"
            changed = 0
            with suppress(DatabaseError), as_viewer(who), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(theirs)
                    changed = cursor.rowcount
            assert changed == 0, (who, theirs)


def test_what_one_that_left_wrote_is_shown_to_nobody(
    lead, leader, observer, session, programme, elsewhere_authority, pack
):
    book(observer, session, brings_case=False)
    url = {"pack_id": pack.pk, "kind": "observer", "is_sure": True}
    with as_viewer(observer):
        actions.note(**url, words="said by one that leaves", by=observer)
        actions.learn(
            session_id=session.pk, theme="a theme of theirs", learned="x", changed="",
            by=observer,
        )  # fmt: skip
    with as_viewer(lead):
        actions.learn(
            session_id=session.pk, theme="a theme of ours", learned="x", changed="",
            by=lead,
        )  # fmt: skip
        assert len(selectors.register(lead)) == 2
    leave_programme(programme, elsewhere_authority)
    with as_viewer(lead):
        assert [one.theme for one in selectors.register(lead)] == ["a theme of ours"]
        assert LabLearning.objects.count() == 1
    with as_viewer(leader):
        assert [one.kind for one in selectors.pack(leader, pack.pk).notes] == ["takes"]
        assert LabNote.objects.count() == 1


def test_one_that_left_still_takes_its_case_back(leader, programme, authority, pack):
    leave_programme(programme, authority)
    with as_viewer(leader):
        row, is_new = LabPackWithdrawal.objects.get_or_create(
            programme_id=programme.pk, authority_id=authority.pk, pack_id=pack.pk,
            defaults={"id": uuid.uuid4(), "withdrawn_on": timezone.localdate()},
        )  # fmt: skip
        assert is_new
        assert LabPackWithdrawal.objects.get() == row
