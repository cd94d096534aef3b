"""What was recorded beside an outcome: a dot a pair, and no line.

A line through the dots would say more than they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold_core.drawing.scales import Scale, ticks_to
from kinfold_core.drawing.svg import Drawing

_SHARES = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    height: float
    type_size: float
    left: float
    right: float
    steps: int
    dot: float


WIDE = _Room("wide", 760, 400, 15, 56, 28, 6, 5)
NARROW = _Room("narrow", 262, 250, 12, 36, 20, 4, 4)


def scatter_chart(
    pairs: Sequence[tuple[float, float]],
    *,
    across: str,
    up: str,
    key: str,
    title: str,
    description: str,
    narrow: bool = False,
) -> str:
    """`pairs`: a share in per cent, and an outcome from nought upwards."""
    room = NARROW if narrow else WIDE
    drawing = Drawing(room.width, room.height, room.type_size)
    top, foot = room.type_size * 2.2, room.height - room.type_size * 3.4
    ticks = ticks_to(max(outcome for _, outcome in pairs), room.steps)
    x = Scale(0, 100, room.left, room.width - room.right)
    y = Scale(0, ticks[-1], foot, top)
    for tick in ticks:
        drawing.line((x.start, y.at(tick)), (x.end, y.at(tick)), "chart-grid")
        base = y.at(tick) + room.type_size * 0.35
        drawing.text((x.start - 8, base), f"{tick:g}", "chart-tick", anchor="end")
    for tick in _SHARES:
        drawing.line((x.at(tick), top), (x.at(tick), foot), "chart-grid")
        base = foot + room.type_size * 1.4
        words = f"{tick} %" if tick == _SHARES[-1] else str(tick)
        drawing.text((x.at(tick), base), words, "chart-tick", anchor="middle")
    drawing.text((0, room.type_size), up, "chart-label")
    drawing.text((x.end, room.height - 4), across, "chart-label", anchor="end")
    for recorded, outcome in pairs:
        drawing.dot((x.at(recorded), y.at(outcome)), room.dot, "chart-dot")
    return drawing.svg(
        key=key,
        title=title,
        description=description,
        class_=f"chart-scatter chart-{room.name}",
    )
