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
from kinfold_core.access import Role
from tests.factories.lab import make_lab, make_pack
from tests.factories.platform import as_owner, make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = pytest.mark.django_db
OF_A_CASE = (LabPack, LabNote, LabFollowUp)


@pytest.fixture
def programme(authority, elsewhere_authority):
    found = make_programme_of(authority)
    join_programme(found, elsewhere_authority)
    return found


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def owner(authority):
    return make_worker_viewer(authority, Role.PRACTICE_LEADER)


@pytest.fixture
def stranger(elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.PRACTICE_LEADER)


@pytest.fixture
def session(lead, programme, authority):
    return make_lab(lead, programme, authority)


@pytest.fixture
def pack(lead, owner, session, authority):
    made, due = make_pack(lead, session, authority)
    with as_viewer(owner):
        actions.note(pack_id=made.pk, kind="takes", words="we ask her", by=owner)
        actions.follow_up(
            follow_up_id=due.pk, was_done="asked her", came_of_it="she came",
            seen_version=1, by=owner,
        )  # fmt: skip
    return made


def book(by, session):
    with as_viewer(by):
        actions.book(session_id=session.pk, brings_case=False, seats=2, by=by)


def read_by(viewer):
    with as_viewer(viewer):
        return [model.objects.count() for model in OF_A_CASE]


def is_over(session):
    day = timezone.localdate() - timedelta(days=session.days_open + 1)
    rows = LabSession.objects.filter(pk=session.pk)
    as_owner(lambda: rows.update(held_on=day))


def test_a_case_is_read_by_those_who_booked_while_it_is_open(
    lead, owner, stranger, session, pack
):
    assert read_by(stranger) == [0, 0, 0]
    book(stranger, session)
    assert read_by(stranger) == read_by(lead) == read_by(owner) == [1, 1, 1]
    is_over(session)
    assert read_by(stranger) == read_by(lead) == [0, 0, 0]
    assert read_by(owner) == [1, 1, 1]


def test_what_was_taken_back_is_read_by_nobody(lead, owner, stranger, session, pack):
    book(stranger, session)
    with as_viewer(owner):
        LabPackWithdrawal.objects.create(
            programme_id=session.programme_id, authority_id=owner.authority_id,
            pack=pack, withdrawn_on=timezone.localdate(),
        )  # fmt: skip
    assert [read_by(one) for one in (stranger, lead, owner)] == [[0, 0, 0]] * 3


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
@pytest.mark.parametrize("who", ["lead", "stranger"])
def test_nobody_writes_in_anothers_name(request, who, number, session, pack, stranger):
    by = request.getfixturevalue(who)
    book(stranger, session)
    row = rows_in_anothers_name(by, session, pack, timezone.localdate())[number]
    with pytest.raises(DatabaseError, match="row-level security"), as_viewer(by):
        row.save(force_insert=True)


@pytest.mark.parametrize("model", [LabPackWithdrawal, LabFollowUp])
def test_nothing_of_ones_own_hangs_on_anothers_pack(model, stranger, session, pack):
    book(stranger, session)
    mine = {
        "programme_id": session.programme_id,
        "authority_id": stranger.authority_id,
        "pack": pack,
    }
    day = timezone.localdate()
    if model is LabFollowUp:
        mine |= {"months": 9, "due_on": day, **said_by(stranger)}
    else:
        mine |= {"withdrawn_on": day}
    with pytest.raises(DatabaseError, match="foreign key"), as_viewer(stranger):
        model(**mine).save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("table", ["labbooking", "labfollowup", "labpack"])
def test_nobody_changes_or_deletes_anothers_row(
    table, lead, owner, stranger, session, pack
):
    book(owner, session)
    book(stranger, session)
    for who in (lead, stranger):
        for statement in (
            f"UPDATE lab_{table} SET authority_id = authority_id",
            f"DELETE FROM lab_{table}",
        ):
            theirs = f"{statement} WHERE authority_id = '{owner.authority_id}'"
            changed = 0
            with suppress(DatabaseError), as_viewer(who), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(theirs)
                    changed = cursor.rowcount
            assert changed == 0, (who, theirs)


def test_what_one_that_left_wrote_is_shown_to_nobody(
    lead, owner, stranger, session, programme, elsewhere_authority, pack
):
    book(stranger, session)
    url = {"pack_id": pack.pk, "kind": "observer", "is_sure": True}
    with as_viewer(stranger):
        actions.note(**url, words="said by one that leaves", by=stranger)
        actions.learn(
            session_id=session.pk, theme="a theme of theirs", learned="x", changed="",
            by=stranger,
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
    with as_viewer(owner):
        assert [one.kind for one in selectors.pack(owner, pack.pk).notes] == ["takes"]
        assert LabNote.objects.count() == 1


def test_one_that_left_still_takes_its_case_back(owner, programme, authority, pack):
    leave_programme(programme, authority)
    with as_viewer(owner):
        row, is_new = LabPackWithdrawal.objects.get_or_create(
            programme_id=programme.pk, authority_id=authority.pk, pack_id=pack.pk,
            defaults={"id": uuid.uuid4(), "withdrawn_on": timezone.localdate()},
        )  # fmt: skip
        assert is_new
        assert LabPackWithdrawal.objects.get() == row
