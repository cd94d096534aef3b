"""Visits of a family as their page shows them, and two wordings side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from kinfold.offline.selectors.held import SoundRow
from kinfold.offline.selectors.visits import (
    ConflictRow,
    DeviceRow,
    VisitRow,
    WhomRow,
)
from kinfold.offline.told import QUESTIONS
from kinfold.platform.components import Tone
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.pictures.picture import read_picture
from kinfold_core.pictures.svg import draw
from kinfold_core.pictures.telling import tell
from kinfold_core.practice.offline_bundle import PICTURE

_LABELS = {str(one["name"]): str(one["label"]) for one in QUESTIONS} | {
    "words": "What the child said",
    PICTURE: "What the child drew",
}


@dataclass(frozen=True, slots=True)
class VisitLine:
    row: VisitRow
    state: str
    tone: Tone
    when: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    title: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class DeviceLine:
    row: DeviceRow
    state: str
    holds: str
    wipe_url: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One of two: words, or a picture with what it shows told."""

    title: str
    words: str
    picture: SafeString | None


def visit_lines(rows: Sequence[VisitRow], *, now: datetime) -> tuple[VisitLine, ...]:
    return tuple(_visit(row, now) for row in rows)


def _visit(row: VisitRow, now: datetime) -> VisitLine:
    if row.sent_at is not None:
        return VisitLine(row, "Came home", "well", f"on {day_of(row.sent_at)}")
    if row.until <= now:
        return VisitLine(row, "Over", "calm", f"since {day_of(row.until)}")
    if row.device:
        return VisitLine(row, "Taken along", "needs", f"until {day_of(row.until)}")
    return VisitLine(
        row, "Not on a device yet", "attention", f"until {day_of(row.until)}"
    )


def conflict_lines(
    family_id: UUID, rows: Sequence[ConflictRow]
) -> tuple[ConflictLine, ...]:
    return tuple(
        ConflictLine(
            title=f"{label_of(row.field)}, {row.child_name}",
            url=reverse("offline:choose", args=[family_id, row.id]),
            about=_whose(row),
        )
        for row in rows
    )


def whom_lines(family_id: UUID, rows: Sequence[WhomRow]) -> tuple[ConflictLine, ...]:
    return tuple(
        ConflictLine(
            title=f"Whom did {row.child_name} mean by "
            f"{phrases.listed([f'“{one.name}”' for one in row.names])}?",
            url=reverse("offline:whom", args=[family_id, row.id]),
            about="" if row.is_mine else f"{row.worker_name} was at the visit",
        )
        for row in rows
    )


def whom_lead(row: WhomRow) -> str:
    said = f"“{row.words}”\n" if row.words else ""
    return (
        f"{said}What {row.child_name} chose about this waits until you say so, and "
        "nobody more may see it. If you are not sure, ask the child."
    )


def _whose(row: ConflictRow) -> str:
    """Why it is somebody's who was not at the visit, or that they handed it over."""
    if row.is_mine:
        return "You handed it over to a manager" if row.handed_over else ""
    if row.handed_over:
        return f"{row.worker_name} handed it over: {row.handed_over}"
    return f"{row.worker_name} was at the visit, and the family is not theirs any more"


def lead_of(row: ConflictRow) -> str:
    lead = "Written in the visit, and at the office meanwhile. Both are kept."
    whose = _whose(row)
    return f"{lead}\n{whose}." if whose else lead


def sound_links(
    family_id: UUID, sounds: Sequence[SoundRow], item_id: UUID | None
) -> tuple[str, ...]:
    """The addresses of the recordings of one thing that the child said."""
    return tuple(
        reverse("offline:held-sound", args=[family_id, one.id])
        for one in sounds
        if one.item_id == item_id
    )


def device_lines(rows: Sequence[DeviceRow]) -> tuple[DeviceLine, ...]:
    return tuple(
        DeviceLine(
            row=row,
            state=_device_state(row),
            holds=phrases.listed(row.children) if row.children else "Nobody",
            wipe_url=reverse("offline:wipe", args=[row.id])
            if row.wipe_asked_at is None
            else "",
        )
        for row in rows
    )


def _device_state(row: DeviceRow) -> str:
    if row.wiped_at is not None:
        return f"Wiped on {day_of(row.wiped_at)}"
    if row.wipe_asked_at is not None:
        return "Is wiped the next time it has a network"
    return f"Last seen on {day_of(row.last_seen_at)}"


def label_of(field: str) -> str:
    return _LABELS[field]


def wording(title: str, field: str, text: str) -> Wording:
    """One of two wordings. A picture is drawn by us, from numbers (ADR 19)."""
    if field != PICTURE:
        return Wording(title, _in_words(field, text) or "Nothing is written", None)
    picture = read_picture(json.loads(text) if text else None)
    if picture.is_empty:
        return Wording(title, "Nothing is drawn", None)
    said = tell(picture)
    return Wording(title, said, mark_safe(draw(picture, said=said)))  # noqa: S308


def _in_words(field: str, text: str) -> str:
    """What was chosen of a list, as the list says it."""
    question = next((one for one in QUESTIONS if one["name"] == field), {})
    if question.get("kind") == "yes":
        return text.capitalize()
    return str(dict(question.get("options", ())).get(text, text))


def day_of(at: datetime) -> str:
    return day_in_words(timezone.localtime(at).date())
