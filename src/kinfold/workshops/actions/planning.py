"""Planning a workshop and its agenda."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.workshops import policy, selectors
from kinfold.workshops.models import Vote, WallNote, Workshop, WorkshopItem

LISTED = {WorkshopItem.Kind.ONE, WorkshopItem.Kind.SEVERAL}


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """An item of the agenda as it was typed."""

    position: int
    kind: str
    title: str
    words: str
    minutes: int
    options: list[str]
    low: str
    high: str


def insist_runs(*, by: Viewer) -> None:
    decision = policy.may_run(by)
    if not decision:
        raise PermissionDenied(decision.reason)


@transaction.atomic
def plan_workshop(
    *,
    programme_id: UUID,
    title: str,
    held_on: date | None,
    place: str,
    gathering_id: UUID | None = None,
    by: Viewer,
) -> Workshop:
    """Plan a workshop, with a code that nobody can guess.

    As the room of a date of the calendar it is held when and where that is.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such programme for them.
        CannotDo: neither a day nor a date of this programme's calendar is given.
    """
    found = selectors.programme(by, programme_id)
    insist_runs(by=by)
    selectors.hold_date(by, gathering_id)
    held_on, place = _when_and_where(programme_id, held_on, place, gathering_id, by)
    letters = (secrets.choice(policy.CODE_LETTERS) for _ in range(policy.CODE_LENGTH))
    row = Workshop(
        programme=found,
        title=title,
        held_on=held_on,
        place=place,
        gathering_id=gathering_id,
        code="".join(letters),
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="workshop.planned", target=row, changes={"title": [None, title]}
    )
    return row


@transaction.atomic
def change_workshop(
    *,
    workshop_id: UUID,
    title: str,
    held_on: date | None,
    place: str,
    gathering_id: UUID | None = None,
    seen_version: int,
    by: Viewer,
) -> None:
    """Change what it is called, when and where it is, or of which date it is the room.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop for them.
        StaleVersion: somebody else changed it first.
        CannotDo: as of `plan_workshop`.
    """
    selectors.hold_date(by, gathering_id)
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    if row.version != seen_version:
        raise StaleVersion(row)
    held_on, place = _when_and_where(row.programme_id, held_on, place, gathering_id, by)
    changes = {
        "title": [row.title, title],
        "held_on": [str(row.held_on), str(held_on)],
        "place": [row.place, place],
        "gathering": [_id(row.gathering_id), _id(gathering_id)],
    }
    row.title, row.held_on, row.place = title, held_on, place
    row.gathering_id = gathering_id
    row.version += 1
    row.save(update_fields=["title", "held_on", "place", "gathering", "version"])
    audit.record_in_programme(
        by=by, action="workshop.changed", target=row, changes=changes
    )


def _when_and_where(
    programme_id: UUID,
    held_on: date | None,
    place: str,
    gathering_id: UUID | None,
    by: Viewer,
) -> tuple[date, str]:
    """Those of the date in the calendar, or as they are given."""
    if gathering_id is not None:
        chosen = selectors.dates_to_choose(by, programme_id, gathering_id)
        for one in chosen:
            if one.pk == gathering_id:
                return one.day, one.where
        raise CannotDo("This date is not in the calendar. Choose again", "gathering")
    if held_on is None:
        raise CannotDo("Give the day of the workshop", "held_on")
    return held_on, place


@transaction.atomic
def add_item(*, workshop_id: UUID, details: ItemDetails, by: Viewer) -> WorkshopItem:
    """Add an item to the agenda.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop for them.
        CannotDo: the workshop is closed, or the question lacks answers or anchors.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    _insist_not_closed(row)
    _check(details)
    made = WorkshopItem(programme_id=row.programme_id, workshop=row, **asdict(details))
    made.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="workshop.item_added",
        target=made,
        changes={"title": [None, details.title]},
    )
    return made


@transaction.atomic
def change_item(
    *,
    workshop_id: UUID,
    item_id: UUID,
    details: ItemDetails,
    seen_version: int,
    by: Viewer,
) -> None:
    """Change an item. What was voted on stays what it was when it was voted on.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such item for them.
        StaleVersion: somebody else changed it first.
        CannotDo: as of `add_item`, or telephones have answered it already.
    """
    row = selectors.item(by, workshop_id, item_id, is_locked=True)
    insist_runs(by=by)
    if row.version != seen_version:
        raise StaleVersion(row)
    _insist_not_closed(selectors.workshop(by, workshop_id))
    _check(details)
    before = {name: getattr(row, name) for name in ItemDetails.__slots__}
    after = asdict(details)
    asked = ("kind", "title", "options", "low", "high")
    if any(before[one] != after[one] for one in asked) and _is_answered(row):
        raise CannotDo(
            "The room has answered this already, so its question stays as it was. Its "
            "place, its minutes and the words below it can change"
        )
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    audit.record_in_programme(
        by=by,
        action="workshop.item_changed",
        target=row,
        changes={
            name: [before[name], after[name]]
            for name in after
            if before[name] != after[name]
        },
    )


def _id(found: UUID | None) -> str | None:
    return str(found) if found else None


def _is_answered(row: WorkshopItem) -> bool:
    here = {"programme": row.programme_id, "item": row}
    return (
        Vote.objects.filter(**here).exists() or WallNote.objects.filter(**here).exists()
    )


def _insist_not_closed(row: Workshop) -> None:
    if row.state == Workshop.State.CLOSED:
        raise CannotDo("This workshop is closed. Its agenda stays as it was")


def _check(details: ItemDetails) -> None:
    if details.kind in LISTED and len(details.options) < 2:
        raise CannotDo("Give at least two answers, each on a line", "options")
    if details.kind == WorkshopItem.Kind.SCALE:
        for name, end in (("low", "0"), ("high", "10")):
            if not getattr(details, name):
                raise CannotDo(f"Say what {end} means on this scale", name)
