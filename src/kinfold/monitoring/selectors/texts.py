"""Every text of how a family's plan is lived, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.monitoring.models import JournalEntry, PlanCheck, PlanReview
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_lived_plan(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of how a family's plan is lived. One query."""
    own = {"authority_id": viewer.in_authority(), "family_id": family_id}
    return in_one_query(
        (JournalEntry.objects.filter(**own), ("went_well", "hard", "what_we_did")),
        (PlanCheck.objects.filter(**own), ("what_happened", "change_made")),
        (
            PlanReview.objects.filter(**own),
            ("went_well", "was_hard", "children_said", "decided"),
        ),
    )
