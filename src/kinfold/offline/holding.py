"""What a change to a visit begins with: the worker's own device and choices."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.offline import standing
from kinfold.offline.models import VisitConflict, VisitDevice
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.records import AnyFamily, family_for, state_of
from kinfold_core.practice.child_sharing import answers_for_it
from kinfold_core.practice.offline_held import may_settle

HELD_SOUND: Final = "held_sound"
"""Whose rule says who opens a recording beside the record."""


def own_device(by: Viewer, device_id: UUID) -> VisitDevice:
    """The worker's own device, held until the transaction ends.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    device = (
        VisitDevice.objects.select_for_update()
        .filter(authority_id=by.in_authority(), worker=by.as_worker(), pk=device_id)
        .first()
    )
    if device is None:
        raise NotFound("device")
    return device


def conflict_to_settle(
    by: Viewer, family_id: UUID, conflict_id: UUID, *, is_locked: bool = False
) -> VisitConflict:
    """A choice that waits for this worker: they were at the visit, or are a manager to
    whom it was handed over or whose family it is now.

    Raises:
        NotFound: there is none.
        RecordRefused: the family is not open to them.
    """
    family = family_for(by, family_id)
    rows = VisitConflict.objects.filter(
        authority_id=by.in_authority(),
        sent__taken__family=family_id,
        pk=conflict_id,
    ).select_related("sent__taken__worker")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None or not is_to_settle(by, family, found):
        raise NotFound("choice of a visit")
    return found


def is_to_settle(by: Viewer, family: AnyFamily, conflict: VisitConflict) -> bool:
    """Whether this choice is this worker's. `family`: from `family_for`. No query."""
    at_visit = conflict.sent.taken.worker_id
    return may_settle(
        was_at_visit=by.worker_id == at_visit,
        is_answering=answers_for_it(by.roles, state_of(by, family)),
        is_handed_over=conflict.handed_over_at is not None,
        is_theirs_now=family.__dict__["allocated_worker_id"] == at_visit,
    )


def standing_text(conflict: VisitConflict) -> str:
    """What stands in Kinfold now for this answer; "" when there is nothing."""
    here = {"authority_id": conflict.authority_id}
    if conflict.item_id is None:
        session = ChildToolSession.objects.get(**here, pk=conflict.session_id)
        return standing.session_texts(session).get(conflict.field, "")
    item = ChildItem.objects.filter(**here, pk=conflict.item_id).first()
    if item is None or item.is_taken_out:
        return ""
    return standing.item_texts(item)[conflict.field]
