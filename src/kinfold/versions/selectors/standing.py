"""Who changed what stands on a map last, for whoever is writing on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinfold.drafts.standing import NowStanding, now_standing
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry


def entry_standing(
    viewer: Viewer, *, family_id: UUID, entry_id: UUID, **_: Any
) -> NowStanding | None:
    """An entry of an authorised family. One query."""
    return now_standing(
        MapEntry.objects, viewer, entry_id, mapping__family_id=family_id
    )


def danger_standing(
    viewer: Viewer, *, family_id: UUID, danger_id: UUID, **_: Any
) -> NowStanding | None:
    """A set of an authorised family. One query."""
    return now_standing(
        DangerStatement.objects, viewer, danger_id, mapping__family_id=family_id
    )
