"""Who keeps the children safe and said so themselves, as the rules count them."""

from __future__ import annotations

from uuid import UUID

from kinfold.expectations.selectors import expectations_of
from kinfold.networks.beyond import plan_known
from kinfold.networks.counted import network_facts
from kinfold.networks.selectors.network import network_of
from kinfold.networks.selectors.standing import known_of
from kinfold.platform.viewer import Viewer
from kinfold_core.findings import Finding
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.rulebook import check_network

ENOUGH_RULES = ("R-NW2", "R-NW10")


def standards_of(viewer: Viewer, facts: NetworkFacts | None = None) -> Standards:
    """What the authority has set for a network. One query.

    None where there is no plan among the `facts`: nothing of it is looked at then.
    """
    if facts and not (facts.is_plan_live or facts.is_plan_next):
        return Standards()
    least = expectations_of(viewer).safety_people_least
    return Standards(safety_people_least=least)


def facts_of_network(viewer: Viewer, family_id: UUID) -> NetworkFacts:
    """What is known of an authorised family's network. A constant number of queries."""
    network = network_of(viewer, family_id)
    known = known_of(viewer, family_id, network)
    return network_facts(network, known, plan_known(viewer, family_id))


def too_few_of(
    viewer: Viewer, family_id: UUID, *, least: int | None = None
) -> tuple[Finding, ...]:
    """What R-NW2 and R-NW10 say: fewer have said yes than the authority hopes for.

    `least` is the authority's number where it is known already; else it is asked for.
    """
    facts = facts_of_network(viewer, family_id)
    if least is None:
        standards = standards_of(viewer, facts)
    else:
        standards = Standards(safety_people_least=least)
    found = check_network(facts, standards)
    return tuple(one for one in found if one.rule in ENOUGH_RULES)


def needed_first(viewer: Viewer, family_id: UUID) -> str:
    """What a new plan waits for before it is lived by (R-NW10); "" when nothing."""
    found = too_few_of(viewer, family_id)
    return " ".join(one.message for one in found if one.is_blocking)
