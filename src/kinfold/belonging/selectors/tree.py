"""The trees of an episode as they were told."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.belonging.models import TreeOfLife
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.practice.family_finding.tree import PARTS, TreeRow


def trees_of(viewer: Viewer, episode_id: UUID) -> tuple[TreeRow, ...]:
    """Every tree, the newest first. One query."""
    rows = TreeOfLife.objects.filter(
        authority_id=viewer.in_authority(), episode_id=episode_id
    ).order_by("-drawn_on", "-recorded_at")
    return tuple(_row(one) for one in rows)


def texts_of_trees(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """What is written beside a family's trees. One query."""
    rows = TreeOfLife.objects.filter(
        authority_id=viewer.in_authority(), episode__family_id=family_id
    )
    return in_one_query((rows, ("child_words",)))


def _row(tree: TreeOfLife) -> TreeRow:
    parts = {key: tuple(getattr(tree, key)) for key, _, _ in PARTS}
    return TreeRow(
        id=tree.pk, drawn_on=tree.drawn_on, child_words=tree.child_words, **parts
    )
