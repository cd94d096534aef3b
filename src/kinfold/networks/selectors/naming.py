"""What the people of a network are called, so that words can leave them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer


def names_of_network(viewer: Viewer, family_ids: Sequence[UUID]) -> Iterator[str]:
    """Every name of everybody who is or was of these networks. One query."""
    rows = NetworkMember.objects.filter(
        authority_id=viewer.in_authority(), family_id__in=family_ids
    ).values_list(
        "name", "person__given_names", "person__family_name", "person__known_as"
    )
    return (name for row in rows for name in row if name)
