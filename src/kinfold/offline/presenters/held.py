"""A visit that is held beside the record, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.offline.presenters.visits import (
    Wording,
    day_of,
    label_of,
    sound_links,
    wording,
)
from kinfold.offline.selectors.held import HeldRow
from kinfold_core.practice.child_sharing import Audience, MayShow
from kinfold_core.practice.child_tools import Tool, part_of
from kinfold_core.practice.offline_bundle import PICTURE, ItemSent
from kinfold_core.practice.offline_held import WhyHeld
from kinfold_core.practice.offline_whom import is_about_somebody

# said to whoever reads it now; what the worker was told is in `WhyHeld`
_WHY = {
    WhyHeld.CLOSED: "the record was closed meanwhile",
    WhyHeld.NOT_OPEN: "the family had been handed on meanwhile",
    WhyHeld.NOT_HERE: "the child was not in this record any more",
    WhyHeld.ANOTHERS: "another worker answers for this time with the child",
    WhyHeld.MOVED: "something of it stands elsewhere in Kinfold already",
    WhyHeld.REFUSED: "the record did not take it as it is",
}


@dataclass(frozen=True, slots=True)
class HeldLine:
    row: HeldRow
    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One thing the child said: its part, its wordings, who may see it."""

    part: str
    wordings: tuple[Wording, ...]
    whom: str
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldPage:
    row: HeldRow
    title: str
    about: str
    around: tuple[tuple[str, str], ...]
    items: tuple[HeldItem, ...]
    kept_back: str
    passed: str


def held_lines(family_id: UUID, rows: Sequence[HeldRow]) -> tuple[HeldLine, ...]:
    return tuple(
        HeldLine(
            row=row,
            title=f"A visit with {row.child_name}",
            about=_about(row),
            url=reverse("offline:held", args=[family_id, row.id]),
        )
        for row in rows
    )


def _about(row: HeldRow) -> str:
    about = (
        f"{row.worker_name} sent it home on {day_of(row.received_at)}, and it is not "
        f"in the record: {_WHY[row.why]}"
    )
    return f"{about}. It is with {row.passed.to_name} now" if row.passed else about


def _passed(row: HeldRow) -> str:
    """How it came to whom it is with; "" while it was passed on to nobody."""
    if row.passed is None:
        return ""
    day = day_of(row.passed.at)
    return (
        f"{row.passed.by_name} passed it on to {row.passed.to_name} on {day}: "
        f"{row.passed.why}"
    )


def _whom(row: HeldRow, who: str) -> str:
    if is_about_somebody(who):
        return row.bundle.name_of(who) if row.bundle else ""
    return Audience(who).label


def held_page(family_id: UUID, row: HeldRow) -> HeldPage:
    bundle = row.bundle
    tool = Tool(bundle.tool) if bundle else None
    hidden = row.count - len(row.items)
    return HeldPage(
        row=row,
        title=f"{tool.label if tool else 'A visit'} with {row.child_name}",
        about=_about(row),
        around=_around(row),
        items=tuple(_item(family_id, row, one) for one in row.items),
        kept_back=_kept_back(row, hidden) if hidden else "",
        passed=_passed(row),
    )


def _around(row: HeldRow) -> tuple[tuple[str, str], ...]:
    fields = row.bundle.fields if row.bundle else {}
    return tuple(
        (label_of(name), wording("", name, one.value).words)
        for name, one in fields.items()
        if one.value
    )


def _kept_back(row: HeldRow, hidden: int) -> str:
    things = "One thing is" if hidden == 1 else f"{hidden} things are"
    return (
        f"{things} not shown to you: {row.child_name} said them for {row.worker_name}, "
        "and for a manager of the family, alone"
    )


def _item(family_id: UUID, row: HeldRow, item: ItemSent) -> HeldItem:
    part = part_of(row.bundle.tool, item.part) if row.bundle else None
    return HeldItem(
        part=part.label if part else item.part,
        wordings=tuple(
            wording("", name, one.value)
            for name, one in item.fields.items()
            if one.value and name in {"words", PICTURE}
        ),
        whom="; ".join(
            f"{_whom(row, who)}: {MayShow(answer).label}"
            for who, answer in item.answers.items()
        ),
        sounds=sound_links(family_id, row.sounds, item.id),
    )
