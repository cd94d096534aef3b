"""A rater's own way through the parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kinfold.framework.models import Rater, Rating
from kinfold.framework.shipped import Domain, Framework, Part
from kinfold.platform.components import Cell, Column, Table
from kinfold_core.practice.self_review import Hat


@dataclass(frozen=True, slots=True)
class ToRate:
    title: str
    table: Table


def to_rate(
    words: Framework, row: Rater, said: Mapping[str, Rating]
) -> tuple[ToRate, ...]:
    """Each domain with its parts, and what this rater said of them so far."""
    return tuple(ToRate(one.title, _table(one, row, said)) for one in words.domains)


def _table(domain: Domain, row: Rater, said: Mapping[str, Rating]) -> Table:
    return Table(
        domain.title,
        (Column("Part"), Column("Where you put it")),
        tuple(
            (
                Cell(part.title, _rate_url(part, row, said)),
                str(said[part.key].score)
                if part.key in said
                else Cell("Not rated", tone="calm"),
            )
            for part in domain.parts
        ),
        is_caption_shown=False,
    )


def _rate_url(part: Part, row: Rater, said: Mapping[str, Rating]) -> str:
    """Who was set aside rates nothing more, and still reads what they wrote."""
    if row.set_aside_why and part.key not in said:
        return ""
    return reverse("framework:rate", args=[row.pk, part.key])


def next_url(words: Framework, row: Rater, key: str, said: Mapping[str, Any]) -> str:
    """Where a rater goes on after a part: the next that is not rated, else their own
    page."""
    part = words.after(key)
    while part and part.key in said:
        part = words.after(part.key)
    if part is None:
        return reverse("framework:rater", args=[row.pk])
    return reverse("framework:rate", args=[row.pk, part.key])


def typed(said: Rating | None, hat: str) -> dict[str, Any]:
    """What the form of a part begins with; every question that this hat is asked."""
    names = ["score", "evidence"]
    names += [
        name
        for name, own in (("front_line", Hat.FRONT_LINE), ("families", Hat.FAMILY))
        if hat != own
        for name in (name, f"{name}_why")
    ]
    held = {name: getattr(said, name) if said else None for name in names}
    return {"version": said.version if said else 0, **held}
