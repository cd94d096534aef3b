"""Putting parts where they stand from words: left, middle, right; front, back.

So that a picture can be made from a form alone, without drawing on a screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kinfold_core.pictures.palette import WIDTH
from kinfold_core.pictures.parts import PARTS
from kinfold_core.pictures.picture import Picture, Placed

ACROSS: Final = {
    "left": ("On the left", 130),
    "left_middle": ("Between left and middle", 270),
    "middle": ("In the middle", 400),
    "right_middle": ("Between middle and right", 530),
    "right": ("On the right", 670),
}
"""Where something stands: what it is called, and how far from the left."""

DEPTHS: Final = {
    "front": ("In front", 550, 115),
    "middle": ("In the middle", 490, 100),
    "back": ("At the back", 440, 80),
    "up": ("Up high", 190, 90),
}
"""How near something is: what it is called, where its feet are, its size."""

_SKY: Final = frozenset({"sun", "moon", "star", "rain"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part somebody chose, in words. No `across`: leave it where it stands."""

    part: str
    across: str = ""
    depth: str = "middle"
    colour: str = ""
    face: str = ""
    is_flipped: bool = False


def arrange(picture: Picture, ground: str, wanted: list[Wanted | None]) -> Picture:
    """The picture with its parts as wanted, in the order of the list; lines stay.

    The first of `wanted` are for the parts that stand there, one each (None: take it
    out); the others are new. Parts that stand beyond the list stay.
    """
    standing = list(picture.parts)
    placed: dict[int, Placed | None] = {}
    new: list[Placed] = []
    for number, one in enumerate(wanted):
        before = standing[number] if number < len(standing) else None
        if before is not None:
            placed[id(before)] = _placed(one, before) if one else None
        elif one is not None:
            new.append(_placed(one, None))
    kept = [
        placed.get(id(item), item) if isinstance(item, Placed) else item
        for item in picture.items
    ]
    items = [item for item in (*kept, *new) if item is not None]
    return Picture(ground, tuple(items))


def _placed(one: Wanted, before: Placed | None) -> Placed:
    part = PARTS[one.part]
    face = (one.face or "calm") if part.head else ""
    colour = one.colour or part.colour
    if before is not None and not one.across:
        return replace(
            before, part=one.part, colour=colour, face=face, is_flipped=one.is_flipped
        )
    _, x = ACROSS[one.across or "middle"]
    depth = "up" if one.part in _SKY and one.depth == "middle" else one.depth
    _, y, size = DEPTHS[depth]
    x = max(0, min(WIDTH, x))
    return Placed(one.part, x, y, size, colour, face, one.is_flipped)
