"""Who of a network counts, as the rules look at it. No query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from kinfold.networks.beyond import PlanKnown
from kinfold.networks.models import NetworkMember
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.standing_by import Stand

if TYPE_CHECKING:
    from kinfold.networks.selectors.standing import Known

SAFETY = NetworkMember.Role.SAFETY


def network_facts(
    network: Network,
    known: Mapping[UUID, Known],
    plan: PlanKnown,
    refused: Sequence[str] = (),
) -> NetworkFacts:
    """What the rules look at in who stands around the children."""

    def is_for_safety(person: NetworkPerson) -> bool:
        closed = {one.role for one in known[person.id].closed}
        return SAFETY in person.roles and SAFETY not in closed

    sources = [
        one.name
        for one in network.here
        if is_for_safety(one)
        and any(one.as_who.is_same_as(who) for who in plan.sources)
    ]
    committed = {Stand.COMMITTED, Stand.ACTIVE, Stand.LONG_HAUL}
    return NetworkFacts(
        named_count=len(network.here),
        heard_count=len(network.counted),
        committed_count=sum(
            is_for_safety(one)
            and one.name not in sources
            and bool(committed & dict(known[one.id].standing.reached).keys())
            for one in network.counted
        ),
        is_plan_live=plan.is_live,
        is_plan_next=plan.is_next,
        sources=tuple(sources),
        refused=tuple(refused),
    )  # fmt: skip
