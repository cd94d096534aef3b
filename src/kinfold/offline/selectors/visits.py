"""Which children are on which device, and what has come home from visits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kinfold.child_tools.models import ChildItem
from kinfold.offline.holding import (
    conflict_to_settle,
    is_to_settle,
    standing_text,
    whom_to_settle,
)
from kinfold.offline.models import (
    TakenAlong,
    VisitConflict,
    VisitDevice,
    VisitSent,
    WhomAsked,
)
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.records import AnyFamily
from kinfold_core.practice.child_sharing import MayShow


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One of a worker's devices. `children`: first names that may be on it now."""

    id: UUID
    label: str
    last_seen_at: datetime
    wipe_asked_at: datetime | None
    wiped_at: datetime | None
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A child who was taken along, and what came home: no word of the child."""

    id: UUID
    child_name: str
    worker_name: str
    device: str
    taken_at: datetime
    until: datetime
    sent_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two wordings of one answer, for whoever is to choose.

    `handed_over`: why whoever was at the visit left it to a manager; `is_mine`: the
    viewer was there themself.
    """

    id: UUID
    child_name: str
    session_id: UUID
    item_id: UUID | None
    field: str
    mine: str
    theirs: str
    handed_over: str
    worker_name: str
    is_mine: bool
    taken_id: UUID


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that a child said: as the device wrote it, and what they answered."""

    who: str
    name: str
    answer: MayShow


@dataclass(frozen=True, slots=True)
class WhomRow:
    """A thing the child said, and the names of which it is asked whom they meant."""

    id: UUID
    child_id: UUID
    child_name: str
    worker_name: str
    is_mine: bool
    names: tuple[NameRow, ...]
    stamp: str
    words: str = ""
    is_settled: bool = False


def devices_of(viewer: Viewer, *, now: datetime) -> tuple[DeviceRow, ...]:
    """The viewer's own devices, the newest first. Two queries."""
    here = {"authority_id": viewer.in_authority()}
    devices = list(
        VisitDevice.objects.filter(**here, worker=viewer.as_worker()).order_by(
            "-last_seen_at"
        )
    )
    on_it = TakenAlong.objects.filter(
        **here, worker=viewer.as_worker(), device__isnull=False, until__gt=now
    ).values_list("device_id", "child_name")
    names: dict[UUID, set[str]] = {}
    for device_id, name in on_it:
        names.setdefault(device_id, set()).add(name)
    return tuple(
        DeviceRow(
            id=one.pk,
            label=one.label,
            last_seen_at=one.last_seen_at,
            wipe_asked_at=one.wipe_asked_at,
            wiped_at=one.wiped_at,
            children=tuple(sorted(names.get(one.pk, ()))) if not one.wiped_at else (),
        )
        for one in devices
    )


def visits_of(viewer: Viewer, family_id: UUID) -> tuple[VisitRow, ...]:
    """Who was taken along of an authorised family, the newest first. Two queries."""
    here = {"authority_id": viewer.in_authority()}
    taken = list(
        TakenAlong.objects.filter(**here, family_id=family_id)
        .select_related("worker", "device")
        .order_by("-taken_at")[:50]
    )
    sent: dict[UUID, datetime] = {}
    for taken_id, at in (
        VisitSent.objects.filter(**here, taken__in=[one.pk for one in taken])
        .order_by("received_at")
        .values_list("taken_id", "received_at")
    ):
        sent[taken_id] = at
    return tuple(
        VisitRow(
            id=one.pk,
            child_name=one.child_name,
            worker_name=one.worker.name,
            device=one.device.label if one.device else "",
            taken_at=one.taken_at,
            until=one.until,
            sent_at=sent.get(one.pk),
            is_mine=one.worker_id == viewer.worker_id,
        )
        for one in taken
    )


def conflicts_of(viewer: Viewer, family: AnyFamily) -> tuple[ConflictRow, ...]:
    """What the viewer has still to choose of visits with a family. One query.

    `family`: from `family_for`.
    """
    rows = VisitConflict.objects.filter(
        authority_id=viewer.in_authority(), sent__taken__family=family, choice=""
    ).select_related("sent__taken__worker")
    rows = rows.order_by("sent__received_at", "pk")
    return tuple(
        _conflict(viewer, one, theirs=one.theirs)
        for one in rows
        if is_to_settle(
            viewer,
            family,
            one.sent.taken,
            is_handed_over=one.handed_over_at is not None,
        )  # fmt: skip
    )


def conflict_for(
    viewer: Viewer, family_id: UUID, conflict_id: UUID
) -> tuple[ConflictRow, bool]:
    """One choice that is the viewer's, as it stands now; and whether it was made.

    Raises:
        NotFound: there is none that waits, or waited, for this worker.
    """
    found = conflict_to_settle(viewer, family_id, conflict_id)
    row = _conflict(viewer, found, theirs=standing_text(found))
    return row, bool(found.choice)


def _conflict(viewer: Viewer, row: VisitConflict, *, theirs: str) -> ConflictRow:
    taken = row.sent.taken
    return ConflictRow(
        id=row.pk,
        child_name=taken.child_name,
        session_id=row.session_id,
        item_id=row.item_id,
        field=row.field,
        mine=row.mine,
        theirs=theirs,
        handed_over=row.handed_over_why,
        worker_name=taken.worker.name,
        is_mine=viewer.worker_id == taken.worker_id,
        taken_id=taken.pk,
    )


def whom_of(viewer: Viewer, family: AnyFamily) -> tuple[WhomRow, ...]:
    """Whom the viewer has still to say that a child meant. One query.

    `family`: from `family_for`.
    """
    rows = WhomAsked.objects.filter(
        authority_id=viewer.in_authority(),
        sent__taken__family=family,
        settled_at=None,
    ).select_related("sent__taken__worker")
    return tuple(
        _whom(viewer, one)
        for one in rows.order_by("asked_at", "pk")
        if is_to_settle(viewer, family, one.sent.taken)
    )


def whom_for(viewer: Viewer, family_id: UUID, asked_id: UUID) -> WhomRow:
    """One of them, with the child's words. Three queries.

    Raises:
        NotFound: there is none that waits, or waited, for this worker.
    """
    found = whom_to_settle(viewer, family_id, asked_id)
    item = ChildItem.objects.get(authority_id=found.authority_id, pk=found.item_id)
    return replace(_whom(viewer, found), words=item.words)


def _whom(viewer: Viewer, row: WhomAsked) -> WhomRow:
    taken = row.sent.taken
    return WhomRow(
        id=row.pk,
        child_id=taken.child_id,
        child_name=taken.child_name,
        worker_name=taken.worker.name,
        is_mine=viewer.worker_id == taken.worker_id,
        names=tuple(
            NameRow(one["who"], one["name"], MayShow(one["answer"]))
            for one in row.names
        ),
        stamp=row.stamp,
        is_settled=row.settled_at is not None,
    )


def is_to_be_wiped(viewer: Viewer, device_id: UUID) -> bool:
    """Whether a device is to close. Asked without a session, by whoever has its ticket.

    One that is unknown, or whose worker has left, is to close too. One query.
    """
    return not VisitDevice.objects.filter(
        authority_id=viewer.in_authority(),
        pk=device_id,
        wipe_asked_at=None,
        worker__is_active=True,
    ).exists()
