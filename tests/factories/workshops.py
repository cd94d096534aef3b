"""A workshop with one item of each kind, and a row for every part of an address."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer, as_visitor
from kinfold.platform.viewer import Viewer
from kinfold.workshops import actions
from kinfold.workshops.models import WallNote, Workshop, WorkshopItem
from kinfold.workshops.policy import Visitor

LISTED = ["Plans with networks", "Bottom lines"]


def details(kind: str, position: int = 1, **changes: object) -> actions.ItemDetails:
    usual = {
        "position": position,
        "kind": kind,
        "title": f"About {kind}",
        "words": "",
        "minutes": 10,
        "options": LISTED if kind in ("one", "several") else [],
        "low": "Not at all" if kind == "scale" else "",
        "high": "Every day" if kind == "scale" else "",
    }
    return actions.ItemDetails(**{**usual, **changes})  # type: ignore[arg-type]


def make_workshop(
    by: Viewer, programme: Programme, *kinds: str, is_open: bool = True
) -> tuple[Workshop, list[WorkshopItem]]:
    with as_viewer(by):
        row = actions.plan_workshop(
            programme_id=programme.pk,
            title="Leaders' workshop",
            held_on=date(2026, 3, 5),
            place="York",
            by=by,
        )
        items = [
            actions.add_item(workshop_id=row.pk, details=details(kind, n + 1), by=by)
            for n, kind in enumerate(kinds)
        ]
        if is_open:
            actions.open_workshop(workshop_id=row.pk, by=by)
        row.refresh_from_db()
    return row, items


def put_to_room(by: Viewer, item: WorkshopItem) -> None:
    with as_viewer(by):
        actions.open_item(workshop_id=item.workshop_id, item_id=item.pk, by=by)


def visitor(row: Workshop) -> Visitor:
    return Visitor(row.code, uuid4())


def write(row: Workshop, item: WorkshopItem, words: str) -> None:
    by = visitor(row)
    with as_visitor(by.code, by.device_id):
        actions.write_note(item_id=item.pk, words=words, sent=uuid4(), by=by)


def make_workshop_rows(by: Viewer, programme: Programme) -> dict[str, UUID]:
    """A workshop that is over, with a note, an action and a journal."""
    row, (wall, scale) = make_workshop(by, programme, "wall", "scale")
    put_to_room(by, wall)
    write(row, wall, "We ask families first")
    with as_viewer(by):
        made = actions.add_action(
            workshop_id=row.pk,
            item_id=wall.pk,
            what="Write down who is asked first",
            who="Carys Bevan",
            due_on=timezone.localdate() + timedelta(days=30),
            by=by,
        )
        actions.close_workshop(workshop_id=row.pk, by=by)
        note = WallNote.objects.get(workshop=row.pk)
        actions.make_journal(
            workshop_id=row.pk,
            intro="A day in spring.",
            items=[wall.pk, scale.pk],
            notes=[note.pk],
            has_highlights=True,
            has_actions=True,
            seen_version=0,
            by=by,
        )
    return {
        "workshop_id": row.pk,
        "workshop_item_id": wall.pk,
        "workshop_note_id": note.pk,
        "workshop_action_id": made.pk,
    }
