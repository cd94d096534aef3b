"""Where everything in a family picture is: people, lines, and who lives together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.genogram.across import place_across, place_on
from kinfold_core.genogram.facts import Couple, Kin
from kinfold_core.genogram.generations import Rows, rows_of
from kinfold_core.genogram.lanes import Channel, channels_of
from kinfold_core.genogram.order import Link, Ordered, order_rows
from kinfold_core.genogram.pen import HALF, LINE_HEIGHT, Point, in_lines

EDGE: Final = 76
HEAD: Final = 24
_FOOT: Final = 12
"""Below the words that stand below a symbol."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands: the middle of their symbol, and their row.

    `foot` is how far below the symbol the words of the row reach.
    """

    id: str
    x: float
    y: float
    row: int
    foot: float


@dataclass(frozen=True, slots=True)
class Bond:
    """The line between a couple, and where it is marked when it has ended."""

    couple: Couple
    points: tuple[Point, ...]
    mark: Point


@dataclass(frozen=True, slots=True)
class Descent:
    """A line from a couple (or one parent) to a child, from top to bottom.

    `meets` is where the lines of twins come from, the first of its last two points.
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
    """The outline of a home: boxes that belong together, the highest first."""

    name: str
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
    feet = _feet(kin, rows, len(ordered.rows))
    tops = _tops(feet, channels)
    spots = {
        one: Spot(one, x[one], tops[row] + HEAD + HALF, row, feet[row])
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
        homes=tuple(_homes(kin, spots)),
    )


def _feet(kin: Kin, rows: Rows, depth: int) -> list[float]:
    """How far the words of each row reach below its symbols; 0 where nobody stands."""
    feet = [0.0] * depth
    for one, row in rows.of.items():
        person = kin.people[one]
        lines = len(in_lines(person.name)) + bool(person.detail)
        feet[row] = max(feet[row], _FOOT + lines * LINE_HEIGHT)
    return feet


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
                y = spots[bow.couple.partners[0]].y + HALF
                points = (
                    (bow.left, y), (bow.left, low), (bow.right, low), (bow.right, y),
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
        points[-1] = (end.meets.get(link, points[-1][0]), points[-1][1])
        points.append((end.ends[link], child.y - HALF))
        return Descent(link, _without_doubles(points))

    def _start(self, link: Link, spots: dict[str, Spot], row: int) -> list[Point]:
        if not link.couple.partners:
            return []
        run = self.channels[row].run_of[link, 0]
        if len(link.start) == 1:
            return [(run.start, spots[link.start[0]].y + HALF)]
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


def _homes(kin: Kin, spots: dict[str, Spot]) -> list[HomeShape]:
    """An outline round those who share a home and stand beside or below each other.

    It never goes round anybody else. A home whose people stand far apart has several
    parts, each with its name.
    """
    rows: dict[int, list[Spot]] = defaultdict(list)
    for spot in sorted(spots.values(), key=lambda one: (one.row, one.x)):
        rows[spot.row].append(spot)
    runs: dict[str, list[tuple[int, Box]]] = defaultdict(list)
    for row, line in rows.items():
        before = ""
        for spot in line:
            home = kin.people[spot.id].home
            box = Box(
                spot.x - 54,
                spot.y - HALF - HEAD,
                spot.x + 54,
                spot.y + HALF + spot.foot,
            )
            if home and home == before:
                _, last = runs[home][-1]
                runs[home][-1] = row, Box(last.left, last.top, box.right, box.bottom)
            elif home:
                runs[home].append((row, box))
            before = home
    shared = [one.home for one in kin.people.values() if one.home]
    return [
        HomeShape(name, tuple(boxes))
        for name in sorted(runs)
        if shared.count(name) > 1
        for boxes in _joined(runs[name])
    ]


def _joined(runs: Sequence[tuple[int, Box]]) -> list[list[Box]]:
    """Runs of a home, those that lie one above another joined by a way between."""
    parts: list[list[tuple[int, Box]]] = []
    for row, box in runs:
        ways = []
        near = []
        for part in parts:
            for other_row, other in part:
                left, right = max(box.left, other.left), min(box.right, other.right)
                if other_row == row - 1 and right - left > HALF:
                    ways.append((-1, Box(left, other.bottom - 12, right, box.top + 12)))
                    near.append(part)
                    break
        whole = [one for part in near for one in part]
        parts = [part for part in parts if part not in near]
        parts.append([*whole, (row, box), *ways])
    return [[box for _, box in part] for part in parts]
