"""Somebody who may be meant, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.finding.selectors.duplicates import Match
from kinfold.finding.selectors.search import Hit
from kinfold.records.presenters.words import Tag, detail_line
from kinfold_core.people.likeness import Band

BAND_LABELS = {
    Band.LIKELY: ("Very likely the same person", "worried"),
    Band.POSSIBLE: ("Perhaps the same person", "attention"),
    Band.UNLIKELY: ("Same name, nothing else to compare", "calm"),
}


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
