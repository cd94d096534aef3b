"""Running a workshop: what is on now, and words that come down from the wall."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.workshops import selectors
from kinfold.workshops.actions.planning import insist_runs
from kinfold.workshops.models import WallNote, Workshop, WorkshopItem

LONGEST_OPEN: Final = timedelta(hours=12)
"""Nobody remembers to close every workshop, so each closes itself."""


@transaction.atomic
def open_workshop(*, workshop_id: UUID, by: Viewer) -> None:
    """Let telephones in, for twelve hours at most. Again gives it twelve anew.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop for them.
        CannotDo: its journal is made, which would tell of other votes.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    if selectors.has_journal(by, row):
        raise CannotDo(
            "The journal of this workshop is made, so what the room said stays as it "
            "is. Plan another workshop to ask again"
        )
    before, row.state = row.state, Workshop.State.OPEN
    row.open_until = timezone.now() + LONGEST_OPEN
    row.save(update_fields=["state", "open_until"])
    audit.record_in_programme(
        by=by,
        action="workshop.opened",
        target=row,
        changes={"state": [before, row.state]},
    )


@transaction.atomic
def close_workshop(*, workshop_id: UUID, by: Viewer) -> None:
    """Take nothing more from telephones. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop for them.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    if row.state == Workshop.State.CLOSED:
        return
    before, row.state = row.state, Workshop.State.CLOSED
    row.save(update_fields=["state"])
    items = WorkshopItem.objects.filter(programme=row.programme_id, workshop=row)
    items.filter(state="open").update(state=WorkshopItem.State.CLOSED)
    audit.record_in_programme(
        by=by,
        action="workshop.closed",
        target=row,
        changes={"state": [before, row.state]},
    )


@transaction.atomic
def open_item(*, workshop_id: UUID, item_id: UUID, by: Viewer) -> None:
    """Put one item to the room; what was on is over.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such item for them.
        CannotDo: the workshop is not open.
    """
    row = selectors.item(by, workshop_id, item_id, is_locked=True)
    insist_runs(by=by)
    workshop = selectors.workshop(by, workshop_id)
    if workshop.state != Workshop.State.OPEN:
        raise CannotDo("Open the workshop to telephones first")
    others = WorkshopItem.objects.filter(
        programme=row.programme_id, workshop=workshop, state="open"
    )
    others.exclude(pk=row.pk).update(state=WorkshopItem.State.CLOSED)
    _turn(row, WorkshopItem.State.OPEN, "workshop.item_opened", by)


@transaction.atomic
def close_item(*, workshop_id: UUID, item_id: UUID, by: Viewer) -> None:
    """Take no more answers to it.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such item for them.
    """
    row = selectors.item(by, workshop_id, item_id, is_locked=True)
    insist_runs(by=by)
    _turn(row, WorkshopItem.State.CLOSED, "workshop.item_closed", by)


@transaction.atomic
def take_down(*, workshop_id: UUID, note_id: UUID, why: str, by: Viewer) -> None:
    """Take words down from the wall. They are kept, with the reason. Once.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such note for them.
        CannotDo: no reason is given.
    """
    selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    row: WallNote = selectors.note(by, workshop_id, note_id)
    if row.taken_down_at:
        return
    if not why.strip():
        raise CannotDo("Write why these words come down", "why")
    row.taken_down_at, row.taken_down_by = timezone.now(), by.name
    row.taken_down_why = why
    row.save(update_fields=["taken_down_at", "taken_down_by", "taken_down_why"])
    audit.record_in_programme(
        by=by, action="workshop.note_taken_down", target=row, changes={"why": why}
    )


def _turn(row: WorkshopItem, state: str, action: str, by: Viewer) -> None:
    if row.state == state:
        return
    before, row.state = row.state, state
    row.save(update_fields=["state"])
    audit.record_in_programme(
        by=by, action=action, target=row, changes={"state": [before, state]}
    )
