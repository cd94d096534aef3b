"""Reads of who stands around a child: viewer first, rows out."""

from kinfold.networks.selectors.blocks import Blocks, blocks_of
from kinfold.networks.selectors.child_no import refusals_of
from kinfold.networks.selectors.network import informed_of, network_of
from kinfold.networks.selectors.safety_people import (
    facts_of_network,
    needed_first,
    standards_of,
    too_few_of,
)
from kinfold.networks.selectors.standing import (
    Known,
    closed_roles_of,
    known_of,
)
from kinfold.networks.selectors.staying import Stayer, WhoStays, staying, who_stays

__all__ = [
    "Blocks",
    "Known",
    "Stayer",
    "WhoStays",
    "blocks_of",
    "closed_roles_of",
    "facts_of_network",
    "informed_of",
    "known_of",
    "needed_first",
    "network_of",
    "refusals_of",
    "standards_of",
    "staying",
    "too_few_of",
    "who_stays",
]
