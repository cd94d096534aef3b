"""What every change to what a child said begins with, and how a field is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kinfold.child_tools.models import (
    ChildItem,
    ChildItemRevision,
    ChildToolRevision,
    ChildToolSession,
)
from kinfold.drafts.errors import StaleWords, Standing
from kinfold.networks.holding import hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors.records import state_of
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.child_sharing import answers_for_it

FINISHED = (
    "This was read back to the child and finished, so the child's words stay as they "
    "are. Begin another time with the child"
)
NOT_THEIRS = "Only the worker whom the child talked with, or their manager, writes here"
NOT_YET = "This day has not come yet"


def hold_session(
    by: Viewer,
    family_id: UUID,
    session_id: UUID,
    action: Action = Action.WRITE_NETWORK,
) -> tuple[ChildToolSession, UUID]:
    """The session, held until the end, and the worker who writes.

    A child's new no is taken from whoever heard it, also in a time that another
    worker began.

    Raises:
        NotFound: no such session of this family in the writer's authority.
        RecordRefused: the family is not open to the writer for this.
        PermissionDenied: the child talked with somebody else, who answers for it.
    """
    family, worker_id = hold(by, family_id, action, Artefact.CHILD_TOOLS)
    session = (
        ChildToolSession.objects.select_for_update(of=("self",))
        .filter(authority_id=family.authority_id, family=family, pk=session_id)
        .first()
    )
    if session is None:
        raise NotFound("time with a child")
    is_a_no = by.is_for_a_childs_no and action == Action.NARROW_SHARING
    is_theirs = session.started_by_id == worker_id or is_a_no
    if not is_theirs and not answers_for_it(by.roles, state_of(by, family)):
        raise PermissionDenied(NOT_THEIRS)
    session.family = family
    return session, worker_id


def hold_item(
    by: Viewer,
    family_id: UUID,
    item_id: UUID,
    action: Action = Action.WRITE_NETWORK,
) -> tuple[ChildItem, UUID]:
    """An item of a held session. Raises as `hold_session` does."""
    session_id = (
        ChildItem.objects.filter(authority_id=by.in_authority(), pk=item_id)
        .values_list("session_id", flat=True)
        .first()
    )
    if session_id is None:
        raise NotFound("what a child said")
    session, worker_id = hold_session(by, family_id, session_id, action)
    item = ChildItem.objects.select_for_update(of=("self",)).get(
        authority_id=session.authority_id, session=session, pk=item_id
    )
    item.session = session
    return item, worker_id


def check_open(session: ChildToolSession) -> None:
    """The child's words may change until it is finished.

    Raises:
        CannotDo: it is finished.
    """
    if session.finished_at is not None:
        raise CannotDo(FINISHED)


def check_day(session: ChildToolSession, on: date, field: str) -> None:
    """A day of something that came of it.

    Raises:
        CannotDo: it has not come, or was before the child said anything.
    """
    if on > timezone.localdate():
        raise CannotDo(NOT_YET, field)
    if on < session.happened_on:
        raise CannotDo("This is before the child said it", field)


def add_once(row: models.Model, what: str) -> None:
    """Save a new row under an id that a device may have made.

    Raises:
        NotFound: the id is taken by a row that is not the writer's to see.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if type(row)._base_manager.filter(pk=row.pk).exists() or "_pkey" in str(error):
            raise NotFound(what) from error
        raise


def changed_fields(
    row: ChildItem | ChildToolSession, changes: Mapping[str, Any], seen: int
) -> dict[str, Any]:
    """What of `changes` is not so already, by field.

    Raises:
        StaleWords: one of them was changed by somebody since version `seen`; holds
            what stands in each field that was sent, and nothing is written.
    """
    new = {
        name: value for name, value in changes.items() if getattr(row, name) != value
    }
    if any(row.since.get(name, 1) > seen for name in new):
        stands = {name: getattr(row, name) for name in changes}
        name = Worker.objects.values_list("name", flat=True).get(
            authority_id=row.authority_id, pk=row.changed_by_id
        )
        raise StaleWords(Standing(stands, row.version, str(name), row.changed_at))
    return new


def write_fields(
    row: ChildItem | ChildToolSession, new: Mapping[str, Any], worker_id: UUID
) -> None:
    """Write the fields as one version more, and keep what they were."""
    kept = {
        "authority_id": row.authority_id,
        "version": row.version,
        "was": {name: getattr(row, name) for name in new},
        "changed_by_id": row.changed_by_id,
        "changed_at": row.changed_at,
    }
    if isinstance(row, ChildItem):
        ChildItemRevision.objects.create(item=row, **kept)
    else:
        ChildToolRevision.objects.create(session=row, **kept)
    row.version += 1
    for name, value in new.items():
        setattr(row, name, value)
    row.since = row.since | dict.fromkeys(new, row.version)
    row.changed_by_id, row.changed_at = worker_id, timezone.now()
    row.save()


def note(
    by: Viewer,
    action: str,
    session: ChildToolSession,
    target: models.Model,
    *fields: str,
    **said: str,
) -> None:
    """Write it in the audit: which fields, never a child's words.

    The audit is read by people who may not read what a child kept to themselves.
    """
    changes: dict[str, Any] = {"fields": sorted(fields)} if fields else {}
    audit.record(
        by=by,
        action=action,
        target=target,
        changes=changes | said,
        family_id=session.family_id,
        person_id=session.child_id,
    )
