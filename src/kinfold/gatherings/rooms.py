"""What else of Kinfold takes place at a gathering, told by the room that keeps it.

A room above the calendar registers here. So the calendar links to it without knowing
it, and a day and a place that are written in the calendar are not written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinfold.platform.viewer import Viewer

if TYPE_CHECKING:  # rooms register before there are models
    from kinfold.gatherings.models import Gathering


@dataclass(frozen=True, slots=True)
class HeldThere:
    """Something that takes place at a gathering."""

    title: str
    url: str


Tell = Callable[[Viewer, "Gathering"], list[HeldThere]]
Follow = Callable[["Gathering", Viewer], None]
_rooms: dict[str, tuple[Tell, Follow]] = {}


def register_room(room: str, tell: Tell, follow: Follow) -> None:
    """Called in `AppConfig.ready()`. `tell` says what a viewer finds there, in one
    query; `follow` takes the new day and place over, when the gathering is changed and
    in the same transaction."""
    _rooms[room] = (tell, follow)


def held_there(viewer: Viewer, row: Gathering) -> list[HeldThere]:
    """All that takes place there. One query for each room."""
    return [one for tell, _ in _rooms.values() for one in tell(viewer, row)]


def follow_it(row: Gathering, by: Viewer) -> None:
    for _, follow in _rooms.values():
        follow(row, by)
