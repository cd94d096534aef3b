"""Whether two records of one child are both looked for people."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count

from kinfold.family_finding.models import FindingEpisode
from kinfold.platform.viewer import Viewer


def running_twice(viewer: Viewer, kept_id: UUID, merged_id: UUID) -> Iterator[str]:
    """Family Finding runs once for a child in a family: it is counted from its rows."""
    both = (
        FindingEpisode.objects.filter(
            authority_id=viewer.in_authority(),
            child_id__in=[kept_id, merged_id],
            ended_on=None,
        )
        .values("family_id")
        .annotate(children=Count("child_id", distinct=True))
        .filter(children=2)
    )
    if both.exists():
        yield (
            "Family Finding runs for both in one family. End one of the two there "
            "first; whom it found stays readable"
        )
