"""What a child keeps from the family: asked before what the family reads is written.

The map is below the room of children's words and does not name it: that room says when
it starts which words are kept, as `kinfold.records.waiting` does for what waits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeAlias
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.practice.taken_back import found_in

WHY_NOT: Final = (
    "A child chose that the family does not read these words. Write the worry in your "
    "own, or ask the child first"
)
Kept: TypeAlias = Callable[[Viewer, UUID], Iterable[str]]
_kept: dict[str, Kept] = {}


def keep(room: str, kept: Kept) -> None:
    """A room's own answer to which words children of a family keep from it."""
    _kept[room] = kept


def takes_in_kept(
    viewer: Viewer,
    family_id: UUID,
    texts: Collection[str],
    *,
    standing: Collection[str],
) -> bool:
    """Whether texts that the family reads take in words that a child keeps from it.

    What was `standing` there already is no reason to refuse another change.
    """
    kept = {one for words in _kept.values() for one in words(viewer, family_id)}
    return bool(found_in(texts, kept) - found_in(standing, kept))
