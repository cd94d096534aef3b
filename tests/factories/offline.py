"""A visit without a network, as a device would send it. Fixed words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from kinfold.offline import actions, keys
from kinfold.offline.models import (
    HeldSound,
    HeldVisit,
    TakenAlong,
    VisitConflict,
    VisitDevice,
    VisitSent,
    WhomAsked,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation, Family, Person
from kinfold_core.practice.offline_bundle import signature_of
from kinfold_core.practice.offline_merge import stamp_of
from tests.factories.child_tools import WEBM

WORRY = "Dad shouts at night"
DREAM = "We all eat pancakes"


def make_device(by: Viewer, label: str = "Blue tablet") -> VisitDevice:
    with as_viewer(by):
        return actions.add_device(device_id=uuid4(), label=label, by=by)


def make_taken(
    by: Viewer, family: Family, device: VisitDevice, name: str = "Kai"
) -> TakenAlong:
    """The child of that name, on that device for three days."""
    with as_viewer(by):
        child = Person.objects.get(
            given_names=name, pk__in=family.members.values("person_id")
        )
        (taken,) = actions.take_along(
            family_id=family.pk, child_ids=[child.pk], days=3, by=by
        )
        return actions.put_on_device(taken_id=taken.pk, device_id=device.pk, by=by)


def field(value: str, seen: str = "") -> dict[str, str]:
    return {"value": value, "base": stamp_of(seen), "at": timezone.now().isoformat()}


def item(words: str = WORRY, *, seen: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "part": "worries",
        "fields": {"words": field(words, seen)},
        "answers": {},
        "answers_seen": {},
    } | changes


def visit(
    taken: TakenAlong, *items: Mapping[str, Any], **changes: Any
) -> dict[str, Any]:
    """Three Houses with the child, half an hour ago."""
    began = timezone.now() - timedelta(minutes=30)
    return {
        "format": 1,
        "id": str(uuid4()),
        "device": str(taken.device_id),
        "taken": str(taken.pk),
        "session": str(uuid4()),
        "tool": "three_houses",
        "began_at": began.isoformat(),
        "sent_at": timezone.now().isoformat(),
        "fields": {
            "place": field("At the kitchen table"),
            "consent": field("given"),
            "has_assent": field("yes"),
            "limits_explained": field("yes"),
        },
        "items": list(items) or [item()],
    } | changes


def signed(device: VisitDevice, sent: Mapping[str, Any]) -> tuple[bytes, str]:
    """The text of a visit, and the mark that the device makes of it."""
    body = json.dumps(sent).encode()
    key = keys.signing_key(keys.key_of(device))
    return body, signature_of(body, key)


def send(by: Viewer, device: VisitDevice, sent: Mapping[str, Any]) -> VisitSent:
    body, signature = signed(device, sent)
    with as_viewer(by):
        return actions.bring_home(body=body, signature=signature, by=by)


def again(sent: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The same visit, sent as another bundle."""
    return {**sent, "id": str(uuid4()), **changes}


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def make_conflict(by: Viewer, family: Family) -> VisitConflict:
    """Words of a visit that were changed at the office meanwhile."""
    device = make_device(by)
    taken = make_taken(by, family, device)
    first = visit(taken, item("Dad shouts"))
    send(by, device, first)
    changed = dict(first["items"][0], fields={"words": field("He hits", "Dad")})
    sent = send(by, device, again(first, items=[changed]))
    with as_viewer(by):
        return VisitConflict.objects.select_related("sent").get(
            authority_id=sent.authority_id, sent=sent
        )


def close(by: Viewer, family: Family) -> None:
    """The record of the family ends today."""
    with as_viewer(by):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())


def hand_on(by: Viewer, family: Family, to: Viewer) -> None:
    """The family goes to another worker and their team."""
    with as_viewer(by):
        Allocation.objects.filter(family=family).update(ended_on=timezone.localdate())
        Allocation.objects.create(
            authority_id=family.authority_id,
            family=family,
            worker_id=to.worker_id,
            team_id=min(to.team_ids),
            started_on=timezone.localdate(),
        )


def make_held(
    by: Viewer, family: Family, *items: Mapping[str, Any], **changes: Any
) -> HeldVisit:
    """A visit of Kai's that comes home while the record is closed for a moment."""
    device = make_device(by)
    sent = visit(make_taken(by, family, device), *items, **changes)
    with as_viewer(by):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    kept = send(by, device, sent)
    with as_viewer(by):
        Family.objects.filter(pk=family.pk).update(closed_on=None)
        return HeldVisit.objects.select_related("sent__taken").get(sent=kept)


def make_held_sound(by: Viewer, held: HeldVisit) -> HeldSound:
    """A recording of the first thing in a held visit."""
    (item, *_) = json.loads(held.body)["items"]
    sound_id = uuid4()
    with as_viewer(by):
        actions.add_sound(
            taken_id=held.sent.taken_id,
            item_id=UUID(item["id"]),
            sound_id=sound_id,
            media_type="audio/webm",
            body=WEBM,
            by=by,
        )
        return HeldSound.objects.get(pk=sound_id)


def make_asked(by: Viewer, family: Family, answer: str = "no") -> WhomAsked:
    """Kai says "Nan" about one thing, and "Nan" is nobody's name here."""
    device = make_device(by)
    said = item(answers={"network": "yes", "named-Nan": answer})
    sent = send(by, device, visit(make_taken(by, family, device), said))
    with as_viewer(by):
        return WhomAsked.objects.get(authority_id=sent.authority_id, sent=sent)


def make_visit_rows(by: Viewer, family: Family) -> dict[str, UUID]:
    """A row for every part that an address of visits names."""
    conflict = make_conflict(by, family)
    held = make_held(by, family)
    return {
        "whom_asked_id": make_asked(by, family).pk,
        "held_visit_id": held.pk,
        "held_sound_id": make_held_sound(by, held).pk,
        "visit_conflict_id": conflict.pk,
        "taken_id": conflict.sent.taken_id,
        "visit_device_id": conflict.sent.device_id,
        "visit_item_id": conflict.item_id or conflict.pk,
        "sound_id": uuid4(),
    }
