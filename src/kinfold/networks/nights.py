"""Nights that somebody of the network takes a child, as the rooms above say it.

Kinship asks of every night what kind of care it is (R-KI1) and stands beside the rooms
that hold them, so each of those says here, when it starts, how its nights are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class Night:
    """Somebody's nights, in the words they were asked in."""

    id: UUID
    who: Named
    words: str


# given the viewer and a family: its nights as they stand, in one query
Nights = Callable[[Viewer, UUID], Iterable[Night]]
_nights: list[Nights] = []


def offer_nights(nights: Nights) -> None:
    """Say how a room's nights are read. In `AppConfig.ready()`."""
    _nights.append(nights)


def nights_of(viewer: Viewer, family_id: UUID) -> tuple[Night, ...]:
    """Every night that every room knows of a family. One query a room."""
    return tuple(night for read in _nights for night in read(viewer, family_id))
