"""Raters on lines from 0 to 10: a row for each part, or for each review of one part.

A rater is a ring with the letter of their hat, so that nothing is told by colour alone.
The band behind is how far the raters of the review before lay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold_core.drawing.scales import Scale
from kinfold_core.drawing.svg import Drawing

RADIUS = 10.0
STEP = 2 * RADIUS + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A name, the raters' letters with their scores, and the span before."""

    label: str
    marks: tuple[tuple[str, int], ...]
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    type_size: float
    left: float
    longest: int
    name_above: bool


WIDE = _Room("wide", 760, 15, 300, 36, name_above=False)
NARROW = _Room("narrow", 262, 12, 12, 40, name_above=True)


def draw(
    rows: Sequence[Row], *, key: str, title: str, sentence: str, narrow: bool = False
) -> str:
    """The picture. `key` must be its own on the page."""
    room = NARROW if narrow else WIDE
    heights = [_height(row, room) for row in rows]
    foot = sum(heights) + 6
    drawing = Drawing(room.width, foot + room.type_size * 1.8, room.type_size)
    x = Scale(0, 10, room.left, room.width - 14)
    for tick in range(11):
        drawing.line((x.at(tick), 4), (x.at(tick), foot), "chart-grid")
        if not (room.name_above and tick % 2):
            at = (x.at(tick), foot + room.type_size * 1.3)
            drawing.text(at, str(tick), "chart-tick", anchor="middle")
    below = 0.0
    for row, height in zip(rows, heights, strict=True):
        below += height
        _row(drawing, row, room, x, below)
    return drawing.svg(
        key=key,
        title=title,
        description=sentence,
        class_=f"chart-raters chart-{room.name}",
    )


def _most(row: Row) -> int:
    scores = [score for _, score in row.marks]
    return max((scores.count(one) for one in scores), default=1)


def _height(row: Row, room: _Room) -> float:
    above = room.type_size * 1.6 if room.name_above else 0
    return above + STEP * _most(row) + 12


def _row(drawing: Drawing, row: Row, room: _Room, x: Scale, below: float) -> None:
    line = below - RADIUS - 2
    short = row.label
    if len(short) > room.longest:
        short = f"{short[: room.longest - 1]}…"
    if room.name_above:
        top = below - _height(row, room) + room.type_size * 1.4
        drawing.text((2, top), short, "chart-name")
    else:
        at = (room.left - 18, line + room.type_size * 0.35)
        drawing.text(at, short, "chart-name", anchor="end")
    if row.before:
        low, high = (x.at(one) for one in row.before)
        size = (high - low + 2 * RADIUS, RADIUS)
        drawing.box((low - RADIUS, line - RADIUS / 2), size, "chart-band", RADIUS / 2)
    drawing.line((x.start, line), (x.end, line), "chart-row")
    stacked: dict[int, int] = {}
    for letter, score in row.marks:
        up = stacked.get(score, 0)
        stacked[score] = up + 1
        middle = line - up * STEP
        drawing.dot((x.at(score), middle), RADIUS, "chart-ring")
        at = (x.at(score), middle + room.type_size * 0.36)
        drawing.text(at, letter, "chart-letter", anchor="middle")
