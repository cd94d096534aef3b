"""Writing down who looked at a person's record and who changed it.

Everything is written in the caller's transaction and chained by the database when
that transaction commits (ADR 4). A look that ends in an error is written again after
the rollback, because it may still have been seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction

from kinfold.platform.models import (
    AuditEvent,
    PlaceOwned,
    ProgrammeAuthority,
    ProgrammeEvent,
    ProgrammeOwned,
)
from kinfold.platform.viewer import Viewer

OF_A_PLACE: Final = "Somebody of the authority"

# Looks taken during this request, kept until its transaction has ended.
_looks: ContextVar[list[AuditEvent] | None] = ContextVar("looks", default=None)


def record(
    *,
    by: Viewer,
    action: str,
    target: models.Model,
    changes: dict[str, Any],
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    kind: AuditEvent.Kind = AuditEvent.Kind.CHANGE,
    why: str = "",
) -> None:
    """Write one change in the caller's transaction.

    Raises:
        RuntimeError: no transaction is open, so the event could outlive a rollback.
        NotFound: the viewer belongs to no authority, so nothing was theirs to change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"audit.record({action!r}) called outside a transaction")
    _event(
        by, kind, action, target,
        changes=changes, family_id=family_id, person_id=person_id, why=why,
    ).save(force_insert=True)  # fmt: skip


def record_in_programme(
    *,
    by: Viewer,
    action: str,
    target: ProgrammeOwned | ProgrammeAuthority,
    changes: dict[str, Any],
) -> None:
    """Write one change of a programme's row in the caller's transaction.

    `by` is a member of the programme or somebody of an authority in it; the fences
    refuse anybody else. All of the programme reads it. Of a row between the programme
    and one authority it does not say which: the place is left out, and so is the name
    of whoever works there. Their id stays.

    Raises:
        RuntimeError: no transaction is open, so the event could outlive a rollback.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record_in_programme({action!r}) outside a transaction")
    is_between = isinstance(target, PlaceOwned) and by.authority_id is not None
    ProgrammeEvent(
        programme_id=target.programme_id,
        action=action,
        by_user_id=by.user_id,
        by_name=OF_A_PLACE if is_between else by.name,
        by_place="" if is_between else by.place_name,
        target=target._meta.label_lower,
        target_id=str(target.pk),
        changes=changes,
    ).save(force_insert=True)


def note_read(
    viewer: Viewer,
    *,
    target: models.Model,
    page: str,
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    why: str = "",
) -> None:
    """Write down that the viewer was shown a person's record on `page`."""
    event = _event(
        viewer, AuditEvent.Kind.READ, page, target,
        changes={}, family_id=family_id, person_id=person_id, why=why,
    )  # fmt: skip
    _keep(event)


def note_list(
    viewer: Viewer, rows: Iterable[tuple[models.Model, UUID]], *, page: str
) -> None:
    """Write down that a list showed the viewer these rows, each of a family's record.

    One statement, whatever the length of the list.
    """
    events = [
        _event(
            viewer, AuditEvent.Kind.READ, page, target,
            changes={}, family_id=family_id,
        )
        for target, family_id in rows
    ]  # fmt: skip
    AuditEvent.objects.bulk_create(events)
    looks = _looks.get()
    if looks is not None:
        looks.extend(events)


def note_search(viewer: Viewer, *, words: str, result_count: int) -> None:
    """Write down what was searched for and how many were shown."""
    _keep(
        AuditEvent(
            authority_id=viewer.in_authority(),
            kind=AuditEvent.Kind.SEARCH,
            action="people.searched",
            by_user_id=viewer.user_id,
            by_worker_id=viewer.worker_id,
            by_name=viewer.name,
            target="records.person",
            target_id="",
            changes={"words": words[:200], "shown": result_count},
        )
    )


def note_overview(viewer: Viewer, *, action: str, asked: str, count: int) -> None:
    """Write down that a page showed a little of many families' records at once.

    One line for the page and what it was narrowed to, not one for each family: a board
    of two hundred is looked at all day, and its lines would bury who opened a record.
    """
    _keep(
        AuditEvent(
            authority_id=viewer.in_authority(),
            kind=AuditEvent.Kind.SEARCH,
            action=action,
            by_user_id=viewer.user_id,
            by_worker_id=viewer.worker_id,
            by_name=viewer.name,
            target="records.family",
            target_id="",
            changes={"words": asked[:200], "shown": count},
        )
    )


def note_audit_read(viewer: Viewer, *, asked: Mapping[str, object]) -> None:
    """Write down that the viewer read the audit, and by what they narrowed it."""
    family_id = asked.get("family_id")
    _keep(
        AuditEvent(
            authority_id=viewer.in_authority(),
            kind=AuditEvent.Kind.ACCESS,
            action="audit",
            by_user_id=viewer.user_id,
            by_worker_id=viewer.worker_id,
            by_name=viewer.name,
            target="platform.auditevent",
            target_id="",
            family_id=family_id if isinstance(family_id, UUID) else None,
            changes={name: str(value) for name, value in asked.items() if value},
        )
    )


def record_imported(
    *,
    by: Viewer,
    source: models.Model,
    touched: Mapping[tuple[UUID | None, UUID | None], set[str]],
) -> None:
    """Write what an import did, one event for each family and person it touched.

    `touched` is (family id, person id) to the kinds of row made or changed. One
    statement, in the caller's transaction; the chain still costs a link an event.
    """
    AuditEvent.objects.bulk_create(
        _event(
            by, AuditEvent.Kind.CHANGE, "import.took", source,
            changes={"rows": sorted(kinds)}, family_id=family, person_id=person,
        )
        for (family, person), kinds in touched.items()
    )  # fmt: skip


def _keep(event: AuditEvent) -> None:
    event.save(force_insert=True)
    looks = _looks.get()
    if looks is not None:
        looks.append(event)


def _event(
    viewer: Viewer,
    kind: AuditEvent.Kind,
    action: str,
    target: models.Model,
    **about: Any,
) -> AuditEvent:
    return AuditEvent(
        authority_id=viewer.in_authority(),
        kind=kind,
        action=action,
        by_user_id=viewer.user_id,
        by_worker_id=viewer.worker_id,
        by_name=viewer.name,
        target=target._meta.label_lower,
        target_id=str(target.pk),
        **about,
    )


def begin_request() -> None:
    """Start keeping the looks of one request."""
    _looks.set([])


def rewrite_after_rollback() -> None:
    """Write again the looks that a failed request's rollback took away.

    Needs a new transaction with the viewer set.
    """
    for event in _looks.get() or []:
        event.save(force_insert=True)
