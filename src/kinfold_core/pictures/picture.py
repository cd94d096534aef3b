"""A picture as values, and reading one strictly from what a browser sent.

Everything is a whole number or one of a short list, so nothing that somebody sends can
become markup. The limits keep a picture small enough to keep, compare and print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinfold_core.pictures.palette import COLOURS, FACES, GROUNDS, HEIGHT, PENS, WIDTH
from kinfold_core.pictures.parts import PARTS

ITEMS_MOST: Final = 400
POINTS_MOST: Final = 2_000
ALL_POINTS_MOST: Final = 20_000
BEYOND: Final = 300
"""How far outside the paper something may stand."""
SIZE_LEAST, SIZE_MOST = 20, 400


class UnreadablePictureError(ValueError):
    """What was sent is no picture of ours. The message may be shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line somebody drew. `points` are pairs of whole numbers."""

    colour: str
    pen: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and where it stands. `size` is in hundredths of its usual size."""

    part: str
    x: int
    y: int
    size: int = 100
    colour: str = ""
    face: str = ""
    is_flipped: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A ground and what is on it, the furthest away first."""

    ground: str = "paper"
    items: tuple[Line | Placed, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.items

    @property
    def parts(self) -> tuple[Placed, ...]:
        return tuple(item for item in self.items if isinstance(item, Placed))


def read_picture(sent: object) -> Picture:
    """The picture that was sent.

    Raises:
        UnreadablePictureError: it is none, or too large; says which.
    """
    if sent in ({}, None):
        return Picture()
    body = _mapping(sent)
    items = body.get("items", [])
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise UnreadablePictureError("The picture could not be read.")
    if len(items) > ITEMS_MOST:
        raise UnreadablePictureError(
            f"There are {len(items):,} things in this picture and {ITEMS_MOST} fit. "
            "Rub some out, or go on in a new frame."
        )
    read = tuple(_item(_mapping(item)) for item in items)
    if sum(len(i.points) for i in read if isinstance(i, Line)) > ALL_POINTS_MOST:
        raise UnreadablePictureError(
            "There is more drawn here than one picture can hold. Rub some lines out, "
            "or go on in a new frame."
        )
    return Picture(_one_of(body.get("ground", "paper"), GROUNDS), read)


def as_json(picture: Picture) -> dict[str, Any]:
    """The picture as it is sent and kept: short names, points one after another."""
    return {
        "ground": picture.ground,
        "items": [_item_as_json(item) for item in picture.items],
    }


def _item_as_json(item: Line | Placed) -> dict[str, Any]:
    if isinstance(item, Line):
        flat = [number for point in item.points for number in point]
        return {"colour": item.colour, "pen": item.pen, "points": flat}
    return {
        "part": item.part, "x": item.x, "y": item.y, "size": item.size,
        "colour": item.colour, "face": item.face, "flipped": item.is_flipped,
    }  # fmt: skip


def _mapping(sent: object) -> Mapping[str, Any]:
    if not isinstance(sent, Mapping):
        raise UnreadablePictureError("The picture could not be read.")
    return sent


def _item(item: Mapping[str, Any]) -> Line | Placed:
    return _placed(item) if "part" in item else _line(item)


def _line(item: Mapping[str, Any]) -> Line:
    numbers = item.get("points")
    if not isinstance(numbers, list) or not numbers or len(numbers) % 2:
        raise UnreadablePictureError("A line of the picture could not be read.")
    if len(numbers) > POINTS_MOST * 2:
        raise UnreadablePictureError("A line is too long. Draw it in two.")
    xs, ys = numbers[::2], numbers[1::2]
    points = tuple(
        (_number(x, -BEYOND, WIDTH + BEYOND), _number(y, -BEYOND, HEIGHT + BEYOND))
        for x, y in zip(xs, ys, strict=True)
    )
    return Line(
        _one_of(item.get("colour"), COLOURS), _one_of(item.get("pen"), PENS), points
    )


def _placed(item: Mapping[str, Any]) -> Placed:
    part = _one_of(item.get("part"), PARTS)
    has_face = PARTS[part].head is not None
    return Placed(
        part=part,
        x=_number(item.get("x"), -BEYOND, WIDTH + BEYOND),
        y=_number(item.get("y"), -BEYOND, HEIGHT + BEYOND),
        size=_number(item.get("size", 100), SIZE_LEAST, SIZE_MOST),
        colour=_one_of(item.get("colour") or PARTS[part].colour, COLOURS),
        face=_one_of(item.get("face") or "calm", FACES) if has_face else "",
        is_flipped=item.get("flipped") is True,
    )


def _number(sent: object, least: int, most: int) -> int:
    """A whole number, kept within its limits; a fraction is rounded."""
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise UnreadablePictureError("A place in the picture could not be read.")
    if sent != sent or sent in (float("inf"), float("-inf")):
        raise UnreadablePictureError("A place in the picture could not be read.")
    return max(least, min(most, round(sent)))


def _one_of(sent: object, known: Mapping[str, Any] | Sequence[str]) -> str:
    if not isinstance(sent, str) or sent not in known:
        raise UnreadablePictureError(
            "Something in this picture is not on our list of parts and colours."
        )
    return sent
