"""Reads of who stands around a child: viewer first, rows out."""

from kinfold.networks.selectors.network import informed_of, network_of

__all__ = ["informed_of", "network_of"]
