"""Authorities side by side among all of England's, in one year.

Every row has the same scale. Behind them lie the middle half of England's authorities
and the English figure; above them one thin mark for each authority in England.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_core.drawing.scales import Scale, ticks_to
from kinfold_core.drawing.svg import Drawing, element, number, text_width
from kinfold_measures.findings import (
    comparison_explanation,
    comparison_finding,
)
from kinfold_measures.measure import in_label
from kinfold_measures.series import Withheld
from kinfold_measures.standing import Standing, Standings


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    type_size: float
    left: float
    right: float
    row: float
    strip: float
    name_above: bool
    steps: int
    dot: float


WIDE = _Room("wide", 760, 15, 150, 80, 34, 56, False, 6, 6)
NARROW = _Room("narrow", 262, 12, 8, 62, 42, 52, True, 3, 5)


def dot_chart(
    standings: Standings, *, key: str, order: list[Standing], narrow: bool = False
) -> str:
    """Draw the standings, the rows in the order given."""
    room = NARROW if narrow else WIDE
    top = room.strip + room.type_size
    foot = top + room.row * len(order)
    drawing = Drawing(room.width, foot + room.type_size * 2, room.type_size)
    x = _scale(standings, room)
    _ground(drawing, standings, room, x, (top, foot))
    _strip(drawing, standings, room, x)
    for index, row in enumerate(order):
        _row(drawing, row, standings, room, x, top + room.row * (index + 0.5))
    return drawing.svg(
        key=key,
        title=comparison_finding(standings),
        description=" ".join(comparison_explanation(standings)),
        class_=f"chart-dots chart-{room.name}",
    )


def _scale(standings: Standings, room: _Room) -> Scale:
    drawn = [*standings.distribution]
    drawn += [r.neighbours for r in standings.rows if isinstance(r.neighbours, float)]
    high = ticks_to(max(drawn, default=0.0), room.steps)[-1]
    return Scale(0, high, room.left, room.width - room.right)


def _ground(
    drawing: Drawing,
    standings: Standings,
    room: _Room,
    x: Scale,
    rows: tuple[float, float],
) -> None:
    top, foot = rows
    lower, upper = standings.middle.lower, standings.middle.upper
    if isinstance(lower, float) and isinstance(upper, float):
        size = (x.at(upper) - x.at(lower), foot - room.strip + room.type_size)
        drawing.box((x.at(lower), room.strip - room.type_size), size, "chart-band")
    for tick in ticks_to(x.high, room.steps):
        drawing.line((x.at(tick), top), (x.at(tick), foot), "chart-grid")
        below = foot + room.type_size * 1.4
        drawing.text((x.at(tick), below), f"{tick:,g}", "chart-tick", anchor="middle")
    if isinstance(standings.england, float):
        at = x.at(standings.england)
        drawing.line((at, room.strip - room.type_size), (at, foot), "chart-england")
        words = f"England {in_label(standings.england, standings.measure)}"
        half = text_width(words, room.type_size) / 2
        middle = min(max(at, half), room.width - half)
        drawing.text((middle, room.type_size), words, "chart-label", anchor="middle")


def _strip(drawing: Drawing, standings: Standings, room: _Room, x: Scale) -> None:
    """One thin mark an authority, all in one path so the page stays light."""
    high, low = room.strip - room.type_size, room.strip
    marks = "".join(
        f"M{number(x.at(value))} {number(high)}V{number(low)}"
        for value in standings.distribution
    )
    if marks:
        drawing.parts.append(
            element("path", d=marks, stroke="currentColor", class_="chart-rug")
        )


def _row(
    drawing: Drawing,
    row: Standing,
    standings: Standings,
    room: _Room,
    x: Scale,
    height: float,
) -> None:
    base = height + room.type_size * 0.35
    if room.name_above:
        drawing.text((room.left, height - 6), row.area.name, "chart-name")
        height += room.type_size * 0.75
        base = height + room.type_size * 0.35
    else:
        drawing.text((room.left - 12, base), row.area.name, "chart-name", anchor="end")
    drawing.line((x.start, height), (x.end, height), "chart-row")
    words_at = (room.width - room.right + 10, base)
    if not isinstance(row.cell, float):
        words = "Withheld" if isinstance(row.cell, Withheld) else "None"
        drawing.text(words_at, words, "chart-tick")
        return
    if isinstance(row.neighbours, float):
        at = x.at(row.neighbours)
        drawing.line((at, height - 7), (at, height + 7), "chart-similar")
    drawing.dot((x.at(row.cell), height), room.dot, "chart-dot-last")
    drawing.text(words_at, in_label(row.cell, standings.measure), "chart-label-own")
