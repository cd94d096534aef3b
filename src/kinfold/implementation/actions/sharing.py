"""Handing a plan on to named others, taking it back, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.implementation import policy
from kinfold.implementation.actions.keeping import put_step
from kinfold.implementation.holding import day_of, said
from kinfold.implementation.models import (
    CommentAnswer,
    PlanComment,
    PlanShare,
    PlanSnapshot,
)
from kinfold.implementation.selectors import plans, shares
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.implementation_plan import (
    DRAFT,
    SHARED,
    kept_of,
    numbers_of,
    without,
)


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom, until when, and without which lines."""

    recipients: Sequence[UUID]
    to_programme: bool
    until: date
    left_out: Sequence[str]
    note: str


@transaction.atomic
def share_plan(
    *,
    plan_id: UUID,
    handing: Handing,
    seen_version: int,
    by: Viewer,
    at: datetime | None = None,
) -> PlanShare:
    """Hand a copy of the plan to named others. A draft becomes shared.

    Raises:
        PermissionDenied: not theirs to hand on.
        NotFound: there is no such plan for them.
        CannotDo: to nobody, to an authority that is not in the programme, or until a
            day that is past.
        StaleVersion: the plan was changed since they chose what to leave out.
    """
    insist(policy.may_hand_on(by))
    shown = plans.plan(by, plan_id, is_locked=True)
    plans.programme(by, shown.row.programme_id)
    if shown.version.number != seen_version:
        raise StaleVersion(shown.version)
    others = {one.pk for one in plans.others_in(by, shown.row.programme_id)}
    _check(handing, others, day_of(at))
    if not shown.lines:
        raise CannotDo("There is nothing in the plan yet. Add a goal first")
    row = PlanShare(
        programme_id=shown.row.programme_id,
        authority_id=shown.row.authority_id,
        recipients=list(handing.recipients),
        to_programme=handing.to_programme,
        plan=shown.row,
        version=seen_version,
        last_day=handing.until,
        note=handing.note,
        **said(by, at),
    )
    row.save(force_insert=True)
    _copy(shown, row, handing)
    _record_share(row, handing, by)
    if shown.step.state == DRAFT:
        why = "Shared with others"
        put_step(shown=shown, to=SHARED, on=day_of(at), why=why, by=by, at=at)
    return row


def _record_share(row: PlanShare, handing: Handing, by: Viewer) -> None:
    audit.record(
        by=by,
        action="implementation.shared",
        target=row,
        changes={
            "version": row.version,
            "recipients": [str(one) for one in handing.recipients],
            "until": handing.until.isoformat(),
            "left_out": len(handing.left_out),
        },
    )


def _copy(shown: plans.PlanRead, row: PlanShare, handing: Handing) -> None:
    """The words as they are handed on, without the lines that are left out."""
    PlanSnapshot(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        recipients=row.recipients,
        to_programme=row.to_programme,
        until=handing.until,
        share=row,
        title=shown.row.title,
        lines=[kept_of(one) for one in without(shown.lines, handing.left_out)],
    ).save(force_insert=True)


@transaction.atomic
def take_back(*, share_id: UUID, by: Viewer) -> None:
    """Show a share to nobody from this moment. Again changes nothing.

    Raises:
        PermissionDenied: not theirs to take back.
        NotFound: there is no such share of theirs.
    """
    insist(policy.may_hand_on(by))
    row = (
        PlanSnapshot.objects.select_for_update()
        .filter(share=share_id, authority=by.in_authority())
        .first()
    )
    if row is None:
        raise NotFound(f"No share {share_id}")
    # one that has left shows it to nobody already, and may write nothing there
    plans.programme(by, row.programme_id)
    if row.withdrawn_on:
        return
    row.withdrawn_on = timezone.localdate()
    row.save(update_fields=["withdrawn_on"])
    audit.record(by=by, action="implementation.taken_back", target=row, changes={})


@transaction.atomic
def comment_on(
    *, share_id: UUID, line_id: str, words: str, by: Viewer, at: datetime | None = None
) -> PlanComment:
    """Say something to the giver about one line of what they shared.

    Raises:
        PermissionDenied: not theirs to say.
        NotFound: there is no such share, or line, for them.
        CannotDo: it is not shared any more, or is their own.
    """
    insist(policy.may_write(by))
    shown = shares.share(by, share_id)
    if shown.is_own:
        raise CannotDo("This is your own plan. Change it instead")
    if not shown.is_shown:
        raise CannotDo(
            f"{shown.giver} does not share this plan any more, so nothing new can be "
            "said about it"
        )
    shown.line(line_id)
    row = PlanComment(
        programme_id=shown.row.programme_id,
        authority_id=by.in_authority(),
        recipients=[shown.row.authority_id],
        share=shown.row,
        line_id=line_id,
        line_number=numbers_of(shown.lines)[line_id],
        words=words,
        **said(by, at),
    )
    row.save(force_insert=True)
    audit.record(by=by, action="implementation.commented", target=row, changes={})
    return row


@transaction.atomic
def answer_comment(
    *, comment_id: UUID, words: str, by: Viewer, at: datetime | None = None
) -> CommentAnswer:
    """Answer somebody who commented on one's own plan.

    Raises:
        PermissionDenied: not theirs to answer.
        NotFound: there is no such comment on a plan of theirs.
    """
    insist(policy.may_write(by))
    found = shares.comment(by, comment_id).row
    if by.in_authority() not in found.recipients:
        raise NotFound(f"No comment {comment_id} to answer")
    row = CommentAnswer(
        programme_id=found.programme_id,
        authority_id=by.in_authority(),
        recipients=[found.authority_id],
        comment=found,
        words=words,
        **said(by, at),
    )
    row.save(force_insert=True)
    audit.record(
        by=by, action="implementation.comment_answered", target=row, changes={}
    )
    return row


def _check(handing: Handing, others: set[UUID], today: date) -> None:
    if not handing.recipients and not handing.to_programme:
        raise CannotDo("Choose at least one to share it with", "recipients")
    if not set(handing.recipients) <= others:
        raise CannotDo(
            "One of these authorities is not in the programme today. Choose again",
            "recipients",
        )
    if handing.until < today:
        raise CannotDo("This day is past. Give today or a later day", "until")
