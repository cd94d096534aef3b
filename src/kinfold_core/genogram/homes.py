"""Who shares a home: the edge round them, and where its name can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.genogram.facts import Kin
from kinfold_core.genogram.generations import Rows
from kinfold_core.genogram.pen import HALF, SMALL, in_lines

SIDE: Final = 54
"""From the middle of a person to the edge of their home."""
_INSIDE: Final = 8
_FROM_A_LINE: Final = 6
_MOST_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """People of one home who stand beside each other."""

    row: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Sign:
    """The name of a home as it is written, in the head or at the foot of a row."""

    lines: tuple[str, ...]
    row: int
    left: float
    is_below: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Part of a home: stretches that lie one above another. The highest first.

    It never goes round anybody else. A home whose people stand far apart has several
    parts, each with its name and which of them it is.
    """

    name: str
    sign: Sign
    stretches: tuple[Stretch, ...]

    def ways(self) -> Iterator[tuple[Stretch, Stretch, float, float]]:
        """What joins each stretch to those right below it: both, left and right."""
        for upper in self.stretches:
            for lower in self.stretches:
                left, right = _over(upper, lower)
                if lower.row == upper.row + 1 and right - left > HALF:
                    yield upper, lower, left, right


def homes_of(
    kin: Kin,
    rows: Rows,
    x: Mapping[str, float],
    heads: Sequence[Collection[float]],
    feet: Sequence[Collection[float]],
) -> list[Home]:
    """`heads` and `feet` say where lines pass the head and the foot of each row."""
    shared = defaultdict[str, int](int)
    for person in kin.people.values():
        shared[person.home] += 1
    return [
        Home(name, _written(sign, part, heads, feet), tuple(part))
        for name, stretches in sorted(_stretches(kin, rows, x).items())
        if shared[name] > 1
        for sign, part in _signed(name, _joined(stretches))
    ]


def _signed(
    name: str, parts: Sequence[list[Stretch]]
) -> Iterator[tuple[str, list[Stretch]]]:
    """Two edges are not two homes: each part says which of how many it is."""
    for number, part in enumerate(parts, 1):
        yield name if len(parts) == 1 else f"{name} ({number} of {len(parts)})", part


def _stretches(
    kin: Kin, rows: Rows, x: Mapping[str, float]
) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = defaultdict(list)
    before = row = None
    for one in sorted(rows.of, key=lambda one: (rows.of[one], x[one])):
        home = kin.people[one].home
        is_beside = home == before and rows.of[one] == row
        row = rows.of[one]
        if home and is_beside:
            last = found[home].pop()
            found[home].append(Stretch(row, last.left, x[one] + SIDE))
        elif home:
            found[home].append(Stretch(row, x[one] - SIDE, x[one] + SIDE))
        before = home
    return found


def _joined(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    parts: list[list[Stretch]] = []
    for one in stretches:
        near = [part for part in parts if any(_is_below(one, other) for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([*(other for part in near for other in part), one])
    return parts


def _is_below(one: Stretch, other: Stretch) -> bool:
    left, right = _over(one, other)
    return other.row == one.row - 1 and right - left > HALF


def _over(one: Stretch, other: Stretch) -> tuple[float, float]:
    return max(one.left, other.left), min(one.right, other.right)


def _written(
    name: str,
    part: Sequence[Stretch],
    heads: Sequence[Collection[float]],
    feet: Sequence[Collection[float]],
) -> Sign:
    """In the first place where the whole name fits between the lines, from above."""
    widest = 0.0
    for is_below, lines_at in ((False, heads), (True, feet)):
        for one in part:
            for left, right in _free(one, lines_at[one.row]):
                room, most = right - left, _MOST_LINES if is_below else 1
                lines = in_lines(name, room, most, SMALL)
                sign = Sign(tuple(lines), one.row, left, is_below)
                if "".join(lines).replace(" ", "") == name.replace(" ", ""):
                    return sign
                if room * most > widest:
                    widest, best = room * most, sign
    return best


def _free(one: Stretch, lines: Collection[float]) -> Iterator[tuple[float, float]]:
    left = one.left + _INSIDE
    for far in sorted(far for far in lines if one.left < far < one.right):
        if far - _FROM_A_LINE > left:
            yield left, far - _FROM_A_LINE
        left = far + _FROM_A_LINE
    yield left, one.right - _INSIDE
