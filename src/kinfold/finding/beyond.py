"""What stands against joining two records, as each room above knows it.

Two records of one person may each have something running that one person has once.
What it is, only its own room knows: it says so when it starts, in a sentence that says
how to mend it and names no family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias
from uuid import UUID

from kinfold.platform.viewer import Viewer

# who joins them, the record that is kept and the one that goes into it
AgainstJoining: TypeAlias = Callable[[Viewer, UUID, UUID], Iterable[str]]

_ROOMS: dict[str, AgainstJoining] = {}


def offer_against_joining(room: str, against: AgainstJoining) -> None:
    """Add what a room knows that stands against joining two records."""
    _ROOMS[room] = against


def against_joining(viewer: Viewer, kept_id: UUID, merged_id: UUID) -> tuple[str, ...]:
    """Everything that is to be ended first; none when they can be joined."""
    return tuple(
        sentence
        for against in _ROOMS.values()
        for sentence in against(viewer, kept_id, merged_id)
    )
