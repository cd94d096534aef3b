"""Lists of families in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.records.presenters.header import worker_words
from kinfold.records.presenters.words import (
    STATUS_LABELS,
    STATUS_TONES,
    Tag,
    day,
    named_with_age,
)
from kinfold.records.selectors.lists import FamilyList, Scope
from kinfold.records.selectors.waiting import WaitingRow

SCOPE_LABELS = {
    Scope.MINE: "My families",
    Scope.TEAM: "My team's families",
    Scope.EVERY: "All families",
    Scope.NOBODY: "With nobody",
}


def load_words(name: str, held_count: int) -> str:
    """A worker and how much they carry: "Sam Reed, 4 families now"."""
    families = "family" if held_count == 1 else "families"
    return f"{name}, {held_count or 'no'} {families} now"


@dataclass(frozen=True, slots=True)
class FamilyLine:
    name: str
    url: str
    children: str
    worker: str
    reference: str
    opened: str
    tags: tuple[Tag, ...]


def family_rows(found: FamilyList, *, today: date) -> tuple[FamilyLine, ...]:
    return tuple(
        FamilyLine(
            name=row.family.name,
            url=reverse("people:family", args=[row.family.pk]),
            children=" · ".join(named_with_age(m.person, today) for m in row.children),
            worker=worker_words(row.family),
            reference=row.family.reference,
            opened=_opened(row.family.opened_on, row.family.closed_on),
            tags=(
                *(Tag(str(STATUS_LABELS[s]), STATUS_TONES[s]) for s in row.statuses),
                *([Tag("Restricted", "attention")] if row.family.is_restricted else []),
            ),
        )
        for row in found.rows
    )


@dataclass(frozen=True, slots=True)
class WaitingLine:
    family: str
    said: str
    url: str
    icon: str


def waiting_lines(
    rows: tuple[WaitingRow, ...], *, today: date
) -> tuple[WaitingLine, ...]:
    return tuple(
        WaitingLine(
            family=row.family.name,
            said=row.kind.say(row.day, today),
            url=reverse(row.kind.page, args=[row.family.pk]),
            icon=row.kind.icon,
        )
        for row in rows
    )


def _opened(opened_on: date, closed_on: date | None) -> str:
    if closed_on:
        return f"Closed {day(closed_on)}"
    return f"Open since {day(opened_on)}"
