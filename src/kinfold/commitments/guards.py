"""Who could be there, as far as it is known: from the network and the plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from kinfold.networks.selectors import Blocks
from kinfold_core.practice.cover import Guard
from kinfold_core.practice.network import Network
from kinfold_core.practice.plan_written import Who


def guards_of(
    network: Network,
    sources: Mapping[UUID, tuple[Who, ...]],
    closed: Mapping[UUID, Collection[str]],
    blocks: Blocks,
) -> dict[UUID, Guard]:
    """What is known of everybody who could be there, by their key. No query.

    `sources`: of each danger, whose actions it is about. `closed`: roles that are
    closed to somebody for now (R-NW6). `blocks`: who is kept apart, or not safe.
    """
    return {
        one.id: Guard(
            name=one.name,
            is_here=one.is_here,
            roles=one.roles,
            not_for=closed.get(one.id, ()),
            is_kept_apart=blocks.is_kept_from_child(one.id),
            is_not_safe=blocks.is_not_safe(one.id),
            heard=frozenset(one.heard) if one.counts else frozenset(),
            source_of=frozenset(
                danger_id
                for danger_id, people in sources.items()
                if any(one.as_who.is_same_as(who) for who in people)
            ),
        )
        for one in network.people
    }
