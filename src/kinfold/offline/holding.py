"""What a change to a visit begins with: the worker's own device and choices."""

from __future__ import annotations

from uuid import UUID

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.offline import standing
from kinfold.offline.models import VisitConflict, VisitDevice
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer


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


def own_conflict(
    by: Viewer, family_id: UUID, conflict_id: UUID, *, is_locked: bool = False
) -> VisitConflict:
    """A choice that waits for the worker who was at the visit, and for nobody else.

    Raises:
        NotFound: there is none.
    """
    rows = VisitConflict.objects.filter(
        authority_id=by.in_authority(),
        sent__taken__family=family_id,
        sent__taken__worker=by.as_worker(),
        pk=conflict_id,
    ).select_related("sent__taken")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound("choice of a visit")
    return found


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
