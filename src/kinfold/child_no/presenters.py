"""Everybody to whom a child said no, on one page."""

from __future__ import annotations

from uuid import UUID

from kinfold.networks.presenters.child_no import RefusedView, refused_view
from kinfold_core.practice.child_no import Refusals
from kinfold_core.practice.plan_written import Who


def refused_people(family_id: UUID, refusals: Refusals) -> tuple[RefusedView, ...]:
    """Everybody a child said no to, once each, what is open first."""
    people: list[Who] = []
    for word in refusals.words:
        if not any(word.about.is_same_as(who) for who in people):
            people.append(word.about)
    views = [refused_view(family_id, refusals, who) for who in people]
    return tuple(
        sorted((one for one in views if one),
               key=lambda one: (not one.is_open, one.name.casefold()))
    )  # fmt: skip
