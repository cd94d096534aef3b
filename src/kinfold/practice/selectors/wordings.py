"""What somebody had before them when they began to write, and what stands now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kinfold.drafts.standing import NowStanding
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerSetRevision,
    DangerStatement,
    MapEntry,
    MapEntryRevision,
)

Wording = Callable[[int], Mapping[str, Any] | None]


def entry_wording(viewer: Viewer, entry_id: UUID) -> Wording:
    """The words of an entry in each version; None when there is none. A query each."""
    here = {"authority_id": viewer.in_authority(), "entry_id": entry_id}
    return lambda version: _words(MapEntryRevision.objects, version, here)


def danger_wording(viewer: Viewer, danger_id: UUID) -> Wording:
    """The same of a set."""
    here = {"authority_id": viewer.in_authority(), "danger_id": danger_id}
    return lambda version: _words(DangerSetRevision.objects, version, here)


def _words(
    revisions: Any, version: int, here: dict[str, UUID]
) -> Mapping[str, Any] | None:
    words: Mapping[str, Any] | None = (
        revisions.filter(**here, version=version).values_list("words", flat=True)
    ).first()
    return words


def entry_standing(viewer: Viewer, *, entry_id: UUID, **_: Any) -> NowStanding | None:
    """Who changed an entry last, for whoever is writing on it. One query."""
    return _standing(MapEntry.objects, viewer, entry_id)


def danger_standing(viewer: Viewer, *, danger_id: UUID, **_: Any) -> NowStanding | None:
    """The same of a set."""
    return _standing(DangerStatement.objects, viewer, danger_id)


def _standing(rows: Any, viewer: Viewer, pk: UUID) -> NowStanding | None:
    found = (
        rows.filter(authority_id=viewer.in_authority(), pk=pk)
        .values_list("version", "changed_by__name", "changed_at")
        .first()
    )
    return NowStanding(*found) if found else None
