"""What somebody had before them when they began to write, and what stands now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kinfold.drafts.standing import NowStanding, now_standing, words_in
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerSetRevision,
    DangerStatement,
    MapEntry,
    MapEntryRevision,
)

Wording = Callable[[int], Mapping[str, Any] | None]


def entry_wording(viewer: Viewer, entry_id: UUID) -> Wording:
    return words_in(MapEntryRevision.objects, viewer, entry_id=entry_id)


def danger_wording(viewer: Viewer, danger_id: UUID) -> Wording:
    return words_in(DangerSetRevision.objects, viewer, danger_id=danger_id)


def entry_standing(viewer: Viewer, *, entry_id: UUID, **_: Any) -> NowStanding | None:
    return now_standing(MapEntry.objects, viewer, entry_id)


def danger_standing(viewer: Viewer, *, danger_id: UUID, **_: Any) -> NowStanding | None:
    return now_standing(DangerStatement.objects, viewer, danger_id)
