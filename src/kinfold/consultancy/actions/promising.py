"""What either side promises, and what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.consultancy import policy, selectors
from kinfold.consultancy.holding import open_sitting
from kinfold.consultancy.models import Promise, PromiseAnswer
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@transaction.atomic
def promise(
    *, sitting_id: UUID, side: str, words: str, who: str, by_day: date, by: Viewer
) -> Promise:
    """Keep what one side said at a visit or a call that it would do.

    Raises:
        PermissionDenied, NotFound: as `open_sitting`.
        CannotDo: it is closed, or the day is before it was promised.
    """
    sitting = open_sitting(sitting_id, by)
    if by_day < sitting.day:
        raise CannotDo("This day is before the promise. Give a later one", "by_day")
    row = Promise(
        programme_id=sitting.programme_id,
        authority_id=sitting.authority_id,
        sitting=sitting,
        side=side,
        words=words,
        who=who,
        by_day=by_day,
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(by=by, action="promise.made", target=row, changes={})
    return row


@transaction.atomic
def answer(
    *,
    promise_id: UUID,
    state: str,
    words: str,
    seen_version: int,
    by_day: date | None = None,
    sitting_id: UUID | None = None,
    by: Viewer,
) -> Promise:
    """Say what came of a promise: at a visit or a call, or between two of them.

    Args:
        by_day: the day from now on of what is still to do; None leaves it.

    Raises:
        PermissionDenied, NotFound: as `selectors.promise`, or it is not theirs.
        StaleVersion: somebody else said something of it first.
        CannotDo: it is settled, the new day is past, or the visit is closed or is
            not after the promise.
    """
    row = selectors.promise(by, promise_id, is_locked=True)
    insist(policy.may_hold(by, row.authority_id))
    if row.version != seen_version:
        raise StaleVersion(row)
    if row.state != Promise.State.OPEN:
        raise CannotDo("What came of this is written down already")
    if sitting_id is not None:
        _insist_is_asked_at(row, sitting_id, by)
    is_open = state == Promise.State.OPEN
    if is_open and by_day and by_day < timezone.localdate():
        raise CannotDo("This day is past. Give today or a later one", "by_day")
    before = row.by_day
    row.by_day = by_day if is_open and by_day else before
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["by_day", "state", "version"])
    PromiseAnswer(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        promise=row,
        sitting_id=sitting_id,
        version=row.version,
        state=state,
        words=words,
        before=before,
        by_day=row.by_day,
        **said_by(by),
    ).save(force_insert=True)
    audit.record_in_programme(by=by, action="promise.answered", target=row, changes={})
    return row


def _insist_is_asked_at(row: Promise, sitting_id: UUID, by: Viewer) -> None:
    sitting = open_sitting(sitting_id, by)
    owed, _ = selectors.owed_at(by, sitting)
    if row.pk not in {one.pk for one in owed}:
        raise CannotDo("This was not promised before this visit or call")
