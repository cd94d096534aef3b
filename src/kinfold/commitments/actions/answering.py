"""Writing down the answer that somebody gave themselves, by text or on paper."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.commitments.holding import check_has_heard, hold_row, record
from kinfold.commitments.models import CommitmentAnswer
from kinfold.commitments.selectors import commitment_of
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.commitments import (
    AnswerDetails,
    CommitmentRow,
    Way,
    why_not_answer,
    why_not_that_day,
)


@transaction.atomic
def write_answer(
    *,
    family_id: UUID,
    commitment_id: UUID,
    member_id: UUID,
    version: int,
    details: AnswerDetails,
    by: Viewer,
) -> CommitmentRow:
    """Keep their reply word for word, or that they signed. Saying it twice is once.

    `version` is of the words they answered: an answer is never to other words.

    Raises:
        StaleVersion: the words changed since; holds the commitment as it stands.
        CannotDo: nothing of theirs is behind it, they have not heard the worry, or a
            day before they were asked or before their newest answer.
        NotFound: no such commitment, or somebody who was not asked.
    """
    commitment, row, worker_id = hold_row(by, family_id, commitment_id)
    if member_id not in row.askable:
        raise NotFound("somebody who was asked")
    if details.way not in {Way.TEXT, Way.PAPER}:
        raise CannotDo("Choose how their answer came", "way")
    message, at = why_not_answer(details, today=timezone.localdate())
    if message:
        raise CannotDo(message, at)
    check_has_heard(by, family_id, row, member_id, details.answer)
    if row.version != version:
        raise StaleVersion(row)
    if _is_there(row, member_id, details):
        return row
    message, at = why_not_that_day(row, member_id, details.answered_on)
    if message:
        raise CannotDo(message, at)
    CommitmentAnswer.objects.create(
        authority_id=commitment.authority_id,
        wording_id=row.wording_id,
        member_id=member_id,
        answer=details.answer,
        way=details.way,
        words=details.words,
        sure=details.sure,
        seen_by=details.seen_by if details.way == Way.PAPER else "",
        answered_on=details.answered_on,
        recorded_by_id=worker_id,
    )
    record(by, "commitment.answered", commitment,
           {"answer": details.answer, "way": details.way})  # fmt: skip
    return commitment_of(by, family_id, commitment_id)


def _is_there(row: CommitmentRow, member_id: UUID, details: AnswerDetails) -> bool:
    stands = row.answer_of(member_id)
    return stands is not None and (
        stands.answer, stands.way, stands.words, stands.sure, stands.answered_on,
    ) == (
        details.answer, details.way, details.words, details.sure, details.answered_on,
    )  # fmt: skip
