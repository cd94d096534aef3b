"""The names that a room knows for the people around a family, as each room offers them.

The family's record is below every room and reads none of their tables: a room says when
it starts where its names are, as it does for what waits (`kinfold.records.waiting`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from uuid import UUID

from kinfold.platform.viewer import Viewer

# who looks, and the families: the names as they are written down
NamesOf: TypeAlias = Callable[[Viewer, Sequence[UUID]], Iterable[str]]

_ROOMS: dict[str, NamesOf] = {}


def offer_names(room: str, names_of: NamesOf) -> None:
    """Add the names that a room knows."""
    _ROOMS[room] = names_of


def names_offered(viewer: Viewer, family_ids: Sequence[UUID]) -> set[str]:
    """What every room calls the people around these families."""
    return {
        name
        for names_of in _ROOMS.values()
        for name in names_of(viewer, family_ids)
        if name
    }
