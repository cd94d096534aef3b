"""What road-tests of a plan said, and the answer each of them has."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.implementation import policy
from kinfold.implementation.holding import said
from kinfold.implementation.models import FeedbackAnswer, RoadTestFeedback
from kinfold.implementation.selectors import plans
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@transaction.atomic
def keep_feedback(
    *,
    plan_id: UUID,
    line_id: str,
    place: str,
    said_on: date,
    words: str,
    by: Viewer,
    at: datetime | None = None,
) -> RoadTestFeedback:
    """Keep what an agency or team said when it tried the plan out.

    Raises:
        PermissionDenied: not theirs to write.
        NotFound: there is no such plan or line for them.
        CannotDo: the day has not come yet.
    """
    insist(policy.may_write(by))
    shown = plans.plan(by, plan_id)
    if line_id:
        shown.line(line_id)
    if said_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "said_on")
    row = RoadTestFeedback(
        authority_id=shown.row.authority_id,
        plan=shown.row,
        version=shown.version.number,
        line_id=line_id,
        place=place,
        said_on=said_on,
        words=words,
        **said(by, at),
    )
    row.save(force_insert=True)
    audit.record(by=by, action="implementation.fed_back", target=row, changes={})
    return row


@transaction.atomic
def answer_feedback(
    *,
    feedback_id: UUID,
    is_taken: bool,
    why: str,
    seen_number: int,
    by: Viewer,
    at: datetime | None = None,
) -> FeedbackAnswer:
    """Say whether it was taken into the plan, and why. An answer before it stays.

    Raises:
        PermissionDenied: not theirs to answer.
        NotFound: there is no such feedback for them.
        StaleVersion: somebody else answered since it was read.
    """
    insist(policy.may_write(by))
    found = plans.feedback(by, feedback_id)
    # what was said is never changed, so the plan it is about is what is locked
    plans.plan(by, found.row.plan_id, is_locked=True)
    found = plans.feedback(by, feedback_id)
    number = found.answer.number if found.answer else 0
    if found.answer and number != seen_number:
        raise StaleVersion(found.answer)
    row = FeedbackAnswer(
        authority_id=found.row.authority_id,
        feedback=found.row,
        number=number + 1,
        is_taken=is_taken,
        why=why,
        **said(by, at),
    )
    row.save(force_insert=True)
    audit.record(
        by=by,
        action="implementation.feedback_answered",
        target=row,
        changes={"is_taken": is_taken},
    )
    return row
