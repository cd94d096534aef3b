"""Every wording an entry or a set has had."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerSetRevision, MapEntryRevision
from kinfold_core.practice.living_map import RevisionRow


def entry_history(viewer: Viewer, entry_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of an entry of an authorised family, newest first. One query."""
    here = {"authority_id": viewer.in_authority(), "entry_id": entry_id}
    return _rows(MapEntryRevision.objects.filter(**here))


def danger_history(viewer: Viewer, danger_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of a set of an authorised family, newest first. One query."""
    here = {"authority_id": viewer.in_authority(), "danger_id": danger_id}
    return _rows(DangerSetRevision.objects.filter(**here))


def _rows(revisions: QuerySet[Any]) -> tuple[RevisionRow, ...]:
    newest_first = revisions.select_related("changed_by").order_by("-version")
    return tuple(
        RevisionRow(
            version=row.version,
            change=row.change,
            changed_by=row.changed_by.name,
            changed_at=row.changed_at,
            words=row.words,
        )
        for row in newest_first
    )
