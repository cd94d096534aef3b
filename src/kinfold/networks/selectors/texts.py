"""Every text of a family's network, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.networks.models import InformedStep, NetworkAsk, NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_network(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's network. One query."""
    here = {"authority_id": viewer.in_authority()}
    return in_one_query(
        (
            NetworkMember.objects.filter(**here, family_id=family_id),
            ("name", "relationship", "ended_reason"),
        ),
        (
            InformedStep.objects.filter(**here, member__family_id=family_id),
            ("permission",),
        ),
        (NetworkAsk.objects.filter(**here, family_id=family_id), ("answer",)),
    )
