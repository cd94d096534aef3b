"""A forest: an estimate and its interval a row, about the line of no effect.

The rows are ways of asking, or authorities. What the design would often miss is a pale
band about nought, so that an interval within it is seen to say little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinfold_core.drawing.alone import wrapped
from kinfold_core.drawing.scales import Scale, ticks_over
from kinfold_core.drawing.svg import Drawing, text_width
from kinfold_evaluation.pictures.picture import (
    Picture,
    Room,
    Told,
    pictured,
    plain,
    signed,
    tick,
    to,
)

WIDE: Final = Room("wide", 720, 0, 15, 236, 196, 6, 64, 5)
NARROW: Final = Room("narrow", 262, 0, 12, 12, 12, 4, 70, 4)
_LANE: Final = 18
"""How high the strip is that a mark has on a phone, under its words."""
UNTOLD: Final = "no answer"


@dataclass(frozen=True, slots=True)
class Row:
    """One estimate.

    Attributes:
        estimate: None where there is none, and `note` says why.
        low, high: of the interval, where there is one.
        is_main: the one that is led with; it is drawn stronger and its name too.
    """

    name: str
    estimate: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    is_main: bool = False

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.low is None or self.high is None:
            return None
        return self.low, self.high

    @property
    def words(self) -> str:
        if self.estimate is None:
            return UNTOLD
        if self.interval is None:
            return signed(self.estimate)
        return f"{signed(self.estimate)} ({to(*self.interval)})"


def forest(
    rows: Sequence[Row],
    *,
    key: str,
    title: str,
    unit: str,
    of: str = "analysis",
    seen: float | None = None,
) -> Picture:
    """The rows as given, from top to bottom.

    Args:
        of: what a row is, in one word: `analysis`, `authority`.
        seen: the smallest effect that is found in 80 of 100 samples.
    """
    has_notes = any(row.note for row in rows)
    columns = (of, f"effect, {unit}", "95 % interval")
    told = Told(
        key,
        title,
        f"Forest of {len(rows)} estimates about a line of no effect, {unit}.",
        _sentence(rows, seen),
        (*columns, "note") if has_notes else columns,
        tuple(_cells(row, has_notes=has_notes) for row in rows),
    )
    return pictured(told, (WIDE, NARROW), lambda room: _drawn(rows, room, unit, seen))


def _cells(row: Row, *, has_notes: bool) -> tuple[str, ...]:
    estimate = UNTOLD if row.estimate is None else signed(row.estimate)
    interval = to(*row.interval) if row.interval else ""
    return (row.name, estimate, interval, *((row.note,) if has_notes else ()))


def _sentence(rows: Sequence[Row], seen: float | None) -> str:
    told = [row.estimate for row in rows if row.estimate is not None]
    if not told:
        return "None of them has an answer."
    said = [f"Estimates go from {signed(min(told))} to {signed(max(told))}."]
    spans = [row.interval for row in rows if row.interval]
    if spans:
        over = sum(low <= 0 <= high for low, high in spans)
        said.append(f"{over} of {len(spans)} intervals take in no effect.")
    if len(told) < len(rows):
        said.append(f"{len(rows) - len(told)} cannot be answered.")
    if seen is not None:
        said.append(
            f"The pale band: effects smaller than {plain(seen)}, which the leading "
            "analysis would often miss."
        )
    return " ".join(said)


def _drawn(rows: Sequence[Row], room: Room, unit: str, seen: float | None) -> Drawing:
    ticks = _ticks(rows, room, seen)
    x = room.across(ticks[0], ticks[-1])
    tall = [_height(row, room) for row in rows]
    floor = room.top + sum(tall)
    room = replace(room, height=floor + room.bottom)
    drawing = Drawing(room.width, room.height, room.type_size)
    ground = _Ground(drawing, x, ticks, seen)
    if not _is_narrow(room):
        ground.laid(room.top, floor)
    down = room.top
    for row, height in zip(rows, tall, strict=True):
        _row(ground, room, row, down)
        down += height
    _axis(drawing, room, x, ticks, floor, unit)
    return drawing


def _ticks(rows: Sequence[Row], room: Room, seen: float | None) -> tuple[float, ...]:
    found = [0.0, *([seen, -seen] if seen is not None else [])]
    for row in rows:
        found += [one for one in (row.estimate, row.low, row.high) if one is not None]
    return ticks_over(min(found), max(found), room.ticks)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What marks are drawn on: the pale band, round numbers and nought."""

    drawing: Drawing
    x: Scale
    ticks: tuple[float, ...]
    seen: float | None

    def laid(self, top: float, bottom: float) -> None:
        if self.seen is not None:
            left, right = self.x.at(-self.seen), self.x.at(self.seen)
            self.drawing.box((left, top), (right - left, bottom - top), "chart-band")
        for value in self.ticks:
            at = self.x.at(value)
            class_ = "chart-grid" if value else "chart-nought"
            self.drawing.line((at, top), (at, bottom), class_)


def _is_narrow(room: Room) -> bool:
    return room.name == NARROW.name


def _lines(row: Row, room: Room) -> tuple[str, ...]:
    width = room.width if _is_narrow(room) else room.left - 12
    return wrapped(row.name, width, room.type_size)


def _height(row: Row, room: Room) -> float:
    count = len(_lines(row, room))
    if _is_narrow(room):
        return (count + 1) * room.line + (10 if row.estimate is None else _LANE + 8)
    return count * room.line + 12


def _row(ground: _Ground, room: Room, row: Row, down: float) -> None:
    """The name, the numbers, the mark: beside one another, or on a phone beneath."""
    drawing, lines = ground.drawing, _lines(row, room)
    own = "chart-label-own" if row.is_main else "chart-name"
    middle = down + _height(row, room) / 2
    beside = middle + room.type_size * 0.35
    if _is_narrow(room):
        first = down + room.line
    else:
        first = beside - (len(lines) - 1) * room.line / 2
    for number, line in enumerate(lines):
        drawing.text((0, first + number * room.line), line, own)
    if not _is_narrow(room):
        drawing.text((room.width, beside), row.words, "chart-label", anchor="end")
        _mark(drawing, ground.x, row, middle)
        return
    under = first + len(lines) * room.line
    drawing.text((0, under), row.words, "chart-label")
    if row.estimate is not None:
        ground.laid(under + 5, under + 5 + _LANE)
        _mark(drawing, ground.x, row, under + 5 + _LANE / 2)


def _mark(drawing: Drawing, x: Scale, row: Row, at: float) -> None:
    if row.interval:
        low, high = (x.at(end) for end in row.interval)
        class_ = "chart-own" if row.is_main else "chart-interval"
        drawing.line((low, at), (high, at), class_)
    if row.estimate is not None:
        drawing.dot(
            (x.at(row.estimate), at),
            6 if row.is_main else 4,
            "chart-dot-last" if row.is_main else "chart-dot",
        )


def _axis(
    drawing: Drawing,
    room: Room,
    x: Scale,
    ticks: Sequence[float],
    floor: float,
    unit: str,
) -> None:
    below = floor + 6 + room.type_size
    for value in ticks:
        at = x.at(value)
        drawing.line((at, floor), (at, floor + 4), "chart-nought")
        drawing.text((at, below), tick(value), "chart-tick", anchor="middle")
    words = ("less \N{EN DASH} no effect \N{EN DASH} more", unit)
    for number, line in enumerate(words, 1):
        half = text_width(line, room.type_size) / 2
        within = min(max(x.at(0), half), room.width - half)
        place = (within, below + number * room.line)
        drawing.text(place, line, "chart-label", anchor="middle")
