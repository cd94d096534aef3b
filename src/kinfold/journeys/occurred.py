"""What happened on an authority's road, told by the apps that know of it.

Apps above this one (meetings of leaders, plans) put their days on the timeline; this
app does not know them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened on a day, in a few words, and where it is read."""

    day: date
    what: str
    url: str = ""


class Tells(Protocol):
    """What the viewer may know of, for one authority in one programme."""

    def __call__(
        self, viewer: Viewer, programme_id: UUID, authority_id: UUID
    ) -> Iterable[Occurrence]: ...


_tellers: Final[list[Tells]] = []


def register_occurred(tells: Tells) -> None:
    """Have these days on every timeline. In `AppConfig.ready()`."""
    _tellers.append(tells)


def occurred(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> list[Occurrence]:
    """All that happened, the earliest first."""
    found = [
        one for tells in _tellers for one in tells(viewer, programme_id, authority_id)
    ]
    return sorted(found, key=lambda one: (one.day, one.what))
