"""An authority beside the mix of others that was like it, and the gap between the two.

Above, both paths; below, the gap, with those of authorities that never were treated in
pale behind it. The eye judges whether the gap since the start is anything unusual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinfold_core.drawing.scales import Scale, ticks_over, year_ticks
from kinfold_core.drawing.svg import Drawing, element, path_through
from kinfold_evaluation.pictures.picture import (
    Picture,
    Room,
    Told,
    heights,
    paragraph,
    pictured,
    plain,
    signed,
)

WIDE: Final = Room("wide", 720, 520, 15, 62, 20, 26, 84, 5)
NARROW: Final = Room("narrow", 262, 420, 12, 40, 12, 22, 100, 4)
UPPER: Final = 0.56
"""The part of the height that the paths have; the gaps have the rest."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One authority and its mix.

    Attributes:
        times: T periods, ascending; `start` is the first treated one.
        own, mix: T outcomes each.
        rank, of: by the ratio of gaps since to gaps before, among all.
        placebos: T gaps for each authority that never was treated and is like one mix
            alone; none where they are not to be drawn.
    """

    unit: str
    times: tuple[int, ...]
    start: int
    own: tuple[float, ...]
    mix: tuple[float, ...]
    rank: int
    of: int
    placebos: tuple[tuple[float, ...], ...] = ()

    @property
    def gaps(self) -> tuple[float, ...]:
        return tuple(a - b for a, b in zip(self.own, self.mix, strict=True))

    @property
    def effect(self) -> float:
        since = [
            gap
            for time, gap in zip(self.times, self.gaps, strict=True)
            if time >= self.start
        ]
        return sum(since) / len(since)


def synthetic_paths(shown: Beside, *, key: str, title: str, unit: str) -> Picture:
    """The paths, the gap and the placebos' gaps."""
    told = Told(
        key,
        title,
        f"Two lines over {len(shown.times)} periods, and the gap between them below.",
        _sentence(shown),
        ("period", f"{shown.unit}, {unit}", "its mix", "difference"),
        tuple(
            (str(time), plain(own), plain(mix), signed(own - mix))
            for time, own, mix in zip(shown.times, shown.own, shown.mix, strict=True)
        ),
    )
    return pictured(told, (WIDE, NARROW), lambda room: _drawn(shown, room))


def _sentence(shown: Beside) -> str:
    way = "above" if shown.effect > 0 else "below"
    as_far = shown.rank - 1
    return (
        f"Since {shown.start} {shown.unit} was {plain(abs(shown.effect))} {way} its "
        f"mix on average. Of {shown.of - 1} authorities never treated, {as_far} moved "
        "away from their own mix as much or more, by the ratio of gaps since to gaps "
        "before."
    )


def _drawn(shown: Beside, room: Room) -> Drawing:
    drawing = Drawing(room.width, room.height, room.type_size)
    tall = room.height - room.top - room.bottom
    split = room.top + tall * UPPER
    x = room.across(shown.times[0], shown.times[-1])
    above = replace(room, bottom=room.height - split + 8)
    levels = ticks_over(
        min(0.0, *shown.own, *shown.mix), max(*shown.own, *shown.mix), room.ticks
    )
    y = above.up(levels[0], levels[-1])
    heights(drawing, above, y, levels)
    drawing.path(_points(shown, x, y, shown.mix), "chart-target")
    drawing.path(_points(shown, x, y, shown.own), "chart-own")
    below = replace(room, top=split + 14)
    _gaps(drawing, below, shown, x)
    _periods(drawing, room, shown, x)
    return drawing


def _gaps(drawing: Drawing, room: Room, shown: Beside, x: Scale) -> None:
    every = [gap for path in (shown.gaps, *shown.placebos) for gap in path]
    ticks = ticks_over(min(0.0, *every), max(0.0, *every), room.ticks - 1)
    y = room.up(ticks[0], ticks[-1])
    # one element for all of them: they are looked at together, and never by name
    pale = "".join(path_through(_points(shown, x, y, path)) for path in shown.placebos)
    if pale:
        drawing.parts.append(
            element(
                "path",
                d=pale,
                fill="none",
                stroke="currentColor",
                class_="chart-placebo",
            )
        )
    heights(drawing, room, y, ticks)
    drawing.path(_points(shown, x, y, shown.gaps), "chart-own")


def _points(
    shown: Beside, x: Scale, y: Scale, values: Sequence[float]
) -> list[tuple[float, float]]:
    return [
        (x.at(time), y.at(value))
        for time, value in zip(shown.times, values, strict=True)
    ]


def _periods(drawing: Drawing, room: Room, shown: Beside, x: Scale) -> None:
    floor = room.height - room.bottom
    begins = (x.at(shown.start) + x.at(shown.start - 1)) / 2
    drawing.line((begins, room.top - 6), (begins, floor), "chart-event")
    over = (begins - 6, room.top - 8)
    drawing.text(over, "it begins", "chart-event-number", anchor="end")
    room_for = int((x.end - x.start) / (room.type_size * 3))
    for time in year_ticks(shown.times[0], shown.times[-1], room_for):
        at = (x.at(time), floor + room.type_size * 1.5)
        is_last = time == shown.times[-1]
        anchor = "end" if is_last else "middle"
        drawing.text(at, str(time), "chart-tick", anchor=anchor)
    pale = (
        "; pale, the same of those never treated that one mix alone is like"
        if shown.placebos
        else ""
    )
    words = f"Strong: {shown.unit}. Dashed: its mix. Below: the difference{pale}."
    under = floor + room.type_size * 1.5 + room.line * 1.2
    paragraph(drawing, (0, under), words, room.width, "chart-label")
