"""A visit comes home: once, into the record, or held beside it when that cannot be."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.child_tools.holding import add_once
from kinfold.offline import keys, standing
from kinfold.offline.holding import own_device
from kinfold.offline.merging import (
    Home,
    keep_asked,
    keep_conflicts,
    merge,
    narrow,
    read_visit,
)
from kinfold.offline.models import (
    HeldVisit,
    TakenAlong,
    VisitDevice,
    VisitSent,
)
from kinfold.offline.told import KNOWN
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import FamilyMember
from kinfold.records.selectors import family_for
from kinfold_core.practice.offline_bundle import (
    Bundle,
    UnreadableBundleError,
    is_signed,
)
from kinfold_core.practice.offline_held import WhyHeld
from kinfold_core.practice.offline_merge import Clock, findings_of

NOT_OURS = (
    "This visit did not arrive as the device wrote it. Send it once more. If it is "
    "said again, open the device by signing in"
)


MENDED_ON_DEVICE: Final = KNOWN.session_fields | KNOWN.item_fields
"""What a device has a field for: refused, it is put right there and sent once more."""


@transaction.atomic
def bring_home(*, body: bytes, signature: str, by: Viewer) -> VisitSent:
    """Take a visit that a device sends. The same one twice changes nothing more.

    What cannot go into the record, and cannot be put right on the device either, is
    held beside it; a child's new no in it counts at once all the same.

    Raises:
        UnreadableBundleError: no visit of ours, or not as this device wrote it.
        CannotDo: the tools refuse something that the device has a field for; nothing
            at all is kept then.
        NotFound: not the worker's device, or not a child taken along on it.
    """
    bundle = read_visit(body)
    device = own_device(by, bundle.device_id)
    if not is_signed(body, keys.signing_key(keys.key_of(device)), signature):
        raise UnreadableBundleError(f"{NOT_OURS}.")
    digest = sha256(body).hexdigest()
    here = {"authority_id": device.authority_id}
    before = VisitSent.objects.filter(**here, pk=bundle.id).first()
    if before is not None:
        if before.device_id != device.pk or before.digest != digest:
            raise UnreadableBundleError(f"{NOT_OURS}.")
        return before
    taken = TakenAlong.objects.filter(
        **here, pk=bundle.taken_id, device=device, worker=by.as_worker()
    ).first()
    if taken is None:
        raise NotFound("child taken along")
    clock = Clock.seen(sent_at=bundle.sent_at, received_at=timezone.now())
    home = Home.of(by, taken, bundle, clock)
    why = _why_not_there(home)
    if why is not None:
        # of what was begun to be written nothing stands
        home = Home.of(by, taken, bundle, clock)
    sent = _kept(home, device, digest, why)
    if why is not None:
        HeldVisit.objects.create(
            **here, sent=sent, family_id=taken.family_id, why=why, body=body.decode()
        )
        narrow(home)
    keep_conflicts(home, sent)
    keep_asked(home, sent)
    return sent


def _why_not_there(home: Home) -> WhyHeld | None:
    """Put it into the record; or why it cannot go there, and then nothing of it is."""
    _check_readable(home.bundle)
    children = FamilyMember.objects.filter(
        authority_id=home.taken.authority_id,
        family_id=home.family_id,
        part=FamilyMember.Part.CHILD,
    )
    try:
        family = family_for(home.by, home.family_id, is_locked=True)
        if family.is_closed:
            return WhyHeld.CLOSED
        if not children.filter(person_id=home.taken.child_id).exists():
            return WhyHeld.NOT_HERE
        with transaction.atomic():
            merge(home)
        return None
    except RecordRefused:
        # it is not said whether it was closed
        return WhyHeld.NOT_OPEN
    except PermissionDenied:
        return WhyHeld.ANOTHERS
    except NotFound:
        return WhyHeld.MOVED
    except CannotDo as error:
        if error.field in MENDED_ON_DEVICE:
            raise
        return WhyHeld.REFUSED


def _check_readable(bundle: Bundle) -> None:
    """Each field is one that the tools take: what is held can be taken in later.

    Raises:
        CannotDo: a drawing or a number cannot be read; it is mended on the device.
    """
    for fields in (bundle.fields, *(one.fields for one in bundle.items)):
        for name, one in fields.items():
            standing.plain(name, one.value)


def _kept(
    home: Home, device: VisitDevice, digest: str, why: WhyHeld | None
) -> VisitSent:
    findings = findings_of(
        home.clock,
        oldest=home.clock.corrected(home.bundle.began_at),
        merged=home.merged,
        was_removed=home.was_removed,
        why_held=why.label if why else "",
        names=sum(len(one.names) for one in home.asked),
    )
    count = len(home.bundle.items)
    things = f"{count} thing{'s' if count != 1 else ''}"
    answer: dict[str, Any] = {
        "message": f"{things.capitalize()} of {home.taken.child_name} came home.",
        "items": home.items,
        "needs_you": len(home.conflicts) + len(home.asked),
        "held": why or "",
        "findings": [asdict(one) for one in findings],
    }
    sent = VisitSent(
        id=home.bundle.id,
        authority_id=device.authority_id,
        device=device,
        taken=home.taken,
        session_id=home.bundle.session_id,
        digest=digest,
        skew_seconds=round(home.clock.skew.total_seconds()),
        answer=answer,
        received_at=timezone.now(),  # by the clock of the choices, and after them
    )
    add_once(sent, "visit")
    device.last_seen_at = timezone.now()
    device.save(update_fields=["last_seen_at"])
    changes = {"things": str(count), "to_choose": str(len(home.conflicts))}
    audit.record(
        by=home.by,
        action="offline.came_home",
        target=sent,
        changes=changes | ({"held": why.value} if why else {}),
        family_id=home.family_id,
        person_id=home.taken.child_id,
    )
    return sent
