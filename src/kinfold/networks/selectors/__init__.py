"""Reads of who stands around a child: viewer first, rows out."""

from kinfold.networks.selectors.network import informed_of, network_of
from kinfold.networks.selectors.standing import (
    Known,
    closed_roles_of,
    known_of,
    ledger_of,
)

__all__ = [
    "Known",
    "closed_roles_of",
    "informed_of",
    "known_of",
    "ledger_of",
    "network_of",
]
