"""What the rules say of the network while somebody is named or told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kinfold_core.findings import Finding
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.network import COUNTS_FROM, Network
from kinfold_core.practice.rulebook import check_network


def named_rules(typed: Mapping[str, Any], network: Network) -> tuple[Finding, ...]:
    """Of the network with this person in it, once there is a name."""
    named = typed.get("who_named")
    if named is None or not named.name:
        return ()
    count, heard = len(network.here), len(network.counted)
    return check_network(NetworkFacts(named_count=count + 1, heard_count=heard))


def told_rules(
    typed: Mapping[str, Any], network: Network, member_id: UUID
) -> tuple[Finding, ...]:
    """Of the network once this person knows what was chosen."""
    level = typed.get("level")
    if not level:
        return ()
    heard = {person.id for person in network.counted}
    if int(level) >= COUNTS_FROM:
        heard.add(member_id)
    facts = NetworkFacts(named_count=len(network.here), heard_count=len(heard))
    return check_network(facts)
