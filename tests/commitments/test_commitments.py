"""A commitment is somebody's own: asked in words, and counted once they said yes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.commitments import actions
from kinfold.commitments.models import (
    Commitment,
    CommitmentAnswer,
    CommitmentEnd,
    CommitmentTime,
    CommitmentWording,
)
from kinfold.commitments.selectors import commitment_of, commitments_of
from kinfold.networks import actions as networks
from kinfold.networks.models import NetworkMember
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, RecordRefused, StaleVersion
from kinfold.records.models import Family
from kinfold_core.practice.commitments import CommitmentDetails, CommitmentRow
from kinfold_core.practice.written import Named
from tests.factories.commitments import SLEEP, make_answer, make_commitment
from tests.factories.networks import make_member, make_told
from tests.factories.practice import make_family, make_set
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def nan(practitioner: Viewer, family: Family, danger: DangerStatement) -> NetworkMember:
    member = make_member(practitioner, family)
    make_told(practitioner, member, danger.pk)
    return member


def reworded(
    by: Viewer, row: CommitmentRow, family: Family, version: int = 0, **changes: Any
) -> CommitmentRow:
    details = {"does": row.does, "danger_ids": row.danger_ids, "days": row.days,
               "parts": row.parts, "until": row.until} | changes  # fmt: skip
    with as_viewer(by):
        return actions.reword(
            family_id=family.pk, commitment_id=row.id, why="She works on Saturdays now",
            details=CommitmentDetails(**details), version=version or row.version, by=by,
        )  # fmt: skip


def test_what_somebody_is_asked_counts_once_they_said_yes(
    practitioner: Viewer, nan: NetworkMember, danger: DangerStatement
) -> None:
    asked = make_commitment(practitioner, nan, danger.pk)
    assert (asked.does, asked.member_name, asked.version) == (SLEEP, "Nan Jo", 1)
    assert not asked.is_accepted
    said = make_answer(practitioner, nan, asked, sure=8)
    assert said.is_accepted
    (answer,) = said.answers
    assert (answer.sure, answer.seen_by) == (8, practitioner.name)


def test_the_same_words_are_asked_once(
    practitioner: Viewer, nan: NetworkMember, danger: DangerStatement
) -> None:
    first = make_commitment(practitioner, nan, danger.pk)
    again = make_commitment(practitioner, nan, danger.pk, parts=("night", "nine"))
    other = make_commitment(practitioner, nan, danger.pk, days=(4,))
    assert again.id == first.id != other.id
    events = AuditEvent.objects.filter(action="commitment.offered")
    with as_viewer(practitioner):
        assert events.count() == 2


def test_other_words_are_asked_again_and_the_old_ones_stay(
    practitioner: Viewer, family: Family, nan: NetworkMember, danger: DangerStatement
) -> None:
    asked = make_commitment(practitioner, nan, danger.pk)
    make_answer(practitioner, nan, asked)
    changed = reworded(practitioner, asked, family, days=(4,))
    assert (changed.version, changed.is_accepted) == (2, False)
    assert [one.version for one in changed.wordings] == [1, 2]
    assert changed.wordings[1].why == "She works on Saturdays now"
    assert [one.version for one in changed.answers] == [1]
    assert make_answer(practitioner, nan, changed).is_accepted


def test_saving_what_stands_changes_nothing_and_the_first_to_save_wins(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    assert reworded(practitioner, asked, family).version == 1
    reworded(practitioner, asked, family, does="I ring at nine.")
    with pytest.raises(StaleVersion) as refused:
        reworded(practitioner, asked, family, does="I come at nine.")
    assert refused.value.current.does == "I ring at nine."


def test_a_yes_is_never_to_other_words(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    reworded(practitioner, asked, family, does="I come every night, for ever.")
    with pytest.raises(StaleVersion):
        make_answer(practitioner, nan, asked)
    with as_viewer(practitioner):
        assert not CommitmentAnswer.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"way": "link"}, "way"),
        ({"way": "text"}, "words"),
        ({"seen_by": ""}, "seen_by"),
        ({"answer": "other_words"}, "words"),
        ({"answered_on": days_ago(-2)}, "answered_on"),
    ],
)
def test_nothing_counts_that_a_worker_typed_with_nothing_behind_it(
    practitioner: Viewer, nan: NetworkMember, changes: dict[str, Any], field: str
) -> None:
    asked = make_commitment(practitioner, nan)
    with pytest.raises(CannotDo) as refused:
        make_answer(practitioner, nan, asked, **changes)
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not CommitmentAnswer.objects.exists()


def test_the_database_keeps_no_answer_without_its_proof(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    bare = {
        "authority_id": practitioner.in_authority(), "wording_id": asked.wording_id,
        "member_id": nan.pk, "answer": "yes", "answered_on": days_ago(0),
        "recorded_by_id": practitioner.worker_id,
    }  # fmt: skip
    for way in ("link", "text", "paper"):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError, match="their_own"),
            transaction.atomic(),
        ):
            CommitmentAnswer.objects.create(**bare, way=way)


def test_a_reply_is_kept_word_for_word_and_once(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    reply = {"way": "text", "words": "yes love but not 24th xx", "seen_by": ""}
    make_answer(practitioner, nan, asked, **reply)
    twice = make_answer(practitioner, nan, asked, **reply)
    assert [one.words for one in twice.answers] == ["yes love but not 24th xx"]
    no = make_answer(practitioner, nan, asked, "no")
    assert not no.is_accepted
    assert len(no.answers) == 2


def test_nobody_says_yes_to_what_they_have_not_heard(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    asked = make_commitment(practitioner, raj, danger.pk)
    with pytest.raises(CannotDo, match="Raj has not heard the worry"):
        make_answer(practitioner, raj, asked)
    assert len(make_answer(practitioner, raj, asked, "no").answers) == 1


def test_who_comes_instead_answers_for_themselves(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    bea = make_member(practitioner, family, "Bea", who=Named(name="Bea"))
    asked = make_commitment(practitioner, nan, backup_id=raj.pk)
    said = make_answer(practitioner, raj, asked)
    assert said.has_yes_of(raj.pk)
    assert not said.is_accepted
    with pytest.raises(NotFound):
        make_answer(practitioner, bea, asked)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"does": " "}, "does"),
        ({"days": ()}, "days"),
        ({"parts": ()}, "parts"),
        ({"from_on": days_ago(0), "until_on": days_ago(3)}, "until_on"),
    ],
)
def test_nobody_is_asked_half_a_thing(
    practitioner: Viewer, nan: NetworkMember, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_commitment(practitioner, nan, **changes)
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not CommitmentWording.objects.exists()


def test_nobody_stands_in_for_themselves_or_is_asked_while_they_are_away(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    with pytest.raises(CannotDo, match="somebody else"):
        make_commitment(practitioner, nan, backup_id=nan.pk)
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    with as_viewer(practitioner):
        networks.step_back(
            family_id=family.pk, member_id=raj.pk, reason="He is ill",
            ended_on=days_ago(0), by=practitioner,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="Raj stepped back"):
        make_commitment(practitioner, raj)
    with pytest.raises(CannotDo, match="Raj stepped back"):
        make_commitment(practitioner, nan, backup_id=raj.pk)


def test_nothing_of_another_family_is_named(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    others = make_family(practitioner)
    theirs = make_set(practitioner, others)
    stranger = make_member(practitioner, others, "Zed", who=Named(name="Zed"))
    with pytest.raises(NotFound):
        make_commitment(practitioner, nan, theirs.pk)
    with pytest.raises(NotFound):
        make_commitment(practitioner, nan, backup_id=stranger.pk)
    with pytest.raises(NotFound):
        make_commitment(practitioner, nan, rule_id=uuid4())
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.offer(
            family_id=nan.family_id, member_id=stranger.pk, by=practitioner,
            details=CommitmentDetails(does="I ring."),
        )  # fmt: skip


def test_how_it_went_is_an_event_and_never_a_label(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    told: dict[str, Any] = {
        "family_id": family.pk, "commitment_id": asked.id, "by": practitioner,
        "happened_on": days_ago(1), "told_by": Named(name="Nan Jo"),
    }  # fmt: skip
    with as_viewer(practitioner):
        actions.write_time(**told, is_kept=True, what="")
        actions.write_time(**told, is_kept=True, what="")
        with pytest.raises(CannotDo, match="without blame"):
            actions.write_time(**told, is_kept=False, what=" ")
        with pytest.raises(CannotDo, match="not come yet"):
            actions.write_time(
                **told | {"happened_on": days_ago(-1)}, is_kept=True, what=""
            )
        with pytest.raises(CannotDo, match="who told it"):
            actions.write_time(**told | {"told_by": Named()}, is_kept=True, what="")
        row = actions.write_time(**told, is_kept=False, what="Her train was late.")
    assert (row.times_kept, len(row.kept)) == (1, 2)


def test_it_ends_without_blame_and_stays_readable(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    here: dict[str, Any] = {
        "family_id": family.pk, "commitment_id": asked.id, "by": practitioner,
        "ended_on": days_ago(0),
    }  # fmt: skip
    with as_viewer(practitioner):
        for wrong, says in (
            ({"reason": " "}, "blame nobody"),
            ({"reason": "x", "ended_on": days_ago(-1)}, "not come yet"),
            ({"reason": "x", "ended_on": days_ago(9)}, "before they were asked"),
        ):
            with pytest.raises(CannotDo, match=says):
                actions.end(**here | wrong)
        ended = actions.end(**here, reason="She works nights now")
        assert actions.end(**here, reason="Again").ended_reason == ended.ended_reason
        assert CommitmentEnd.objects.count() == 1
    assert not ended.is_on(days_ago(0))
    assert ended.does == SLEEP
    with pytest.raises(CannotDo, match="has ended"):
        make_answer(practitioner, nan, asked)
    with pytest.raises(CannotDo, match="has ended"):
        reworded(practitioner, asked, family, does="I ring.")
    anew = make_commitment(practitioner, nan)
    assert anew.id != asked.id


def test_what_was_said_is_never_changed_or_taken_away(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    make_answer(practitioner, nan, asked)
    for model in (CommitmentWording, CommitmentAnswer, CommitmentTime, CommitmentEnd):
        rows = model._default_manager.all()
        for change in (
            lambda rows=rows: rows._raw_delete(rows.db),
            lambda rows=rows: rows.update(authority=None),
        ):
            with (
                as_viewer(practitioner),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
            ):
                change()


def test_only_those_who_work_with_the_family_ask_its_people(
    nan: NetworkMember, analyst: Viewer, elsewhere: Viewer, practitioner: Viewer
) -> None:
    with pytest.raises(RecordRefused):
        make_commitment(analyst, nan)
    with pytest.raises(NotFound):
        make_commitment(elsewhere, nan)
    asked = make_commitment(practitioner, nan)
    with as_viewer(elsewhere):
        assert commitments_of(elsewhere, nan.family_id) == ()
        with pytest.raises(NotFound):
            commitment_of(elsewhere, nan.family_id, asked.id)


def test_commitments_are_read_in_as_many_queries_whatever_their_number(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    counts = []
    for day in range(4):
        row = make_commitment(practitioner, nan, days=(day,))
        make_answer(practitioner, nan, row, answered_on=timezone.localdate())
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            commitments_of(practitioner, family.pk)
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1
    assert counts[-1] <= 6


def test_an_old_yes_is_not_written_over_a_newer_no(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    asked = make_commitment(practitioner, nan)
    for back in (0, 5):
        with as_viewer(practitioner):
            Commitment.objects.filter(pk=asked.id).update(offered_on=days_ago(back))
        if back:
            make_answer(practitioner, nan, asked, "no", answered_on=days_ago(1))
        with pytest.raises(CannotDo) as refused:
            make_answer(practitioner, nan, asked, answered_on=days_ago(2))
        assert refused.value.field == "answered_on"
    with as_viewer(practitioner):
        assert not commitment_of(practitioner, nan.family_id, asked.id).is_accepted
    assert make_answer(practitioner, nan, asked, answered_on=days_ago(1)).is_accepted
