"""What a telephone sends. It runs as a visitor, whom the fences hold to one workshop.

A vote is no change that somebody signs for, so none is written into the audit: who
voted is not known, and is not to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.records.errors import CannotDo
from kinfold.workshops import selectors
from kinfold.workshops.models import Device, Vote, WallNote, WorkshopItem
from kinfold.workshops.policy import Visitor
from kinfold.workshops.selectors import PhoneShown

ONLY_ONE: Final = UUID(int=0)
MOST_NOTES: Final = 20
HIGHEST: Final = 10
NOT_ON = (
    "This question is over, or not on yet. What was sent before counts. "
    "Look at what is on now"
)


def vote(*, item_id: UUID, numbers: Sequence[int], by: Visitor) -> None:
    """Keep what this device chose. Sent twice it counts once; the latest counts.

    Raises:
        CannotDo: the workshop or question is not open, or it has no such answer.
    """
    shown, row = _on_now(item_id, by, is_shown=False)
    _check(row, numbers)
    _join(shown, by)
    Vote.objects.bulk_create(
        [
            Vote(
                programme_id=row.programme_id,
                workshop=shown.row,
                item=row,
                device_id=by.device_id,
                numbers=sorted(set(numbers)),
                at=timezone.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["programme", "item", "device"],
        update_fields=["numbers", "at"],
    )


def write_note(*, item_id: UUID, words: str, sent: UUID, by: Visitor) -> None:
    """Keep words, as they were typed. Sent twice they are kept once.

    Raises:
        CannotDo: the workshop or question is not open, it takes no words, they were
            taken down, or this device has written a wall full.
    """
    shown, row = _on_now(item_id, by)
    if row.kind not in (WorkshopItem.Kind.WORDS, WorkshopItem.Kind.WALL):
        raise CannotDo("This question is answered by choosing")
    is_wall = row.kind == WorkshopItem.Kind.WALL
    mine = shown.notes.get(row.pk, [])
    if is_wall and len(mine) >= MOST_NOTES:
        raise CannotDo(
            f"{MOST_NOTES} notes came from this telephone, which is the most that one "
            "puts on a wall. Tell the rest aloud"
        )
    if not is_wall and any(one.taken_down_at for one in mine):
        raise CannotDo("The facilitator took down what you wrote here")
    _join(shown, by)
    made = WallNote(
        programme_id=row.programme_id,
        workshop=shown.row,
        item=row,
        device_id=by.device_id,
        sent=sent if is_wall else ONLY_ONE,
        words=words,
        at=timezone.now(),
    )
    if is_wall:
        WallNote.objects.bulk_create([made], ignore_conflicts=True)
    else:
        WallNote.objects.bulk_create(
            [made],
            update_conflicts=True,
            unique_fields=["programme", "item", "device", "sent"],
            update_fields=["words", "at"],
        )


def say_who(*, called: str, place: UUID | None, by: Visitor) -> None:
    """Keep what somebody wants to say of themselves: a name, an authority, nothing.

    Raises:
        CannotDo: the workshop is not open, or the authority is not in it.
    """
    shown = selectors.for_phone(by)
    if shown is None or not shown.is_open:
        raise CannotDo(NOT_ON)
    if place and place not in {one.pk for one in shown.places}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    _join(shown, by)
    Device.objects.filter(programme=shown.row.programme_id, pk=by.device_id).update(
        called=called, authority=place
    )


def _on_now(
    item_id: UUID, by: Visitor, *, is_shown: bool = True
) -> tuple[PhoneShown, WorkshopItem]:
    shown = selectors.for_phone(by, is_shown=is_shown)
    if shown is None or not shown.is_open:
        raise CannotDo(NOT_ON)
    row = next((one for one in shown.items if one.pk == item_id), None)
    if row is None:
        raise CannotDo(NOT_ON)
    return shown, row


def _join(shown: PhoneShown, by: Visitor) -> None:
    """A device is written down with the first thing it sends."""
    if shown.device is None:
        row = Device(
            pk=by.device_id, programme_id=shown.row.programme_id, workshop=shown.row
        )
        Device.objects.bulk_create([row], ignore_conflicts=True)


def _check(row: WorkshopItem, numbers: Sequence[int]) -> None:
    kind = row.kind
    if kind == WorkshopItem.Kind.SCALE:
        if len(numbers) != 1 or not 0 <= numbers[0] <= HIGHEST:
            raise CannotDo("Choose a number from 0 to 10")
        return
    if kind not in (WorkshopItem.Kind.ONE, WorkshopItem.Kind.SEVERAL):
        raise CannotDo("This question is not answered by choosing")
    if not numbers:
        raise CannotDo("Choose an answer")
    if kind == WorkshopItem.Kind.ONE and len(numbers) != 1:
        raise CannotDo("Choose one answer")
    if not all(0 <= one < len(row.options) for one in numbers):
        raise CannotDo("One of these answers is not on the list any more. Choose again")
