"""Where a child's words were put, and stand no longer."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import TakenBack


def taken_back_of(
    viewer: Viewer, family_id: UUID
) -> frozenset[tuple[UUID | None, str]]:
    """Each thing of an authorised family that was taken back. One query.

    With the words, where it is words in a danger statement or its goal.
    """
    rows = TakenBack.objects.filter(
        authority_id=viewer.in_authority(),
        mapping__family_id=family_id,
        lifted_at=None,
    ).values_list("entry_id", "danger_id", "rating_id", "above", "words")
    return frozenset(
        (entry or danger or rating or above, words if danger else "")
        for entry, danger, rating, above, words in rows
    )
