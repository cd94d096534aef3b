"""Where everything in a family picture is: people, lines, and who lives together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.genogram.across import place_across, place_on
from kinfold_core.genogram.facts import Couple, Kin, Someone
from kinfold_core.genogram.generations import Rows, rows_of
from kinfold_core.genogram.homes import Home, homes_of
from kinfold_core.genogram.lanes import Channel, channels_of, passing
from kinfold_core.genogram.order import Link, Ordered, order_rows
from kinfold_core.genogram.pen import (
    DETAIL_LINES,
    HALF,
    LINE_HEIGHT,
    SMALL,
    Point,
    in_lines,
)

EDGE: Final = 76
HEAD: Final = 24
_FOOT: Final = 12
"""Below the words that stand below a symbol."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands: the middle of their symbol, and their row.

    `foot` is how far below the symbol their own words reach.
    """

    id: str
    x: float
    y: float
    row: int
    foot: float

    @property
    def below(self) -> float:
        """Where a line that leaves them begins: it would go through their name."""
        return self.y + HALF + self.foot


@dataclass(frozen=True, slots=True)
class Bond:
    """The line between a couple, and where it is marked when it has ended."""

    couple: Couple
    points: tuple[Point, ...]
    mark: Point


@dataclass(frozen=True, slots=True)
class Descent:
    """A line from a couple (or one parent) to a child, from top to bottom.

    The lines of twins come from one point, the first of their last three.
    """

    link: Link
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class HomeShape:
    """The outline of a home, the highest box first, and where its name begins."""

    name: str
    lines: tuple[str, ...]
    name_at: Point
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    kin: Kin
    rows: Rows
    width: float
    height: float
    spots: dict[str, Spot]
    bonds: tuple[Bond, ...]
    descents: tuple[Descent, ...]
    homes: tuple[HomeShape, ...]


def lay_out(kin: Kin) -> Layout:
    """Everybody's place and every line. Two people never overlap; every line ends at
    its child, which stands below; the same family gives the same layout."""
    rows = rows_of(kin)
    ordered = order_rows(kin, rows)
    far = place_across(ordered)
    x = {
        one: EDGE + far[chain] + (0.0 if chain.is_gap else place_on(chain, one))
        for row in ordered.rows
        for chain in row
        for one in chain.members
    }
    channels = channels_of(kin, rows, ordered, x)
    heads, ends = passing(channels)
    homes = homes_of(kin, rows, x, heads, ends)
    foot_of = {one: _foot(kin.people[one]) for one in rows.of}
    feet = _feet(rows, foot_of, homes, len(ordered.rows))
    tops = _tops(feet, channels)
    spots = {
        one: Spot(one, x[one], tops[row] + HEAD + HALF, row, foot_of[one])
        for one, row in rows.of.items()
    }
    drawer = _Drawer(tops, channels)
    last = tops[-1] if tops else 0.0
    return Layout(
        kin=kin,
        rows=rows,
        width=max(x.values(), default=0.0) + EDGE,
        height=last,
        spots=spots,
        bonds=tuple(drawer.bonds(spots)),
        descents=tuple(drawer.descents(ordered, spots)),
        homes=tuple(_shape(one, tops, feet) for one in homes),
    )


def _foot(person: Someone) -> float:
    """How far somebody's words reach below their symbol."""
    lines = len(in_lines(person.name)) + len(detail_lines(person))
    return _FOOT + lines * LINE_HEIGHT


def detail_lines(person: Someone) -> list[str]:
    return in_lines(person.detail, most=DETAIL_LINES, size=SMALL)


def _feet(
    rows: Rows, foot_of: dict[str, float], homes: Sequence[Home], depth: int
) -> list[float]:
    """How far the words of each row reach below its symbols; 0 where nobody stands."""
    feet = [0.0] * depth
    for one, row in rows.of.items():
        feet[row] = max(feet[row], foot_of[one])
    names = [0] * depth
    for home in homes:
        if home.sign.is_below:
            row = home.sign.row
            names[row] = max(names[row], len(home.sign.lines))
    return [foot + lines * LINE_HEIGHT for foot, lines in zip(feet, names, strict=True)]


def _tops(feet: Sequence[float], channels: Sequence[Channel]) -> list[float]:
    """The top of each row, and at last the foot of the picture."""
    tops, top = [], 12.0
    for foot, channel in zip(feet, channels, strict=True):
        tops.append(top)
        top += (HEAD + 2 * HALF + foot if foot else 0.0) + channel.height
    return [*tops, top]


@dataclass(frozen=True, slots=True)
class _Drawer:
    tops: list[float]
    channels: Sequence[Channel]

    def _foot(self, row: int) -> float:
        """Where the channel below a row begins."""
        return self.tops[row + 1] - self.channels[row].height

    def bonds(self, spots: dict[str, Spot]) -> list[Bond]:
        found = []
        for row, channel in enumerate(self.channels):
            for couple, (left, right) in channel.adjacent:
                y = spots[couple.partners[0]].y
                middle = (left + right) / 2
                found.append(
                    Bond(couple, ((left + HALF, y), (right - HALF, y)), (middle, y))
                )
            for bow in channel.bows:
                low = self._foot(row) + bow.depth
                left, right = (spots[one].below for one in bow.ends)
                points = (
                    (bow.left, left), (bow.left, low),
                    (bow.right, low), (bow.right, right),
                )  # fmt: skip
                found.append(Bond(bow.couple, points, (bow.middle - 18, low)))
        return found

    def descents(self, ordered: Ordered, spots: dict[str, Spot]) -> list[Descent]:
        return [self._descent(link, spots) for link in ordered.links]

    def _descent(self, link: Link, spots: dict[str, Spot]) -> Descent:
        child = spots[link.child.id]
        row = child.row - 1 - len(link.gaps)
        points = self._start(link, spots, row)
        for step in range(len(link.gaps) + 1):
            run = self.channels[row + step].run_of[link, step]
            y = self._foot(row + step) + run.depth
            points += [(run.start, y), (run.ends[link], y)]
        end = self.channels[child.row - 1].run_of[link, len(link.gaps)]
        if link in end.meets:
            # above the heads, where no name is that a slanting line could cross
            points[-1] = (end.meets[link], points[-1][1])
            points.append((end.ends[link], self.tops[child.row]))
        points.append((end.ends[link], child.y - HALF))
        return Descent(link, _without_doubles(points))

    def _start(self, link: Link, spots: dict[str, Spot], row: int) -> list[Point]:
        if not link.couple.partners:
            return []
        run = self.channels[row].run_of[link, 0]
        if len(link.start) == 1:
            return [(run.start, spots[link.start[0]].below)]
        for bow in self.channels[row].bows:
            if bow.couple is link.couple:
                return [(run.start, self._foot(row) + bow.depth)]
        return [(run.start, spots[link.start[0]].y)]


def _without_doubles(points: Sequence[Point]) -> tuple[Point, ...]:
    kept = [points[0]]
    for point in points[1:]:
        if point != kept[-1]:
            kept.append(point)
    return tuple(kept)


def _shape(home: Home, tops: Sequence[float], feet: Sequence[float]) -> HomeShape:
    """A box for each stretch, and for each way that joins two of them."""
    foot = {row: tops[row] + HEAD + 2 * HALF + feet[row] for row in range(len(feet))}
    boxes = [
        Box(one.left, tops[one.row], one.right, foot[one.row]) for one in home.stretches
    ]
    boxes += [
        Box(left, foot[upper.row] - 12, right, tops[lower.row] + 12)
        for upper, lower, left, right in home.ways()
    ]
    sign = home.sign
    y = tops[sign.row] + 15
    if sign.is_below:
        y = foot[sign.row] - 6 - LINE_HEIGHT * (len(sign.lines) - 1)
    return HomeShape(home.name, sign.lines, (sign.left, y), tuple(boxes))
