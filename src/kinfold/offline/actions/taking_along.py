"""Taking children along: chosen at a desk, put on a device, let go after days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import hold
from kinfold.offline.holding import own_device
from kinfold.offline.models import TakenAlong
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import FamilyMember
from kinfold_core.access import Action
from kinfold_core.practice.offline_merge import last_day_asked

WRITE = Action.WRITE_EXPLANATION
"""What a visit needs: it is the child who is heard, as at the office."""
_CHILD = FamilyMember.Part.CHILD


@transaction.atomic
def take_along(
    *, family_id: UUID, child_ids: Sequence[UUID], days: int, by: Viewer
) -> tuple[TakenAlong, ...]:
    """Choose children for a visit. Nothing of them is on a device before it asks.

    Raises:
        CannotDo: nobody chosen, or too many days.
        NotFound: no such family, or a child of another one.
    """
    family, worker_id = hold(by, family_id, WRITE)
    if not child_ids:
        raise CannotDo("Choose who you are going to see", "children")
    if why_not := last_day_asked(days):
        raise CannotDo(why_not, "days")
    members = FamilyMember.objects.filter(
        authority_id=family.authority_id,
        family=family,
        part=_CHILD,
        left_on=None,
        person_id__in=child_ids,
    ).select_related("person")
    names = {one.person_id: one.person.short_name for one in members}
    if set(child_ids) - names.keys():
        raise NotFound("child")
    until = timezone.now() + timedelta(days=days)
    taken = tuple(
        TakenAlong.objects.create(
            authority_id=family.authority_id,
            family=family,
            child_id=child_id,
            child_name=name,
            worker_id=worker_id,
            until=until,
        )
        for child_id, name in names.items()
    )
    for one in taken:
        _record(by, "offline.taken_along", one, {"days": str(days)})
    return taken


@transaction.atomic
def put_on_device(*, taken_id: UUID, device_id: UUID, by: Viewer) -> TakenAlong:
    """A device asks for what it may hold of a child. The same one may ask again.

    Raises:
        CannotDo: it is on another device already, it is over, or this one is closed.
        NotFound: no such child taken along by this worker, or no such device.
        RecordRefused: the family is not open to the worker any more.
    """
    device = own_device(by, device_id)
    taken = (
        TakenAlong.objects.select_for_update()
        .filter(authority_id=by.in_authority(), worker=by.as_worker(), pk=taken_id)
        .first()
    )
    if taken is None:
        raise NotFound("child taken along")
    hold(by, taken.family_id, WRITE)
    if device.wipe_asked_at is not None:
        raise CannotDo("This device was closed. Open it again by signing in on it")
    if taken.until <= timezone.now():
        raise CannotDo("This is over. Take the child along once more")
    if taken.device_id not in {None, device.pk}:
        raise CannotDo(
            "This is on another device already. Take the child along once more for this"
        )
    if taken.device_id is None:
        taken.device = device
        taken.save(update_fields=["device"])
        _record(by, "offline.put_on_device", taken, {"device": device.label})
    return taken


def _record(
    by: Viewer, action: str, taken: TakenAlong, changes: dict[str, str]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=taken,
        changes=dict(changes),
        family_id=taken.family_id,
        person_id=taken.child_id,
    )
