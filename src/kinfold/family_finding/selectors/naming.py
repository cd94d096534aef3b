"""What the people who were found are called, so that words can leave them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from kinfold.family_finding.models import FoundPerson
from kinfold.platform.viewer import Viewer


def names_found(viewer: Viewer, family_ids: Sequence[UUID]) -> Iterator[str]:
    """Every name of everybody who was found for these families. One query."""
    return (
        FoundPerson.objects.filter(
            authority_id=viewer.in_authority(), episode__family_id__in=family_ids
        )
        .values_list("name", flat=True)
        .iterator()
    )
