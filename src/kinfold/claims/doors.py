"""The other rooms of evaluation: those that are there and open to the viewer."""

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
    action: Action = Action.SEE_PROGRAMME


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
    ),
    Room("Fidelity", "Whether the practice was done, and how well", "fidelity:home"),
    Room(
        "What people said, coded",
        "Open answers read by two people, and how far they agree",
        "themes:home",
    ),
    Room(
        "Stories of change",
        "What changed most, told by those it happened to",
        "change_stories:home",
    ),
    Room("Extracts", "Figures without names, for an evaluator", "extracts:home"),
)


def open_doors(viewer: Viewer) -> tuple[OpenDoor, ...]:
    return tuple(
        OpenDoor(room.label, room.about, url)
        for room in ROOMS
        if viewer.may(room.action) and (url := _url_of(room))
    )


def _url_of(room: Room) -> str:
    """Empty while nobody has opened the room."""
    try:
        return reverse(room.url_name)
    except NoReverseMatch:
        return ""
