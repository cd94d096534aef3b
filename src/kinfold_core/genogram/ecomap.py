"""The ecomap: the household in the middle, people and services round it.

A line says how strong the tie is and arrowheads which way help goes. What nobody has
said is drawn as not said: dots. Own drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, cos, hypot, pi, sin
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
    words,
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
"""From the middle to the edge of the household."""
_APART: Final = 156
_NEAREST: Final = 240
_ONE_RING: Final = 8
_FURTHER: Final = 150
_EDGE: Final = 90
_BELOW: Final = 16
"""From the foot of a sign to the foot of the first line of words below it."""
_LEVEL: Final = 1
"""Whoever stands less than this above the middle is beside it."""
_ABOVE: Final = 8
"""From the head of a sign to the foot of the last line of words above it."""
_NAMES_SHOWN: Final = 6


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


def draw_ecomap(household: Sequence[str], around: Sequence[Near], title: str) -> str:
    """The map as an SVG picture. Nobody stands on another, or on another's line."""
    places, reach = _places(_sorted(around))
    middle = reach + _EDGE
    home: Point = (middle, middle)
    parts = [
        _stroke(one, home, (middle + x, middle + y))
        for one, (x, y) in zip(_sorted(around), places, strict=True)
    ]
    parts.append(_household(household, home))
    parts += [
        _figure(one, middle + x, middle + y, is_above=y < -_LEVEL)
        for one, (x, y) in zip(_sorted(around), places, strict=True)
    ]
    return sheet(2 * middle, 2 * middle, title, "".join(parts))


def _sorted(around: Sequence[Near]) -> list[Near]:
    """People first and then services, each by name: the same each time."""
    return sorted(around, key=lambda one: (one.is_service, one.name.casefold(), one.id))


def _places(around: Sequence[Near]) -> tuple[list[Point], float]:
    """Where each stands, from the middle, and how far that reaches.

    More than fit in one ring stand in two, the outer ones between the inner ones, so
    that no line to the middle passes anybody.
    """
    count = len(around)
    rings = 1 if count <= _ONE_RING else 2
    places_in_ring = max(ceil(count / rings), 1)
    near = max(_NEAREST, places_in_ring * _APART / (2 * pi))
    step = 2 * pi / places_in_ring
    found = []
    for place in range(count):
        ring, turn = place % rings, place // rings
        angle = (turn + ring / 2) * step - pi / 2
        far = near + ring * _FURTHER
        found.append((far * cos(angle), far * sin(angle)))
    return found, near + (rings - 1) * _FURTHER


def _stroke(one: Near, home: Point, end: Point) -> str:
    (x, y), (a, b) = home, end
    far = hypot(a - x, b - y)
    way = ((a - x) / far, (b - y) / far)
    start = (x + way[0] * _HOME, y + way[1] * _HOME)
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


def _household(household: Sequence[str], home: Point) -> str:
    x, y = home
    body = "<circle" + attributes(
        cx=x, cy=y, r=_HOME, class_="gp-home-floor", fill="#fff",
        stroke="currentColor", stroke_width=2,
    ) + "/>"  # fmt: skip
    shown = list(household[:_NAMES_SHOWN])
    if len(household) > _NAMES_SHOWN:
        shown[-1] = f"and {len(household) - _NAMES_SHOWN + 1} more"
    top = y - (len(shown) - 1) * LINE_HEIGHT / 2 + 5
    return body + label(x, top, shown)


def _figure(one: Near, x: float, y: float, *, is_above: bool) -> str:
    """The sign with its words on the far side of it, away from its line."""
    shape = "<circle" + attributes(
        cx=x, cy=y, r=HALF, class_="gp-paper", fill="#fff", stroke="currentColor",
        stroke_width=2,
    ) + "/>"  # fmt: skip
    if one.is_service:
        shape = "<rect" + attributes(
            x=x - HALF, y=y - HALF + 6, width=2 * HALF, height=2 * HALF - 12, rx=4,
            class_="gp-paper", fill="#fff", stroke="currentColor", stroke_width=2,
        ) + "/>"  # fmt: skip
    lines = in_lines(one.name)
    first = y + HALF + _BELOW
    if is_above:
        below = len(lines) + bool(one.note) - 1
        first = y - HALF - _ABOVE - LINE_HEIGHT * below
    body = shape + label(x, first, lines)
    if one.note:
        foot = first + LINE_HEIGHT * len(lines)
        body += words(
            x, foot, in_lines(one.note, 112, 1, 12)[0], class_="gp-small", size=12
        )
    return linked(body, url=one.url, title=said_of(one))


def said_of(one: Near) -> str:
    """One line of the map in words."""
    name = f"{one.name} ({one.note})" if one.note else one.name
    parts = [TIE_WORDS[one.tie], HELP_WORDS[one.help]]
    return phrases.as_sentence(f"{name}: {', '.join(filter(None, parts))}")


def ecomap_said(around: Sequence[Near]) -> tuple[str, ...]:
    """The map in words: how dense it is, then everybody, people first."""
    return (density_said(around), *(said_of(one) for one in _sorted(around)))


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
        f"{_count(len(people), 'person', 'people')} and "
        f"{_count(services, 'service', 'services')} round this household; "
        f"{strong} of the people by a strong line."
    )
    if unknown:
        found += f" Of {unknown} nobody has said yet how strong the line is."
    if services > len(people):
        found += " There are more services than people."
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
