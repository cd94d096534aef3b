"""The other rooms of evaluation: those that are open to the viewer.

A room is named by its address and not imported: claims know no other room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class Room:
    label: str
    about: str
    url_name: str
    opens_by: Action


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
        Action.SEE_STUDIES,
    ),
    Room(
        "Fidelity",
        "Whether the practice was done, and how well",
        "fidelity:home",
        Action.SEE_TEAM_FIDELITY,
    ),
    Room(
        "Open answers",
        "What people said, coded by two who are compared",
        "themes:collections",
        Action.SEE_PROGRAMME,
    ),
    Room(
        "Stories of change",
        "What changed most, told by those it happened to",
        "change_stories:stories",
        Action.SEE_PROGRAMME,
    ),
    Room(
        "Extracts",
        "Figures without names, for an evaluator",
        "extracts:extracts",
        Action.SEE_EXTRACTS,
    ),
)


def open_doors(viewer: Viewer, rooms: tuple[Room, ...] = ROOMS) -> tuple[OpenDoor, ...]:
    return tuple(
        OpenDoor(room.label, room.about, reverse(room.url_name))
        for room in rooms
        if viewer.may(room.opens_by)
    )
