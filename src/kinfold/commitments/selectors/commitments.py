"""Every commitment of a family with all that hangs on it, whatever their number."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from kinfold.commitments.models import (
    Commitment,
    CommitmentAnswer,
    CommitmentDanger,
    CommitmentEnd,
    CommitmentTime,
    CommitmentWording,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.commitments import (
    AnswerRow,
    CommitmentRow,
    KeptRow,
    WordingRow,
)


def commitments_of(viewer: Viewer, family_id: UUID) -> tuple[CommitmentRow, ...]:
    """Every commitment of a family that the caller has been authorised for.

    Oldest first, those that ended too. Six queries, however many there are.
    """
    here = {"authority_id": viewer.in_authority()}
    wordings = (
        CommitmentWording.objects.filter(**here)
        .select_related("backup", "written_by")
        .order_by("version")
    )
    answers = CommitmentAnswer.objects.filter(**here).select_related("recorded_by")
    rows = Commitment.objects.filter(**here, family_id=family_id).select_related(
        "member"
    )
    found = rows.order_by("offered_at", "pk").prefetch_related(
        Prefetch("wordings", wordings),
        Prefetch("wordings__dangers", CommitmentDanger.objects.filter(**here)),
        Prefetch("wordings__answers", answers.order_by("-recorded_at")),
        Prefetch(
            "times",
            CommitmentTime.objects.filter(**here).order_by(
                "-happened_on", "-recorded_at"
            ),
        ),
        Prefetch("ends", CommitmentEnd.objects.filter(**here)),
    )
    return tuple(_row(one) for one in found)


def commitment_of(
    viewer: Viewer, family_id: UUID, commitment_id: UUID
) -> CommitmentRow:
    """One commitment of an authorised family.

    Raises:
        NotFound: this family has no such commitment.
    """
    for row in commitments_of(viewer, family_id):
        if row.id == commitment_id:
            return row
    raise NotFound("commitment")


def _row(one: Commitment) -> CommitmentRow:
    wordings = list(one.wordings.all())
    now = wordings[-1]
    end = next(iter(one.ends.all()), None)
    return CommitmentRow(
        id=one.pk,
        member_id=one.member_id,
        member_name=one.member.name,
        backup_id=now.backup_id,
        backup_name=now.backup.name if now.backup else "",
        version=one.version,
        wording_id=now.pk,
        offered_on=one.offered_on,
        does=now.does,
        danger_ids=tuple(sorted(row.danger_id for row in now.dangers.all())),
        rule_id=now.rule_id,
        how_often=now.how_often,
        days=tuple(now.days),
        parts=tuple(now.parts),
        from_on=now.from_on,
        until=now.until,
        until_on=now.until_on,
        wordings=tuple(
            WordingRow(
                row.version,
                row.does,
                row.why,
                row.written_by.name,
                timezone.localtime(row.written_at),
            )
            for row in wordings
        ),
        answers=tuple(
            _answer(row, wording.version)
            for wording in wordings
            for row in wording.answers.all()
        ),
        kept=tuple(
            KeptRow(row.is_kept, row.happened_on, row.what, row.told_by_name)
            for row in one.times.all()
        ),
        ended_on=end.ended_on if end else None,
        ended_reason=end.reason if end else "",
    )


def _answer(row: CommitmentAnswer, version: int) -> AnswerRow:
    return AnswerRow(
        member_id=row.member_id,
        version=version,
        answer=row.answer,
        way=row.way,
        answered_on=row.answered_on,
        words=row.words,
        sure=row.sure,
        seen_by=row.seen_by,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded_at=row.recorded_at,
    )
