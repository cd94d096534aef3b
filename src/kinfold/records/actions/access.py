"""Restricting a record to named workers, and opening one in an emergency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import EmergencyAccess, Family, RestrictedName
from kinfold.records.policy import EMERGENCY_HOURS, why_reason_is_too_thin
from kinfold.records.selectors.records import (
    families_of,
    family_for,
    may_with,
    own_worker_id,
)
from kinfold_core.access import Action


@transaction.atomic
def restrict_family(
    *, family_id: UUID, worker_ids: Sequence[UUID], reason: str, by: Viewer
) -> Family:
    """Close a record to everybody but the workers named on it.

    Raises:
        CannotDo: nobody named (the record would be lost), or no reason.
        NotFound: a worker of another authority.
    """
    family = family_for(by, family_id, Action.RESTRICT_FAMILY, is_locked=True)
    if not worker_ids:
        raise CannotDo("Name at least one worker who may open the record", "workers")
    if not reason.strip():
        raise CannotDo("Say why the record is restricted", "reason")
    _set_restricted(family, is_restricted=True)
    named = _name(family, worker_ids, by)
    _record(by, "family.restricted", family, {"named": named}, why=reason)
    return family


@transaction.atomic
def change_named_workers(
    *, family_id: UUID, worker_ids: Sequence[UUID], by: Viewer
) -> Family:
    """Say anew who is named on a restricted record.

    Raises:
        CannotDo: it is not restricted, or nobody would be left.
    """
    family = family_for(by, family_id, Action.RESTRICT_FAMILY, is_locked=True)
    if not family.is_restricted:
        raise CannotDo("This record is not restricted")
    if not worker_ids:
        raise CannotDo("Name at least one worker who may open the record", "workers")
    standing = _standing(family)
    gone = [name for name in standing if name.worker_id not in set(worker_ids)]
    for name in gone:
        name.removed_at, name.removed_by_id = timezone.now(), by.worker_id
        name.save(update_fields=["removed_at", "removed_by"])
    named = _name(family, worker_ids, by)
    removed = [str(name.worker_id) for name in gone]
    _record(by, "family.named", family, {"named": named, "removed": removed})
    return family


@transaction.atomic
def lift_restriction(*, family_id: UUID, reason: str, by: Viewer) -> Family:
    """Open a restricted record to those whose work it is.

    Raises:
        CannotDo: it is not restricted, or no reason.
    """
    family = family_for(by, family_id, Action.RESTRICT_FAMILY, is_locked=True)
    if not family.is_restricted:
        raise CannotDo("This record is not restricted")
    if not reason.strip():
        raise CannotDo("Say why it no longer needs to be restricted", "reason")
    _set_restricted(family, is_restricted=False)
    for name in _standing(family):
        name.removed_at, name.removed_by_id = timezone.now(), by.worker_id
        name.save(update_fields=["removed_at", "removed_by"])
    _record(by, "family.unrestricted", family, {}, why=reason)
    return family


def _standing(family: Family) -> list[RestrictedName]:
    return list(
        RestrictedName.objects.filter(
            authority_id=family.authority_id, family=family, removed_at=None
        )
    )


def _set_restricted(family: Family, *, is_restricted: bool) -> None:
    family.is_restricted = is_restricted
    family.version += 1
    family.save(update_fields=["is_restricted", "version"])


def _name(family: Family, worker_ids: Sequence[UUID], by: Viewer) -> list[str]:
    found = set(
        Worker.objects.filter(
            authority_id=by.in_authority(), pk__in=set(worker_ids), is_active=True
        ).values_list("pk", flat=True)
    )
    if set(worker_ids) - found:
        raise NotFound("worker")
    new = found - {name.worker_id for name in _standing(family)}
    RestrictedName.objects.bulk_create(
        RestrictedName(
            authority_id=family.authority_id,
            family=family,
            worker_id=worker_id,
            named_by_id=by.worker_id,
        )
        for worker_id in new
    )
    return sorted(str(worker_id) for worker_id in new)


@transaction.atomic
def use_emergency_access(
    *, family_id: UUID, reason_kind: str, reason: str, by: Viewer
) -> EmergencyAccess:
    """Open a record that is not theirs, for some hours, to be reviewed.

    Raises:
        NotFound: no such family in the authority.
        PermissionDenied: the role does not include it, or the record is restricted.
        CannotDo: the reason is too thin, or the record is open to them already.
    """
    decision = by.may(Action.USE_EMERGENCY_ACCESS)
    if not decision or by.worker_id is None:
        raise PermissionDenied(decision.reason)
    family = families_of(by).filter(pk=family_id).first()
    if family is None:
        raise NotFound("family")
    if family.is_restricted:
        raise PermissionDenied("A restricted record is open only to those named on it")
    if may_with(by, Action.OPEN_FAMILY, family):
        raise CannotDo("This record is open to you already")
    thin = why_reason_is_too_thin(reason_kind, reason)
    if thin:
        raise CannotDo(thin, "reason")
    access = EmergencyAccess.objects.create(
        authority_id=by.in_authority(),
        family=family,
        worker_id=by.worker_id,
        reason_kind=reason_kind,
        reason=reason.strip(),
        started_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=EMERGENCY_HOURS),
    )
    audit.record(
        by=by,
        action="emergency_access.used",
        target=access,
        changes={"reason_kind": reason_kind},
        family_id=family.pk,
        kind=AuditEvent.Kind.ACCESS,
        why=reason.strip()[:500],
    )
    return access


@transaction.atomic
def end_emergency_access(*, family_id: UUID, by: Viewer) -> int:
    """The asker is done: close the record again. Returns how many ended."""
    running = EmergencyAccess.objects.filter(
        authority_id=by.in_authority(),
        family=family_id,
        worker_id=own_worker_id(by),
        ended_at=None,
    )
    ended = list(running)
    for access in ended:
        access.ended_at = timezone.now()
        access.save(update_fields=["ended_at"])
        audit.record(
            by=by,
            action="emergency_access.ended",
            target=access,
            changes={},
            family_id=access.family_id,
            kind=AuditEvent.Kind.ACCESS,
        )
    return len(ended)


@transaction.atomic
def review_emergency_access(
    *, access_id: UUID, outcome: str, note: str, by: Viewer
) -> EmergencyAccess:
    """Say whether it was right to look. A running access ends with a wrong one.

    Raises:
        NotFound: no such access in the authority.
        PermissionDenied: the role does not include it, or it was their own.
        CannotDo: reviewed already, no outcome, or nothing said about it.
    """
    decision = by.may(Action.REVIEW_EMERGENCY_ACCESS)
    if not decision:
        raise PermissionDenied(decision.reason)
    access = (
        EmergencyAccess.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=access_id)
        .first()
    )
    if access is None:
        raise NotFound("emergency access")
    if access.worker_id == by.worker_id:
        raise PermissionDenied("Somebody else reviews your own emergency access")
    if access.reviewed_at:
        raise CannotDo("This was reviewed already")
    if outcome not in EmergencyAccess.Outcome.values:
        raise CannotDo("Say whether it was right to look", "outcome")
    if outcome != EmergencyAccess.Outcome.RIGHT and not note.strip():
        raise CannotDo("Say what will be talked through or done", "note")
    access.outcome, access.review_note = outcome, note.strip()
    access.reviewed_at, access.reviewed_by_id = timezone.now(), by.worker_id
    if outcome == EmergencyAccess.Outcome.WRONG and access.ended_at is None:
        access.ended_at = timezone.now()
    access.save()
    audit.record(
        by=by,
        action="emergency_access.reviewed",
        target=access,
        changes={"outcome": outcome},
        family_id=access.family_id,
        kind=AuditEvent.Kind.ACCESS,
        why=note.strip()[:500],
    )
    return access


def _record(
    by: Viewer, action: str, family: Family, changes: dict[str, object], why: str = ""
) -> None:
    audit.record(
        by=by,
        action=action,
        target=family,
        changes=changes,
        family_id=family.pk,
        kind=AuditEvent.Kind.ACCESS,
        why=why[:500],
    )
