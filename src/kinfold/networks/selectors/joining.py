"""Whether two records of one person both stand in one network."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count

from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer


def twice_in_a_network(viewer: Viewer, kept_id: UUID, merged_id: UUID) -> Iterator[str]:
    """One person has one place in a network: its roles, what they were told, links."""
    both = (
        NetworkMember.objects.filter(
            authority_id=viewer.in_authority(),
            person_id__in=[kept_id, merged_id],
            ended_on=None,
        )
        .values("family_id")
        .annotate(people=Count("person_id", distinct=True))
        .filter(people=2)
    )
    if both.exists():
        yield (
            "Both stand in the network of one family. On its network page, write down "
            "that one of the two stepped back, because they are one person"
        )
