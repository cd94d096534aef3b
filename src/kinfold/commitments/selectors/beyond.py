"""What the network's own pages are told of who does what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from kinfold.commitments.models import (
    AskLink,
    Commitment,
    CommitmentAnswer,
    CommitmentTime,
)
from kinfold.platform.viewer import Viewer
from kinfold.practice.row_making import rows_as_json
from kinfold_core.practice.commitments import Answer
from kinfold_core.practice.standing_by import LedgerRow, Promised


def promises_beyond(viewer: Viewer, family_id: UUID) -> dict[UUID, Promised]:
    """By member, since when a yes of theirs stands, and since when they keep it.

    A yes counts while their newest answer to the words that stand now is one, and the
    commitment has not ended. One query.
    """
    here = {"authority_id": viewer.in_authority()}
    answers = CommitmentAnswer.objects.filter(
        **here,
        wording__commitment=OuterRef("pk"),
        wording__version=OuterRef("version"),
    ).order_by("answered_on", "recorded_at")
    times = CommitmentTime.objects.filter(
        **here, commitment=OuterRef("pk"), is_kept=True
    ).order_by("happened_on")
    rows = Commitment.objects.filter(**here, family_id=family_id, ends=None).annotate(
        answer_rows=rows_as_json(answers),
        first_kept=Subquery(times.values("happened_on")[:1]),
    )
    found: dict[UUID, Promised] = {}
    for row in rows:
        newest = {UUID(one["member_id"]): one for one in row.__dict__["answer_rows"]}
        for member_id, said in newest.items():
            if said["answer"] != Answer.YES:
                continue
            before = found.get(member_id, Promised())
            kept = row.__dict__["first_kept"] if member_id == row.member_id else None
            found[member_id] = Promised(
                _earlier(before.said_yes_on, date.fromisoformat(said["answered_on"])),
                _earlier(before.kept_on, kept),
            )
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def given_beyond(viewer: Viewer, family_id: UUID) -> Iterator[LedgerRow]:
    """Each link on which somebody was asked. One query."""
    rows = AskLink.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    ).select_related("made_by")
    for row in rows:
        yield LedgerRow(
            on=timezone.localdate(row.made_at),
            to=row.member_name,
            what="A link to what they are asked to do",
            how="",
            by=row.made_by.name,
            basis="They had heard the worry, and were asked for their own yes",
        )
