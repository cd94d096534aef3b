"""Both sides of each child, as the page of the network shows them."""

from __future__ import annotations

from kinfold.networks.beyond import SidesSaid
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold.sides.presenters import sides_said
from kinfold.sides.selectors import descent_of
from kinfold_core.practice.network import Network


def of_network(viewer: Viewer, ground: Ground, network: Network) -> SidesSaid:
    """Who of a network is on which side of which child, and who was asked."""
    descent = descent_of(viewer, ground)
    people = [descent.on_side(one.who, one.side, one.children) for one in network.here]
    return sides_said(ground.family.pk, descent, descent.sides(people))
