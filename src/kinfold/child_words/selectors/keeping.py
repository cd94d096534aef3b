"""Which of a child's words the family does not read, asked by the map below."""

from __future__ import annotations

from uuid import UUID

from kinfold.child_tools.models import ChildItem
from kinfold.child_tools.selectors.sessions import choices_of_each
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold_core.practice.child_sharing import is_for_family


def words_kept(viewer: Viewer, family_id: UUID) -> frozenset[str]:
    """What was put somewhere and is not for the family: as the child said it, however
    it was changed or joined since, and as it stands on the map. Three queries.
    """
    items = ChildItem.objects.filter(
        authority_id=viewer.in_authority(),
        session__family_id=family_id,
        feeds__isnull=False,
    )
    words = dict(items.values_list("pk", "words"))
    choices = choices_of_each(viewer, words)
    said = {words[key] for key in words if not is_for_family(choices[key])}
    entries = MapEntry.objects.filter(
        authority_id=viewer.in_authority(),
        mapping__family_id=family_id,
        is_childs_choice=True,
    )
    return frozenset(said.union(entries.values_list("text", flat=True)))
