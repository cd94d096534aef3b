"""An event study: an effect for each period from the start, with two intervals.

The thick one holds for one period by itself, the thin one for all periods together. The
period before the start is what all are compared with; one that is left out is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.drawing.scales import Scale, ticks_over
from kinfold_core.drawing.svg import Drawing
from kinfold_evaluation.pictures.picture import (
    Picture,
    Room,
    Told,
    heights,
    paragraph,
    pictured,
    signed,
    to,
)

WIDE: Final = Room("wide", 720, 390, 15, 62, 24, 30, 74, 6)
NARROW: Final = Room("narrow", 262, 330, 12, 38, 14, 26, 92, 5)
KEY: Final = (
    "Thick: the interval of one period by itself. Thin: of all periods together."
)
BASE: Final = "compared with"
NONE: Final = "none: one is treated"
LETTER: Final = 0.62
"""How wide a digit is, in heights of the type."""


@dataclass(frozen=True, slots=True)
class Event:
    """The effect at a distance from the start, 0 in the period of the start.

    Attributes:
        own: the interval for this period by itself; None where it would say nothing.
        all_together: the interval that holds for all periods at once, or None.
    """

    distance: int
    effect: float
    own: tuple[float, float] | None
    all_together: tuple[float, float] | None


def event_study(
    events: Sequence[Event],
    *,
    key: str,
    title: str,
    unit: str,
    start: int | None = None,
    left_out: Sequence[int] = (),
    caution: str = "",
) -> Picture:
    """The events by their distance; that of -1 is the base, and is not among them.

    Args:
        start: the period of the start, so that periods are named and not counted.
        left_out: distances that nothing is told of; each is marked on the axis.
        caution: what to know before the intervals are believed.
    """
    named = _Periods(start)
    rows = [*[(one.distance, _cells(one, named)) for one in events]]
    rows.append((-1, (named.of(-1), "0.00", BASE, BASE)))
    rows += [(one, (named.of(one), "left out", "", "")) for one in left_out]
    told = Told(
        key,
        title,
        f"Effects of {len(events)} periods about the start, {unit}.",
        f"{_sentence(events, named, left_out)} {caution}".strip(),
        ("period", f"effect, {unit}", "95 %, by itself", "95 %, all together"),
        tuple(cells for _, cells in sorted(rows)),
    )
    return pictured(
        told, (WIDE, NARROW), lambda room: _drawn(events, room, named, left_out)
    )


@dataclass(frozen=True, slots=True)
class _Periods:
    """What a distance is called."""

    start: int | None

    def of(self, distance: int) -> str:
        if self.start is not None:
            return str(self.start + distance)
        return signed(distance, 0)


def _cells(one: Event, named: _Periods) -> tuple[str, ...]:
    return (
        named.of(one.distance),
        signed(one.effect),
        to(*one.own) if one.own else NONE,
        to(*one.all_together) if one.all_together else NONE,
    )


def _sentence(events: Sequence[Event], named: _Periods, left_out: Sequence[int]) -> str:
    said = []
    judged = [one for one in events if one.all_together]
    if not judged:
        return "No interval is drawn, so no period can be told from chance."
    for words, some in (
        ("Before the start", [one for one in judged if one.distance < 0]),
        ("Since the start", [one for one in judged if one.distance >= 0]),
    ):
        apart = [one for one in some if not _takes_in_nought(one.all_together)]
        if not some:
            said.append(f"{words}: nothing is told.")
        elif not apart:
            said.append(
                f"{words}, no period stands out from {named.of(-1)} when all are "
                "looked at together."
            )
        else:
            names = ", ".join(named.of(one.distance) for one in apart)
            said.append(f"{words}, these stand out from {named.of(-1)}: {names}.")
    if left_out:
        names = ", ".join(named.of(one) for one in left_out)
        said.append(f"Left out: {names}.")
    return " ".join(said)


def _takes_in_nought(span: tuple[float, float] | None) -> bool:
    return span is None or span[0] <= 0 <= span[1]


def _drawn(
    events: Sequence[Event], room: Room, named: _Periods, left_out: Sequence[int]
) -> Drawing:
    drawing = Drawing(room.width, room.height, room.type_size)
    distances = [-1, *left_out, *(one.distance for one in events)]
    x = room.across(min(distances) - 0.6, max(distances) + 0.6)
    ends = [
        end
        for one in events
        for end in (one.effect, *(one.own or ()), *(one.all_together or ()))
    ]
    ticks = ticks_over(min(0.0, *ends), max(0.0, *ends), room.ticks)
    y = room.up(ticks[0], ticks[-1])
    heights(drawing, room, y, ticks)
    _start(drawing, room, x)
    for distance in _spelled(distances, x, room, named):
        place = (x.at(distance), y.start + room.type_size * 1.5)
        drawing.text(place, named.of(distance), "chart-tick", anchor="middle")
    for one in left_out:
        at = x.at(one)
        drawing.line((at - 4, y.start - 4), (at + 4, y.start + 4), "chart-missing")
        drawing.line((at - 4, y.start + 4), (at + 4, y.start - 4), "chart-missing")
    for event in events:
        _event(drawing, x.at(event.distance), y, event)
    drawing.dot((x.at(-1), y.at(0)), 5, "chart-ring")
    below = y.start + room.type_size * 1.5 + room.line * 1.2
    key = KEY if any(one.own for one in events) else ""
    words = f"Ring: {named.of(-1)}, which all are compared with. {key}".strip()
    paragraph(drawing, (0, below), words, room.width, "chart-label")
    return drawing


def _spelled(
    distances: Sequence[int], x: Scale, room: Room, named: _Periods
) -> list[int]:
    """Those whose names stand below: the base, and as many as do not touch."""
    longest = max(len(named.of(one)) for one in distances) + 1
    apart = x.at(1) - x.at(0)
    every = math.ceil(longest * LETTER * room.type_size / apart)
    return [one for one in sorted(distances) if (one + 1) % every == 0]


def _start(drawing: Drawing, room: Room, x: Scale) -> None:
    at = x.at(-0.5)
    drawing.line((at, room.top - 8), (at, room.height - room.bottom), "chart-event")
    drawing.text((at + 6, room.top - 8), "it begins", "chart-event-number")


def _event(drawing: Drawing, at: float, y: Scale, event: Event) -> None:
    if event.all_together:
        low, high = (y.at(end) for end in event.all_together)
        drawing.line((at, low), (at, high), "chart-thin")
        for end in (low, high):
            drawing.line((at - 5, end), (at + 5, end), "chart-thin")
    if event.own:
        low, high = (y.at(end) for end in event.own)
        drawing.line((at, low), (at, high), "chart-thick")
    drawing.dot((at, y.at(event.effect)), 4.5, "chart-dot-last")
