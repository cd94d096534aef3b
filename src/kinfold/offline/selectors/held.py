"""Visits that are held beside the record, as far as the viewer may read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kinfold.child_tools.actions.files import OWNER
from kinfold.child_tools.models import ChildItem
from kinfold.offline import standing
from kinfold.offline.holding import held_visit_of, newest_passing, with_whom
from kinfold.offline.models import HeldSound, HeldVisit, HeldVisitDone
from kinfold.offline.told import KNOWN
from kinfold.platform.errors import NotFound
from kinfold.platform.models import StoredFile
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import RecordRefused
from kinfold.records.selectors.records import AnyFamily, family_for, state_of
from kinfold_core.decision import Decision, allow, refuse
from kinfold_core.practice.child_sharing import Choice, answers_for_it
from kinfold_core.practice.offline_bundle import Bundle, ItemSent, read_bundle
from kinfold_core.practice.offline_held import (
    WhyHeld,
    may_read_held,
    why_not_passed_on,
    why_not_taken_in,
)

Deed = HeldVisitDone.Deed


@dataclass(frozen=True, slots=True)
class SoundRow:
    """A recording beside the record, of one thing that the child said."""

    id: UUID
    item_id: UUID


@dataclass(frozen=True, slots=True)
class Passed:
    """To whom a held visit was left, by whom, when and why."""

    to_name: str
    by_name: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held visit: no word of the child but what `items` holds.

    `items`: those the viewer may read, None in a list; `count`: all there are.
    `now_with`: the worker who looks after it; `passed`: to whom it was left, the
    newest; `may_pass_on`: the viewer may do so.
    `may_decide`: the viewer answers for the work; `why_not`: why it cannot go in now.
    """

    id: UUID
    child_name: str
    worker_name: str
    received_at: datetime
    why: WhyHeld
    is_taken_in: bool
    stays_because: str
    may_decide: bool
    why_not: str
    now_with: UUID
    passed: Passed | None = None
    may_pass_on: bool = False
    count: int = 0
    bundle: Bundle | None = None
    items: tuple[ItemSent, ...] = ()
    sounds: tuple[SoundRow, ...] = ()


def held_of(viewer: Viewer, family: AnyFamily) -> tuple[HeldRow, ...]:
    """The held visits of an authorised family that are not in its record.

    `family`: from `family_for`. Five queries.
    """
    rows = (
        HeldVisit.objects.filter(authority_id=viewer.in_authority(), family=family)
        .exclude(done__deed=Deed.TAKEN_IN)
        .select_related("sent__taken__worker")
        .prefetch_related("done", "passed__to", "passed__by")
        .order_by("-sent__received_at", "-pk")
    )
    return tuple(_row(viewer, family, one) for one in rows)


def held_for(viewer: Viewer, family: AnyFamily, held_id: UUID) -> HeldRow:
    """One of them, with what the viewer may read of it. Seven queries.

    Raises:
        NotFound: no such visit of this family.
    """
    held = held_visit_of(family, held_id)
    return _row(viewer, family, held, is_whole=True)


def _row(
    viewer: Viewer, family: AnyFamily, held: HeldVisit, *, is_whole: bool = False
) -> HeldRow:
    done = {one.deed: one for one in held.done.all()}
    taken = held.sent.taken
    is_answering = answers_for_it(viewer.roles, state_of(viewer, family))
    stays = done.get(Deed.STAYS)
    passed = newest_passing(held)
    row = HeldRow(
        id=held.pk,
        child_name=taken.child_name,
        worker_name=taken.worker.name,
        received_at=held.sent.received_at,
        why=WhyHeld(held.why),
        is_taken_in=Deed.TAKEN_IN in done,
        stays_because=stays.why if stays else "",
        may_decide=is_answering,
        why_not=why_not_taken_in(
            is_answering=is_answering,
            is_closed=family.is_closed,
            is_done=Deed.TAKEN_IN in done,
        ),
        now_with=(now_with := with_whom(held)),
        passed=Passed(passed.to.name, passed.by.name, passed.at, passed.why)
        if passed
        else None,
        may_pass_on=not why_not_passed_on(
            is_with_them=viewer.worker_id == now_with,
            is_answering=is_answering,
            is_done=bool(done),
        ),
    )
    return _whole(viewer, row, held) if is_whole else row


def _whole(viewer: Viewer, row: HeldRow, held: HeldVisit) -> HeldRow:
    bundle = read_bundle(json.loads(held.body), KNOWN)
    taken = held.sent.taken
    chosen = _chosen(viewer, [one.id for one in bundle.items])
    items = tuple(
        one
        for one in bundle.items
        if may_read_held(
            one.answers,
            chosen.get(one.id),
            is_recorder=viewer.worker_id == taken.worker_id,
            is_answering=row.may_decide,
            roles=viewer.roles,
        )
    )
    read = {one.id for one in items}
    hears = row.may_decide or viewer.worker_id == taken.worker_id
    sounds = sounds_of(viewer, taken.pk) if hears else ()
    sounds = tuple(one for one in sounds if one.item_id in read)
    return replace(
        row, count=len(bundle.items), bundle=bundle, items=items, sounds=sounds
    )


def _chosen(viewer: Viewer, item_ids: Sequence[UUID]) -> dict[UUID, tuple[Choice, ...]]:
    """What the child chose of each of these that stands in the record too."""
    items = ChildItem.objects.filter(
        authority_id=viewer.in_authority(), pk__in=item_ids
    ).prefetch_related("choices")
    return {one.pk: standing.choices_of(one) for one in items}


def sounds_of(viewer: Viewer, taken_id: UUID) -> tuple[SoundRow, ...]:
    """The recordings of a visit that are beside the record. One query."""
    rows = HeldSound.objects.filter(
        authority_id=viewer.in_authority(), taken=taken_id
    ).exclude(file__owner_kind=OWNER)
    return tuple(SoundRow(one.pk, one.item_id) for one in rows.order_by("received_at"))


def held_sound_file(viewer: Viewer, family_id: UUID, sound_id: UUID) -> UUID:
    """The stored file of a recording of an authorised family beside its record.

    Raises:
        NotFound: none of this family.
    """
    found = HeldSound.objects.filter(
        authority_id=viewer.in_authority(), taken__family=family_id, pk=sound_id
    ).first()
    if found is None:
        raise NotFound("recording")
    return found.file_id


def may_open_sound(viewer: Viewer, stored: StoredFile) -> Decision:
    """The rule of these files: whoever was at the visit, and who answers for the work.

    A voice is heard whole, so nobody else hears it before it is in the record.
    """
    found = (
        HeldSound.objects.filter(authority_id=viewer.in_authority(), file=stored)
        .select_related("taken")
        .first()
    )
    if found is not None:
        try:
            family = family_for(viewer, found.taken.family_id)
        except (NotFound, RecordRefused):
            return refuse("The family is not open to you")
        if viewer.worker_id == found.taken.worker_id or answers_for_it(
            viewer.roles, state_of(viewer, family)
        ):
            return allow("You answer for the work with this family")
    return refuse("The child has not shared this")
