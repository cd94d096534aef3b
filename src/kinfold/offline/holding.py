"""What a change to a visit begins with: the worker's own device and choices."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.offline import standing
from kinfold.offline.models import (
    HeldVisit,
    HeldVisitPassed,
    TakenAlong,
    VisitConflict,
    VisitDevice,
    WhomAsked,
)
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
    if found is None or not is_to_settle(
        by, family, found.sent.taken, is_handed_over=found.handed_over_at is not None
    ):
        raise NotFound("choice of a visit")
    return found


def whom_to_settle(
    by: Viewer, family_id: UUID, asked_id: UUID, *, is_locked: bool = False
) -> WhomAsked:
    """A question whom the child meant, which is this worker's to answer.

    Raises:
        NotFound: there is none.
        RecordRefused: the family is not open to them.
    """
    family = family_for(by, family_id)
    rows = WhomAsked.objects.filter(
        authority_id=by.in_authority(), sent__taken__family=family_id, pk=asked_id
    ).select_related("sent__taken__worker")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None or not is_to_settle(by, family, found.sent.taken):
        raise NotFound("question of a visit")
    return found


def is_to_settle(
    by: Viewer, family: AnyFamily, taken: TakenAlong, *, is_handed_over: bool = False
) -> bool:
    """Whether what is asked of a visit is this worker's to answer. No query.

    `family`: from `family_for`.
    """
    return may_settle(
        was_at_visit=by.worker_id == taken.worker_id,
        is_answering=answers_for_it(by.roles, state_of(by, family)),
        is_handed_over=is_handed_over,
        is_theirs_now=family.__dict__["allocated_worker_id"] == taken.worker_id,
    )


def held_visit_of(family: AnyFamily, held_id: UUID) -> HeldVisit:
    """A held visit of an authorised family, with what became of it.

    Raises:
        NotFound: no such visit of this family.
    """
    held = (
        HeldVisit.objects.filter(
            authority_id=family.authority_id, family=family.pk, pk=held_id
        )
        .select_related("sent__taken__worker")
        .prefetch_related("done", "passed__to", "passed__by")
        .first()
    )
    if held is None:
        raise NotFound("held visit")
    return held


def newest_passing(held: HeldVisit) -> HeldVisitPassed | None:
    """How it came to whom it is with; None while it is with whoever was there."""
    return max(held.passed.all(), key=lambda one: (one.at, one.pk), default=None)


def with_whom(held: HeldVisit) -> UUID:
    """The worker who looks after it now."""
    passed = newest_passing(held)
    return passed.to_id if passed else held.sent.taken.worker_id


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
