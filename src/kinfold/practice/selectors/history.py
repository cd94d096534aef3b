"""Every wording an entry or a set has had."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerSetRevision, MapEntryRevision
from kinfold_core.practice.living_map import RevisionRow


def entry_history(viewer: Viewer, entry_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of an entry of an authorised family, newest first. One query."""
    rows = MapEntryRevision.objects.filter(
        authority_id=viewer.in_authority(), entry_id=entry_id
    )
    return _rows(rows.select_related("changed_by").order_by("-version"))


def danger_history(viewer: Viewer, danger_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of a set of an authorised family, newest first. One query."""
    rows = DangerSetRevision.objects.filter(
        authority_id=viewer.in_authority(), danger_id=danger_id
    )
    return _rows(rows.select_related("changed_by").order_by("-version"))


def _rows(revisions: object) -> tuple[RevisionRow, ...]:
    return tuple(
        RevisionRow(
            version=row.version,
            change=row.change,
            changed_by=row.changed_by.name,
            changed_at=row.changed_at,
            words=row.words,
        )
        for row in revisions  # type: ignore[attr-defined]
    )
