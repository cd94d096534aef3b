"""Read back, acted on, finished."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kinfold.child_tools import holding
from kinfold.child_tools.errors import CannotFinish
from kinfold.child_tools.judging import findings_to_finish
from kinfold.child_tools.models import (
    ChildDisclosure,
    ChildItem,
    ChildToolSession,
)
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.findings import has_block
from kinfold_core.practice.child_tools import (
    RESPONSE_DAYS,
    RESPONSE_DAYS_MOST,
    Disclosed,
    DisclosureDetails,
)


@transaction.atomic
def read_back(
    *, family_id: UUID, session_id: UUID, on: date, by: Viewer
) -> ChildToolSession:
    """Every word was read back to the child as it stands now.

    Raises:
        CannotDo: finished with something not read back, or a day that cannot be.
        NotFound: no such session of this family.
    """
    session, _ = holding.hold_session(by, family_id, session_id)
    holding.check_day(session, on, "read_back_on")
    changed = ChildItem.objects.filter(
        authority_id=session.authority_id, session=session, is_taken_out=False
    ).exclude(read_back_version=F("version"), read_back_on__isnull=False)
    if not changed.exists():
        return session
    holding.check_open(session)
    changed.update(read_back_version=F("version"), read_back_on=on)
    holding.note(by, "child_tool.read_back", session, session)
    return session


@transaction.atomic
def disclose(
    *, family_id: UUID, session_id: UUID, details: DisclosureDetails, by: Viewer
) -> ChildDisclosure:
    """Write down what a child told that must be acted on, and what was done.

    Also after it is finished: more may come to light. The same words twice are kept
    once.

    Raises:
        CannotDo: no words, no action, nobody told, or a day that cannot be.
        NotFound: no such session of this family.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    for name, say in (
        ("said", "Write what the child said, word for word"),
        ("action", "Write what you did"),
        ("told_whom", "Say who you told"),
    ):
        if not getattr(details, name).strip():
            raise CannotDo(say, name)
    holding.check_day(session, details.told_on, "told_on")
    words = {
        "authority_id": session.authority_id,
        "session": session,
        "said": details.said,
        "action": details.action,
        "told_whom": details.told_whom,
        "told_on": details.told_on,
        "strategy": details.strategy,
    }
    same = ChildDisclosure.objects.filter(**words).first()
    if same is not None:
        return same
    row = ChildDisclosure.objects.create(**words, recorded_by_id=worker_id)
    if session.disclosure != Disclosed.YES:
        # what was told makes the answer yes, whatever was ticked before
        holding.write_fields(session, {"disclosure": Disclosed.YES.value}, worker_id)
    holding.note(by, "child_tool.disclosed", session, row)
    return row


@transaction.atomic
def finish(
    *,
    family_id: UUID,
    session_id: UUID,
    by: Viewer,
    response_due_on: date | None = None,
) -> ChildToolSession:
    """The child's words stay as they are from now on, and adults owe an answer.

    `response_due_on`: by when; a week after the day when it is not said.

    Raises:
        CannotFinish: a rule of level "block" stands between; holds the findings.
        CannotDo: nothing was said or drawn, or an answer due before the day itself or
            too long after it.
        NotFound: no such session of this family.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    if session.finished_at is not None:
        return session
    findings = findings_to_finish(session)
    if has_block(findings):
        raise CannotFinish(findings)
    items = ChildItem.objects.filter(
        authority_id=session.authority_id, session=session, is_taken_out=False
    )
    if not items.exists():
        raise CannotDo("Nothing is written or drawn here yet")
    due = response_due_on or session.happened_on + timedelta(days=RESPONSE_DAYS)
    if due < session.happened_on:
        raise CannotDo("This is before the child said it", "response_due_on")
    if due > session.happened_on + timedelta(days=RESPONSE_DAYS_MOST):
        raise CannotDo(
            "A child does not wait longer than twelve weeks. Enter an earlier day",
            "response_due_on",
        )
    session.finished_at, session.finished_by_id = timezone.now(), worker_id
    session.response_due_on = due
    session.save()
    holding.note(by, "child_tool.finished", session, session, due=due.isoformat())
    return session
