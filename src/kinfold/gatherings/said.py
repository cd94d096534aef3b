"""What an authority said of its quarter, told by the rooms in which it was said.

A room above the calendar registers where it keeps that; whoever sits down with the
authority asks here. So it is kept in one place and read in two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class QuarterSaid:
    """An authority's biggest achievement and challenge, in its own words."""

    day: date
    title: str
    """Of the gathering at which it was said."""
    url: str
    achievement: str
    challenge: str
    by_name: str


Source = Callable[[Viewer, UUID, UUID], list[QuarterSaid]]
_sources: dict[str, Source] = {}


def register_said(room: str, source: Source) -> None:
    """Called in `AppConfig.ready()`: given a viewer, a programme and an authority."""
    _sources[room] = source


def quarters_said(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> list[QuarterSaid]:
    """What the authority said, the latest first. One query for each room."""
    found = [
        one
        for source in _sources.values()
        for one in source(viewer, programme_id, authority_id)
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)
