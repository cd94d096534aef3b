"""Everybody to whom a child said no, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kinfold.networks.presenters.child_no import RefusedView, refused_view
from kinfold_core.practice.child_no import DespiteDetails, Refusals
from kinfold_core.practice.living_map import Member
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


def people_who_decide(
    deciders: Sequence[Member], around: Sequence[Member]
) -> list[Member]:
    """Those who may decide first, then everybody else there, each once."""
    known = {one.worker_id for one in deciders}
    others = (one for one in around if not one.worker_id or one.worker_id not in known)
    return [*deciders, *others]


def stands_now(
    family_id: UUID, refusals: Refusals, who: Who, typed: DespiteDetails
) -> list[tuple[str, str, str]]:
    """What was said and decided while somebody wrote, beside what they wrote."""
    now = refused_view(family_id, refusals, who)
    said = " ".join(now.said) if now else "No child says no to them any more"
    return [
        ("What the children say", said, ""),
        ("What was decided", now.decided if now else "", typed.reason),
    ]
