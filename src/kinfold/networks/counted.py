"""Who of a network counts, as the rules look at it. No query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from kinfold.networks.beyond import PlanKnown
from kinfold.networks.models import NetworkMember
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.standing_by import Stand

if TYPE_CHECKING:
    from kinfold.networks.selectors.standing import Known

SAFETY = NetworkMember.Role.SAFETY


def network_facts(
    network: Network, known: Mapping[UUID, Known], plan: PlanKnown
) -> NetworkFacts:
    """What the rules look at in who stands around the children."""

    def is_for_safety(person: NetworkPerson) -> bool:
        closed = {one.role for one in known[person.id].closed}
        return SAFETY in person.roles and SAFETY not in closed

    sources = [
        one.name
        for one in network.here
        if is_for_safety(one) and any(_is_them(one, who) for who in plan.sources)
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
    )  # fmt: skip


def _is_them(person: NetworkPerson, who: Who) -> bool:
    """Whether somebody named elsewhere is this person of the network."""
    mine = Who(name=person.name, member_id=person.id, person_id=person.who.person_id)
    return mine.is_same_as(who)
