"""A team's profile: for each element how often it was used, and how often it was good.

Two marks on one row and one scale, 0 to 100 %: a full dot for use, a ring for good. The
elements stand in the order of the practice and nothing is ranked; no colour says that
a figure is right or wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold_core.drawing.scales import Scale
from kinfold_core.drawing.svg import Drawing
from kinfold_measures.series import Cell

_TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """An element, and its shares in per cent. `before` is its use a year earlier."""

    title: str
    used: Cell
    good: Cell
    before: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    type_size: float
    left: float
    right: float
    row: float
    name_above: bool
    dot: float


WIDE = _Room("wide", 760, 15, 230, 24, 34, name_above=False, dot=6)
NARROW = _Room("narrow", 262, 12, 12, 18, 44, name_above=True, dot=5)


def profile_chart(
    rows: Sequence[ProfileRow],
    *,
    key: str,
    title: str,
    description: str,
    narrow: bool = False,
) -> str:
    room = NARROW if narrow else WIDE
    foot = room.row * len(rows) + room.type_size
    drawing = Drawing(room.width, foot + room.type_size * 2, room.type_size)
    x = Scale(0, 100, room.left, room.width - room.right)
    for tick in _TICKS:
        at = x.at(tick)
        drawing.line((at, 0), (at, foot), "chart-grid")
        words = f"{tick} %" if tick == _TICKS[-1] else str(tick)
        below = foot + room.type_size * 1.4
        drawing.text((at, below), words, "chart-tick", anchor="middle")
    for index, row in enumerate(rows):
        _row(drawing, row, room, x, room.row * (index + 0.5))
    return drawing.svg(
        key=key,
        title=title,
        description=description,
        class_=f"chart-profile chart-{room.name}",
    )


def _row(
    drawing: Drawing, row: ProfileRow, room: _Room, x: Scale, height: float
) -> None:
    if room.name_above:
        drawing.text((0, height - 4), row.title, "chart-name")
        height += room.type_size
    else:
        base = height + room.type_size * 0.35
        drawing.text((room.left - 24, base), row.title, "chart-name", anchor="end")
    if not isinstance(row.used, float):
        base = height + room.type_size * 0.35
        drawing.text((x.start + 8, base), "Withheld", "chart-tick")
        return
    drawing.line((x.start, height), (x.end, height), "chart-row")
    if isinstance(row.before, float):
        at = x.at(row.before)
        drawing.line((at, height - 9), (at, height + 9), "chart-similar")
    if isinstance(row.good, float):
        drawing.dot((x.at(row.good), height), room.dot + 2.5, "chart-ring")
    drawing.dot((x.at(row.used), height), room.dot - 1, "chart-dot-last")
