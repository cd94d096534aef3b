"""A worker's devices: added, opened without a passphrase, and wiped."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools.holding import add_once
from kinfold.offline import keys
from kinfold.offline.holding import own_device
from kinfold.offline.models import VisitDevice
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

MOST_DEVICES = 20
TO_BE_WIPED = (
    "This device is to be wiped, so it gets no key. Open it by signing in on it, or "
    "make it ready as a new device"
)


@transaction.atomic
def add_device(*, device_id: UUID, label: str, by: Viewer) -> VisitDevice:
    """Make this browser a device of this worker. The same one twice is one.

    Raises:
        CannotDo: no name, too many devices that were not wiped, or it is to be wiped.
        NotFound: the id is somebody else's device.
    """
    worker_id = by.as_worker()
    here = {"authority_id": by.in_authority()}
    known = VisitDevice.objects.filter(**here, pk=device_id).first()
    if known is not None:
        if known.worker_id != worker_id:
            raise NotFound("device")
        if known.wipe_asked_at is not None:
            raise CannotDo(TO_BE_WIPED)
        # its key is told once more
        _record(by, "offline.key_told", known)
        return known
    if not label.strip():
        raise CannotDo("Say what this device is called", "label")
    in_use = VisitDevice.objects.filter(**here, worker=worker_id, wiped_at=None)
    if in_use.count() >= MOST_DEVICES:
        raise CannotDo(
            f"You have {MOST_DEVICES} devices. Wipe one that you no longer use"
        )
    device = VisitDevice(
        **here,
        id=device_id,
        worker_id=worker_id,
        label=label.strip()[:80],
        sealed_key=keys.new_sealed_key(device_id, worker_id),
    )
    add_once(device, "device")
    device.refresh_from_db()
    _record(by, "offline.device_added", device)
    return device


@transaction.atomic
def open_with_key(*, device_id: UUID, by: Viewer) -> bytes:
    """The key that opens one's own device when the passphrase is gone.

    Its worker is at it again, so it may hold children's names once more.

    Raises:
        NotFound: no such device of this worker.
    """
    device = own_device(by, device_id)
    device.wipe_asked_at = device.wiped_at = None
    device.last_seen_at = timezone.now()
    device.save(update_fields=["wipe_asked_at", "wiped_at", "last_seen_at"])
    _record(by, "offline.key_told", device)
    return keys.key_of(device)


@transaction.atomic
def ask_wipe(*, device_id: UUID, by: Viewer) -> VisitDevice:
    """What this device holds of families goes the next time it meets the network.

    Raises:
        NotFound: no such device of this worker.
    """
    device = own_device(by, device_id)
    if device.wipe_asked_at is None:
        device.wipe_asked_at = timezone.now()
        device.save(update_fields=["wipe_asked_at"])
        _record(by, "offline.wipe_asked", device)
    return device


@transaction.atomic
def close_here(*, device_id: UUID, user_id: int, by: Viewer) -> None:
    """Its worker signed out on this browser: the device is to be wiped, and says so."""
    VisitDevice.objects.filter(
        authority_id=by.in_authority(),
        pk=device_id,
        worker__user=user_id,
        wipe_asked_at=None,
    ).update(wipe_asked_at=timezone.now())


@transaction.atomic
def say_wiped(*, device_id: UUID, by: Viewer) -> None:
    """A device says that it holds nothing to read any more. It is believed once."""
    VisitDevice.objects.filter(
        authority_id=by.in_authority(),
        pk=device_id,
        wipe_asked_at__isnull=False,
        wiped_at=None,
    ).update(wiped_at=timezone.now())


def _record(by: Viewer, action: str, device: VisitDevice) -> None:
    audit.record(by=by, action=action, target=device, changes={"device": device.label})
