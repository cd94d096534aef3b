"""Every text on a family's map, to see what was typed there again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, SafetyGoal
from kinfold.practice.taken_back import stands
from kinfold_core.practice.written import GOAL_WORDS, STATEMENT_WORDS


def texts_of_map(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """The words of entries, danger statements and goals. Three queries."""
    here = {"authority_id": viewer.in_authority(), "mapping__family_id": family_id}
    on_set = {
        "authority_id": viewer.in_authority(),
        "danger__mapping__family_id": family_id,
    }
    entries = MapEntry.objects.filter(stands("entry"), **here).values_list(
        "text", "impact", "outcome", "how_often", "seen_by"
    )
    sets = DangerStatement.objects.filter(**here).values_list(*STATEMENT_WORDS)
    goals = SafetyGoal.objects.filter(**on_set).values_list(*GOAL_WORDS)
    for row in (*entries, *sets, *goals):
        yield from row
