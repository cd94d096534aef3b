"""Lists in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.people.presenters.family import Tag
from kinfold.people.presenters.header import worker_words
from kinfold.people.presenters.words import (
    STATUS_LABELS,
    STATUS_TONES,
    day,
    detail_line,
    named_with_age,
)
from kinfold.people.selectors.duplicates import Match
from kinfold.people.selectors.lists import FamilyList, Scope
from kinfold.people.selectors.search import Hit
from kinfold_core.people.likeness import Band

SCOPE_LABELS = {
    Scope.MINE: "My families",
    Scope.TEAM: "My team's families",
    Scope.EVERY: "All families",
}
BAND_LABELS = {
    Band.LIKELY: ("Very likely the same person", "worried"),
    Band.POSSIBLE: ("Perhaps the same person", "attention"),
    Band.UNLIKELY: ("Same name, nothing else to compare", "calm"),
}


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


def _opened(opened_on: date, closed_on: date | None) -> str:
    if closed_on:
        return f"Closed {day(closed_on)}"
    return f"Open since {day(opened_on)}"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who may be meant: enough to tell them from others, and no more."""

    id: str
    name: str
    detail: str
    url: str
    why: tuple[str, ...]
    families: tuple[tuple[str, str], ...]
    tag: Tag | None = None


def hit_lines(hits: tuple[Hit, ...], *, today: date) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            id=str(hit.person.pk),
            name=hit.person.full_name,
            detail=detail_line(hit.person, today),
            url=reverse("people:person", args=[hit.person.pk]),
            why=hit.why,
            families=tuple(
                (
                    f"{family.name}, {family.reference}",
                    reverse("people:family", args=[family.pk]),
                )
                for family in hit.families
            ),
        )
        for hit in hits
    )


def match_lines(matches: tuple[Match, ...], *, today: date) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            id=str(match.person.pk),
            name=match.person.full_name,
            detail=detail_line(match.person, today),
            url=reverse("people:person", args=[match.person.pk]),
            why=match.likeness.reasons,
            families=tuple(
                (family.name, reverse("people:family", args=[family.pk]))
                for family in match.families
            ),
            tag=Tag(*BAND_LABELS[match.likeness.band]),
        )
        for match in matches
    )
