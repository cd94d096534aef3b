"""Where a child's words were put, and stand no longer."""

from __future__ import annotations

from uuid import UUID

from kinfold.planning.models import SuggestionTakenBack
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import TakenBack


def taken_back_of(viewer: Viewer, family_id: UUID) -> frozenset[tuple[UUID, str]]:
    """Each thing of an authorised family that was taken back. Two queries.

    With the words, where it is words in a danger statement or its goal.
    """
    here = {"authority_id": viewer.in_authority()}
    rows = TakenBack.objects.filter(
        **here, mapping__family_id=family_id, lifted_at=None
    ).values_list("entry_id", "danger_id", "rating_id", "words")
    suggestions = SuggestionTakenBack.objects.filter(
        **here, suggestion__plan__family_id=family_id
    ).values_list("suggestion_id", flat=True)
    on_map = {
        (entry or danger or rating, words if danger else "")
        for entry, danger, rating, words in rows
    }
    return frozenset(on_map | {(pk, "") for pk in suggestions})
