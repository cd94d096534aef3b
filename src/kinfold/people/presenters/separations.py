"""What people must not learn of each other, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from kinfold.people.models import Separation
from kinfold.records.presenters.words import day

_SAID = {
    "no_contact": "{person} must not meet or have contact with {about}.",
    "court": "A court forbids that {person} learns of {about}.",
    "adoption": "{person} must not learn of {about}: the adoption is confidential.",
    "third_party": "What {about} told us is not for {person}.",
}


@dataclass(frozen=True, slots=True)
class SeparationLine:
    words: str
    reason: str
    since: str
    end_url: str = ""


def separation_line(row: Separation, end_url: str = "") -> SeparationLine:
    said = _SAID[row.kind].format(
        person=row.person.short_name, about=row.about.short_name
    )
    since = f"Since {day(row.started_on)}"
    return SeparationLine(said, row.reason, since, end_url)


def separation_lines(
    rows: Iterable[Separation], *, may_edit: bool
) -> tuple[SeparationLine, ...]:
    """Each with its reason, for those who work with the person."""
    return tuple(
        separation_line(
            row,
            reverse("people:end-apart", args=[row.person_id, row.pk])
            if may_edit
            else "",
        )
        for row in rows
    )
