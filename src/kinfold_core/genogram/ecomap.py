"""The ecomap: the household in the middle, people and services round it.

A line says how strong the tie is and arrowheads which way help goes. What nobody has
said is drawn as not said: dots. Own drawing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Final
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.genogram.pen import (
    HALF,
    LINE_HEIGHT,
    Point,
    attributes,
    in_lines,
    label,
    line,
    linked,
    path_of,
    sheet,
    width_of,
)


class Tie(StrEnum):
    """How strong a line is, as somebody said it."""

    UNKNOWN = ""
    STRONG = "strong"
    THIN = "thin"
    STRESSED = "stressed"
    BROKEN = "broken"


class Help(StrEnum):
    """Which way help goes along a line."""

    NONE = ""
    TO = "to"
    FROM = "from"
    BOTH = "both"


TIE_WORDS: Final = {
    Tie.UNKNOWN: "nobody has said yet how strong this is",
    Tie.STRONG: "strong",
    Tie.THIN: "thin",
    Tie.STRESSED: "full of stress",
    Tie.BROKEN: "broken",
}
HELP_WORDS: Final = {
    Help.NONE: "",
    Help.TO: "helps the family",
    Help.FROM: "is helped by the family",
    Help.BOTH: "they help each other",
}
_HOME: Final = 96
"""From the middle to the edge of the household, at least."""
_HOME_ROOM: Final = 150
_WIDE, _HIGH = 300, 220
"""How far the nearest ring reaches: as wide to its height as a sheet on its side."""
_ROOM: Final = 120
"""How wide the words of one may be. They are never cut: they go on below."""
_ALL: Final = 99
_BETWEEN: Final = 14
_FROM_SIGN: Final = 32
_EDGE: Final = 12
_NOTE: Final = 12
_NAMES_SHOWN: Final = 6
_STEPS: Final = 720
"""In so many steps the ring is walked to share it out evenly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Somebody or something round the household. A service is drawn as a box."""

    id: str
    name: str
    note: str = ""
    is_service: bool = False
    tie: Tie = Tie.UNKNOWN
    help: Help = Help.NONE
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetails:
    """A line as somebody said it. Either somebody of the network, or a service."""

    member_id: UUID | None = None
    service: str = ""
    tie: Tie
    help: Help = Help.NONE
    said_by: str
    said_on: date


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands beside a sign, in lines, and how much room that takes."""

    name: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def wide(self) -> float:
        return max(
            *(width_of(one) for one in self.name),
            *(width_of(one, _NOTE) for one in self.note),
            2.0 * HALF, 0.0,
        )  # fmt: skip

    @property
    def high(self) -> float:
        return float(max(len(self.name) + len(self.note), 2) * LINE_HEIGHT)


def draw_ecomap(
    household: Sequence[str], around: Sequence[Near], title: str, *, scale: float = 1
) -> str:
    """The map as an SVG picture, all words whole. `scale` 0: see `sheet`.

    Nobody stands on another, or on another's line.
    """
    ordered = _sorted(around)
    every = [_words_of(one) for one in ordered]
    wide = max((one.wide for one in every), default=0.0)
    high = max((one.high for one in every), default=0.0)
    inside, reach = _household_lines(household)
    ring = _ring(len(every), max(wide, high) + _BETWEEN, reach)
    half = (
        ring[0] + _FROM_SIGN + wide + _EDGE,
        ring[1] + _FROM_SIGN + high + _EDGE,
    )
    places = [(half[0] + x, half[1] + y) for x, y in _places(len(every), ring)]
    parts = [
        _stroke(one, half, place, reach)
        for one, place in zip(ordered, places, strict=True)
    ]
    parts.append(_household(inside, half, reach))
    parts += [
        _figure(one, said, half, place)
        for one, said, place in zip(ordered, every, places, strict=True)
    ]
    return sheet(2 * half[0], 2 * half[1], title, "".join(parts), scale=scale)


def _sorted(around: Sequence[Near]) -> list[Near]:
    """People first and then services, each by name: the same each time."""
    return sorted(around, key=lambda one: (one.is_service, one.name.casefold(), one.id))


def _words_of(one: Near) -> _Words:
    return _Words(
        tuple(in_lines(one.name, _ROOM, _ALL)),
        tuple(in_lines(one.note, _ROOM, _ALL, _NOTE)),
    )


def _ring(count: int, apart: float, reach: float) -> tuple[float, float]:
    """How wide and how high the ring is on which so many stand so far apart."""
    nearest = max(_HIGH, reach + _HIGH - _HOME)
    grown = max(1.0, apart * count / (2 * pi * nearest))
    return nearest * grown * _WIDE / _HIGH, nearest * grown


def _places(count: int, ring: tuple[float, float]) -> list[Point]:
    """Where each stands, from the middle: the first at the top, all equally far."""
    wide, high = ring
    way = [
        (wide * sin(2 * pi * step / _STEPS), -high * cos(2 * pi * step / _STEPS))
        for step in range(_STEPS + 1)
    ]
    gone = [0.0]
    for (x, y), (a, b) in pairwise(way):
        gone.append(gone[-1] + hypot(a - x, b - y))
    return [way[bisect_left(gone, gone[-1] * one / count)] for one in range(count)]


def _stroke(one: Near, home: Point, end: Point, reach: float) -> str:
    (x, y), (a, b) = home, end
    far = hypot(a - x, b - y)
    way = ((a - x) / far, (b - y) / far)
    start = (x + way[0] * reach, y + way[1] * reach)
    short = HALF + 8
    stop = (a - way[0] * short, b - way[1] * short)
    drawn = _LINES[one.tie](start, stop, way)
    if one.help in {Help.TO, Help.BOTH}:
        drawn += _arrow(start, (-way[0], -way[1]))
    if one.help in {Help.FROM, Help.BOTH}:
        drawn += _arrow(stop, way)
    return drawn


def _strong(start: Point, stop: Point, way: Point) -> str:
    return line([start, stop], width=6)


def _thin(start: Point, stop: Point, way: Point) -> str:
    return line([start, stop], width=2)


def _unknown(start: Point, stop: Point, way: Point) -> str:
    return line([start, stop], "dotted", width=2)


def _stressed(start: Point, stop: Point, way: Point) -> str:
    """To and fro across the way, ten times."""
    (x, y), (a, b) = start, stop
    points = [
        (
            x + (a - x) * step / 20 - way[1] * 8 * (0, 1, 0, -1)[step % 4],
            y + (b - y) * step / 20 + way[0] * 8 * (0, 1, 0, -1)[step % 4],
        )
        for step in range(21)
    ]
    return line(points, width=2)


def _broken(start: Point, stop: Point, way: Point) -> str:
    """A gap in the middle, with a stroke on both sides of it."""
    (x, y), (a, b) = start, stop
    found = ""
    for end, share in ((start, 0.44), (stop, 0.56)):
        at = (x + (a - x) * share, y + (b - y) * share)
        across = (-way[1] * 9, way[0] * 9)
        found += line([end, at], width=2)
        found += line(
            [(at[0] - across[0], at[1] - across[1]),
             (at[0] + across[0], at[1] + across[1])],
            width=2,
        )  # fmt: skip
    return found


_LINES: Final = {
    Tie.UNKNOWN: _unknown,
    Tie.STRONG: _strong,
    Tie.THIN: _thin,
    Tie.STRESSED: _stressed,
    Tie.BROKEN: _broken,
}


def _arrow(tip: Point, way: Point) -> str:
    (x, y), (a, b) = tip, way
    back = (x - a * 16, y - b * 16)
    edge = path_of(
        [tip, (back[0] - b * 8, back[1] + a * 8), (back[0] + b * 8, back[1] - a * 8)]
    )
    return "<path" + attributes(d=f"{edge}Z", fill="currentColor") + "/>"


def _household_lines(household: Sequence[str]) -> tuple[list[str], float]:
    """The names in the middle, and how far the circle round them reaches."""
    shown = list(household[:_NAMES_SHOWN])
    if len(household) > _NAMES_SHOWN:
        shown[-1] = f"and {len(household) - _NAMES_SHOWN + 1} more"
    lines = [line for name in shown for line in in_lines(name, _HOME_ROOM, _ALL)]
    high = len(lines) * LINE_HEIGHT / 2
    wide = max((width_of(line) for line in lines), default=0.0) / 2
    return lines, max(float(_HOME), hypot(high, wide) + _BETWEEN)


def _household(lines: Sequence[str], home: Point, reach: float) -> str:
    x, y = home
    body = "<circle" + attributes(
        cx=x, cy=y, r=reach, class_="gp-home-floor", fill="#fff",
        stroke="currentColor", stroke_width=2,
    ) + "/>"  # fmt: skip
    return body + label(x, y - (len(lines) - 1) * LINE_HEIGHT / 2 + 5, lines)


def _figure(one: Near, said: _Words, home: Point, place: Point) -> str:
    """The sign with its words on the far side of it, away from its line."""
    x, y = place
    shape = "<circle" + attributes(
        cx=x, cy=y, r=HALF, class_="gp-paper", fill="#fff", stroke="currentColor",
        stroke_width=2,
    ) + "/>"  # fmt: skip
    if one.is_service:
        shape = "<rect" + attributes(
            x=x - HALF, y=y - HALF + 6, width=2 * HALF, height=2 * HALF - 12, rx=4,
            class_="gp-paper", fill="#fff", stroke="currentColor", stroke_width=2,
        ) + "/>"  # fmt: skip
    far = hypot(x - home[0], y - home[1])
    way = ((x - home[0]) / far, (y - home[1]) / far)
    # past 45 degrees the whole of it is beside the sign: then no corner touches it
    middle = x + way[0] * _FROM_SIGN + _whole(way[0]) * said.wide / 2
    lines = len(said.name) + len(said.note)
    centre = y + way[1] * _FROM_SIGN + _whole(way[1]) * said.high / 2
    first = centre - lines * LINE_HEIGHT / 2 + LINE_HEIGHT * 0.75
    body = shape + label(middle, first, said.name)
    body += label(
        middle, first + LINE_HEIGHT * len(said.name), said.note, class_="gp-small",
        size=_NOTE,
    )  # fmt: skip
    return linked(body, url=one.url, title=said_of(one))


def _whole(share: float) -> float:
    return max(-1.0, min(1.0, share * 1.42))


def said_of(one: Near) -> str:
    """One line of the map in words."""
    name = f"{one.name} ({one.note})" if one.note else one.name
    parts = [TIE_WORDS[one.tie], HELP_WORDS[one.help]]
    return phrases.as_sentence(f"{name}: {', '.join(filter(None, parts))}")


def middle_said(household: Sequence[str]) -> str:
    """Who is in the middle of the map, in words."""
    return f"In the middle: {phrases.listed(list(household))}." if household else ""


def density_said(around: Sequence[Near]) -> str:
    """How many people and services there are, and how strong the lines are.

    Much help by few is what it is asked for: a village rather than one person.
    """
    people = [one for one in around if not one.is_service]
    services = len(around) - len(people)
    if not around:
        return "Nobody is round this household yet."
    strong = sum(one.tie is Tie.STRONG for one in people)
    unknown = sum(one.tie is Tie.UNKNOWN for one in around)
    found = (
        f"{phrases.capital(_count(len(people), 'person', 'people'))} and "
        f"{_count(services, 'service', 'services')} round this household; "
        f"{strong or 'none'} of the people by a strong line."
    )
    if unknown:
        found += f" Of {unknown} nobody has said yet how strong the line is."
    if services > len(people):
        found += " There are more services than people."
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"
