"""The other rooms of evaluation: those that are there and open to the viewer.

A room is named by its address and by the permission that opens it, and not imported:
this page stands whether or not a room has been built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class Room:
    label: str
    about: str
    url_name: str
    permission: str
    """The value of the `Action` that opens it."""


@dataclass(frozen=True, slots=True)
class OpenDoor:
    label: str
    about: str
    url: str


ROOMS: Final = (
    Room(
        "Studies",
        "What was registered before looking, what came out, and what could not be seen",
        "studies:home",
        "see_programme",
    ),
    Room(
        "Fidelity",
        "Whether the practice was done, and how well",
        "fidelity:home",
        "see_team_fidelity",
    ),
    Room(
        "Open answers",
        "What people said, coded by two who are compared",
        "themes:collections",
        "see_action_research",
    ),
    Room(
        "Stories of change",
        "What changed most, told by those it happened to",
        "change_stories:stories",
        "see_action_research",
    ),
    Room(
        "Extracts",
        "Figures without names, for an evaluator",
        "extracts:extracts",
        "see_extracts",
    ),
)


def open_doors(viewer: Viewer, rooms: tuple[Room, ...] = ROOMS) -> tuple[OpenDoor, ...]:
    return tuple(
        OpenDoor(room.label, room.about, url)
        for room in rooms
        if _opens_to(viewer, room) and (url := _url_of(room))
    )


def _opens_to(viewer: Viewer, room: Room) -> bool:
    return any(viewer.may(one) for one in Action if one.value == room.permission)


def _url_of(room: Room) -> str:
    """Empty while the room has not been built."""
    try:
        return reverse(room.url_name)
    except NoReverseMatch:
        return ""
