"""Ending an extract: taken back, given back, or its time has passed."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.extracts import keeping, policy
from kinfold.extracts.models import ExtractEnding, ExtractRequest, HeldExtract
from kinfold.extracts.policy import Standing
from kinfold.extracts.rooms import in_rooms_of, in_turn
from kinfold.extracts.selectors import extract_for, held_here
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

RETURN_DELETED: Final = (
    "The authority deleted a return that this may tell of. Delete every copy you took"
)
OVER = frozenset({Standing.ENDED, Standing.EXPIRED, Standing.LEFT, Standing.REFUSED})


@transaction.atomic
def end_extract(*, request_id: UUID, why: str, by: Viewer) -> ExtractEnding:
    """End it at once, whatever it had come to. The file and its key go; the log stays.

    Raises:
        NotFound: no such extract for them.
        PermissionDenied: the role does not include it.
        CannotDo: it is over already.
    """
    in_turn(request_id)
    extract = extract_for(by, request_id)
    if not (may_end := policy.may_end(by)):
        raise PermissionDenied(may_end.reason)
    if extract.standing in OVER:
        raise CannotDo("This is over already. Nothing was changed")
    return _end(extract.request, why, by)


@transaction.atomic
def end_what_may_tell_of(*, return_id: UUID, by: Viewer) -> None:
    """End the extracts made from a return that can be had, as it is deleted.

    One that is still to be made is made without the return. Whoever deletes need not be
    one who decides on extracts, and why they delete is the authority's own affair: who
    asked is not told.
    """
    for held, _ in held_here(by):
        in_turn(held.request_id)
    for held, standing in held_here(by):
        if standing is Standing.OPEN and _may_tell_of(held, return_id):
            request = ExtractRequest.objects.get(
                authority_id=by.in_authority(), pk=held.request_id
            )
            _end(request, RETURN_DELETED, by)
        elif standing in OVER:
            _forget(held, by)


def _may_tell_of(held: HeldExtract, return_id: UUID) -> bool:
    return not held.made_from or str(return_id) in held.made_from


def _end(request: ExtractRequest, why: str, by: Viewer) -> ExtractEnding:
    ending = ExtractEnding.objects.create(
        programme_id=request.programme_id,
        authority_id=request.authority_id,
        request=request,
        by_user_id=by.user_id,
        by_name=by.name,
        by_place=by.place_name,
        why=why,
    )
    changes = {"request": str(request.pk)}
    audit.record_in_programme(
        by=by, action="extract.ended", target=ending, changes=changes
    )
    with in_rooms_of(request.authority_id, by) as here:
        audit.record(
            by=here,
            action="extract.ended",
            target=ending,
            changes=changes,
            why=why[:500],
        )
        held = HeldExtract.objects.filter(
            authority_id=request.authority_id, request_id=request.pk, forgotten_at=None
        ).first()
        if held is not None:
            _forget(held, here)
    return ending


@transaction.atomic
def forget_what_is_over(*, by: Viewer) -> int:
    """Delete the files and keys of the authority's extracts that can not be had.

    Called every night: what expired, whose asker left, or whose programme was left.
    """
    found = [held for held, standing in held_here(by) if standing in OVER]
    for held in found:
        _forget(held, by)
    return len(found)


def _forget(held: HeldExtract, by: Viewer) -> None:
    held.key, held.forgotten_at = None, timezone.now()
    held.save(update_fields=["key", "forgotten_at"])
    audit.record(
        by=by,
        action="extract.forgotten",
        target=held,
        changes={"request": str(held.request_id)},
    )
    forget = partial(keeping.forget, held.authority_id, held.request_id)
    transaction.on_commit(forget)
