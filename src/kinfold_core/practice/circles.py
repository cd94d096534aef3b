"""Family safety circles: who knows everything, who a bit, and who nothing yet.

The children are in the middle. A parent or a child says where somebody stands; where
that is proposes how much they could be told, and sets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import cos, pi, sin
from typing import Final
from uuid import UUID

from kinfold_core.practice.network import Level
from kinfold_core.practice.written import NOBODY, Named

RINGS: Final = {
    1: "Knows everything",
    2: "Knows a bit",
    3: "Knows nothing yet",
}
LEVELS: Final = {1: Level.HEARD, 2: Level.SOME, 3: Level.NOT_TOLD}
"""What a ring proposes on the ladder of what somebody has been told (4.3)."""
_MOST: Final = {1: Level.SAID_BACK, 2: Level.SOME, 3: Level.NOT_TOLD}
"""The most that somebody in a ring has been told, if the ring is right."""
OUTSIDE: Final = 0
"""The ring of somebody who was taken out of the circles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    """Where somebody stands, as a parent or child says it, on a day.

    `inward`: what would let them move inward, "" when nothing was said. `says_no`: who
    would not want that, and why.
    """

    who: Named
    ring: int
    said_by: Named = NOBODY
    said_on: date
    child_wants: bool = False
    inward: str = ""
    says_no: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceRow(PlaceDetails):
    """One row of the past. The newest of somebody up to a day is where they stood."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody on the drawing, in its units; the middle is (0, 0)."""

    x: float
    y: float
    name: str
    ring: int


RADII: Final = {1: 110, 2: 185, 3: 260}
"""How far each ring's line is from the middle."""
SIZE: Final = 600
_BETWEEN: Final = {1: 82, 2: 148, 3: 223}


def circles_on(rows: Iterable[PlaceRow], day: date) -> tuple[PlaceRow, ...]:
    """Where everybody stood on a day: inner ring first, then by name.

    `rows` are in the order in which they were written down.
    """
    newest: dict[str, PlaceRow] = {}
    for row in rows:
        if row.said_on <= day:
            key = str(row.who.person_id or row.who.name.casefold())
            held = newest.get(key)
            if held is None or row.said_on >= held.said_on:
                newest[key] = row
    standing = [row for row in newest.values() if row.ring != OUTSIDE]
    return tuple(sorted(standing, key=lambda r: (r.ring, r.who.name.casefold())))


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who stands elsewhere than before. 0 is outside the circles."""

    name: str
    before: int
    now: int


def moved_between(
    before: Iterable[PlaceRow], now: Iterable[PlaceRow]
) -> tuple[Moved, ...]:
    """Who moved from one day to another, by name."""
    then = {row.who.name: row.ring for row in before}
    here = {row.who.name: row.ring for row in now}
    names = sorted({*then, *here}, key=str.casefold)
    return tuple(
        Moved(name, then.get(name, OUTSIDE), here.get(name, OUTSIDE))
        for name in names
        if then.get(name, OUTSIDE) != here.get(name, OUTSIDE)
    )


def dots(standing: Iterable[PlaceRow]) -> tuple[Dot, ...]:
    """Where to draw each: evenly round their ring, from the top."""
    found = []
    people = list(standing)
    for ring in RINGS:
        of_ring = [row for row in people if row.ring == ring]
        for at, row in enumerate(of_ring):
            # each ring begins a little further on, so that names stand apart
            turn = 2 * pi * (at + ring / 3) / len(of_ring) - pi / 2
            far = _BETWEEN[ring]
            found.append(
                Dot(round(far * cos(turn), 1), round(far * sin(turn), 1),
                    row.who.name, ring)
            )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectDetails:
    """A thing a child moves to say "ask me on my own", and who looks for it.

    `kept_from`: the source of danger, by name, who must never hear of it. `lookers` are
    of the network.
    """

    child_id: UUID
    child_name: str
    thing: str
    place: str
    how_often: str
    what_they_do: str
    lookers: tuple[UUID, ...]
    kept_from: tuple[Named, ...]
    agreed_on: date


def is_kept_from(who: Named, kept_from: Iterable[Named]) -> bool:
    """Whether somebody is among those who must never hear of a safety object.

    By key or by name: here it is better to be wrong about a namesake than once right
    too late.
    """
    return any(
        one.name.casefold() == who.name.casefold()
        or (one.person_id is not None and one.person_id == who.person_id)
        for one in kept_from
    )


class Otherwise(StrEnum):
    """What is written down that somebody was told, against the ring they stand in."""

    LESS = "less"
    MORE = "more"


def told_otherwise(ring: int, level: int) -> Otherwise | None:
    """Whether circles and network say different things of what somebody knows.

    Neither is right by itself: one is what a parent or child says, the other what was
    written down when somebody was told.
    """
    if ring not in RINGS:
        return None
    if level < LEVELS[ring]:
        return Otherwise.LESS
    return Otherwise.MORE if level > _MOST[ring] else None
