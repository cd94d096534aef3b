"""Whom a form of the plans offers: the family, the network, the writer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import Network


def people_around(people: Sequence[Member], network: Network) -> list[Member]:
    """The family's people, then those of the network who are not among them.

    The writer comes last, so that nobody picks themselves by being first.
    """
    known = {one.person_id for one in people if one.person_id}
    added = [
        Member(
            key=f"member:{one.id}",
            name=one.name,
            detail=one.relationship or "network",
            person_id=one.who.person_id,
            is_family=False,
        )
        for one in sorted(network.here, key=lambda one: one.name.casefold())
        if one.who.person_id not in known
    ]
    family = [one for one in people if one.is_family]
    return [*family, *added, *(one for one in people if not one.is_family)]


def children_of(people: Sequence[Member]) -> dict[UUID, str]:
    """The family's children by key, as they are called."""
    return {one.person_id: one.name for one in people if one.is_child and one.person_id}
