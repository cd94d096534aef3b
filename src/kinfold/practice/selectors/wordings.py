"""What somebody had before them when they began to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kinfold.drafts.standing import words_in
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerSetRevision, MapEntryRevision

Wording = Callable[[int], Mapping[str, Any] | None]


def entry_wording(viewer: Viewer, entry_id: UUID) -> Wording:
    return words_in(MapEntryRevision.objects, viewer, entry_id=entry_id)


def danger_wording(viewer: Viewer, danger_id: UUID) -> Wording:
    return words_in(DangerSetRevision.objects, viewer, danger_id=danger_id)
