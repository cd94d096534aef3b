"""A picture with all that stands beside it, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.drawing.alone import wrapped
from kinfold_core.drawing.scales import Scale
from kinfold_core.drawing.svg import Drawing, Point

NEGATIVE: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure.

    Attributes:
        title: what it is of; read out first.
        description: what kind of picture it is and what it shows; read out next.
        wide: SVG for a page; `narrow` for a phone, or for one of many side by side.
        columns: the table's, the first of them names; `rows` has a cell for each.
        sentence: what it shows, in words that stand under it.
    """

    title: str
    description: str
    wide: str
    narrow: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Room:
    """A drawing's width and margins; at its narrowest one unit is a CSS pixel."""

    name: str
    width: float
    height: float
    type_size: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: int

    @property
    def line(self) -> float:
        return self.type_size * 1.3

    def across(self, low: float, high: float) -> Scale:
        return Scale(low, high, self.left, self.width - self.right)

    def up(self, low: float, high: float) -> Scale:
        return Scale(low, high, self.height - self.bottom, self.top)


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a picture, before it is drawn."""

    key: str
    title: str
    kind: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pictured(
    told: Told, rooms: tuple[Room, Room], draw: Callable[[Room], Drawing]
) -> Picture:
    """Drawn for both rooms, the wide one first."""
    description = f"{told.kind} {told.sentence}"
    wide, narrow = (
        draw(room).svg(
            key=f"{told.key}-{room.name}",
            title=told.title,
            description=description,
            class_=f"chart-evaluation chart-{room.name}",
        )
        for room in rooms
    )
    return Picture(
        told.title, description, wide, narrow, told.columns, told.rows, told.sentence
    )


def signed(value: float, digits: int = 2) -> str:
    """An effect with its sign; what rounds to nought has none."""
    written = f"{abs(value):.{digits}f}"
    if not float(written):
        return written
    return f"{NEGATIVE if value < 0 else '+'}{written}"


def plain(value: float, digits: int = 2) -> str:
    """A figure; below nought with a true minus, which is read out."""
    return f"{value:.{digits}f}".replace("-", NEGATIVE)


def to(low: float, high: float) -> str:
    return f"{signed(low)} to {signed(high)}"


def tick(value: float) -> str:
    return f"{value:,g}".replace("-", NEGATIVE)


def paragraph(
    drawing: Drawing, at: Point, words: str, width: float, class_: str
) -> float:
    """The words in lines, the first at `at`; how far down they came."""
    x, y = at
    for line in wrapped(words, width, drawing.type_size):
        drawing.text((x, y), line, class_)
        y += drawing.type_size * 1.3
    return y


def heights(drawing: Drawing, room: Room, y: Scale, ticks: Sequence[float]) -> None:
    """Lines across at round numbers, nought the strongest."""
    for value in ticks:
        at = y.at(value)
        class_ = "chart-grid" if value else "chart-nought"
        drawing.line((room.left, at), (room.width - room.right, at), class_)
        below = at + room.type_size * 0.35
        drawing.text((room.left - 6, below), tick(value), "chart-tick", anchor="end")
