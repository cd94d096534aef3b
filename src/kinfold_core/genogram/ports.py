"""Where each line leaves those above and comes to those below: none on another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core.genogram.facts import Couple, Line
from kinfold_core.genogram.generations import Rows
from kinfold_core.genogram.order import Link, Ordered

_APART: Final = 10
_FROM_ONE: Final = 60
"""Below the words of one person there is so much room for the lines that leave."""
_FROM_TWO: Final = 16
"""Between the words of a couple."""
_INTO: Final = 40
"""The head of a sign, where all lines to somebody end."""
_STRAIGHT: Final = 12
"""So far beside its place a line leaves when it can go straight down for it."""

StartKey = tuple[str, tuple[str, ...], Line, bool]
"""What leaves a couple as one line: their children of one kind."""


@dataclass(eq=False, slots=True)
class Bow:
    """The line of a couple who do not stand side by side, below those between them."""

    couple: Couple
    ends: tuple[str, str]
    left: float
    right: float
    depth: float = 0.0
    middle: float = 0.0

    @property
    def reach(self) -> float:
        return self.right - self.left


def start_key(link: Link) -> StartKey:
    return link.couple.key, link.start, link.child.line, link.is_partner


def entries_of(ordered: Ordered, x: dict[str, float]) -> dict[Link, float]:
    """Where each line comes to its child: beside each other when there are several."""
    into: dict[str, list[Link]] = defaultdict(list)
    for link in ordered.links:
        into[link.child.id].append(link)
    return {
        link: far
        for one, links in into.items()
        for link, far in zip(links, _spread(x[one], len(links), _INTO), strict=True)
    }


def starts_of(
    ordered: Ordered,
    rows: Rows,
    x: dict[str, float],
    bows: Sequence[Bow],
    entries: dict[Link, float],
) -> dict[StartKey, float]:
    """Where each kind of line leaves those above. Gives the bows their ends, too."""
    at: dict[tuple[str, ...], list[StartKey]] = defaultdict(list)
    for key in dict.fromkeys(start_key(link) for link in ordered.links):
        at[key[1]].append(key)
    found = _below_one(at, x, bows)
    with_bow = {bow.couple.partners for bow in bows}
    for both, keys in at.items():
        if len(both) > 1 and both not in with_bow:
            middle = sum(x[one] for one in both) / len(both)
            places = _spread(middle, len(keys), _FROM_TWO)
            found |= dict(zip(keys, places, strict=True))
    found |= _straight_down(ordered, x, found, bows, entries)
    return found | _below_bows(at, rows, found, bows)


def _below_bows(
    at: dict[tuple[str, ...], list[StartKey]],
    rows: Rows,
    found: dict[StartKey, float],
    bows: Sequence[Bow],
) -> dict[StartKey, float]:
    """Near the middle of each bow, where no other line of the row comes down."""
    taken: dict[int, set[float]] = defaultdict(set)
    for (_, start, *_), far in found.items():
        # above brothers and sisters with no parents nobody stands, and no bow is
        taken[rows.of.get(start[0], -1)].add(far)
    for bow in bows:
        taken[rows.of[bow.ends[0]]] |= {bow.left, bow.right}
    below: dict[StartKey, float] = {}
    for bow in bows:
        here = taken[rows.of[bow.ends[0]]]
        keys = at[bow.couple.partners]
        bow.middle = _free((bow.left + bow.right) / 2, len(keys), here)
        places = _spread(bow.middle, len(keys), _FROM_ONE)
        below |= dict(zip(keys, places, strict=True))
        here.update(places)
    return below


def _below_one(
    at: dict[tuple[str, ...], list[StartKey]],
    x: dict[str, float],
    bows: Iterable[Bow],
) -> dict[StartKey, float]:
    """From the left: bows to the left, lines to children, bows to the right.

    The longest bow hangs lowest, so it leaves nearest to the children's lines and
    crosses no other.
    """
    leaving: dict[str, list[tuple[float, Bow | StartKey]]] = defaultdict(list)
    for start, keys in at.items():
        if len(start) == 1:
            leaving[start[0]] += [(0.0, key) for key in keys]
    for bow in bows:
        left, right = bow.ends
        leaving[left].append((1 / bow.reach, bow))
        leaving[right].append((-1 / bow.reach, bow))
    found: dict[StartKey, float] = {}
    for one, lines in leaving.items():
        lines.sort(key=lambda line: line[0])
        places = _spread(x[one], len(lines), _FROM_ONE)
        for (_, line), far in zip(lines, places, strict=True):
            if not isinstance(line, Bow):
                found[line] = far
            elif line.ends[0] == one:
                line.left = far
            else:
                line.right = far
    return found


def _straight_down(
    ordered: Ordered,
    x: dict[str, float],
    found: dict[StartKey, float],
    bows: Iterable[Bow],
    entries: dict[Link, float],
) -> dict[StartKey, float]:
    """What leaves for one child alone, and alone, leaves right above it if it can."""
    ends: dict[tuple[str, ...], list[tuple[StartKey, float]]] = defaultdict(list)
    in_bows = {(one,) for bow in bows for one in bow.ends}
    for link in ordered.links:
        end = x[link.gaps[0].members[0]] if link.gaps else entries[link]
        ends[link.start].append((start_key(link), end))
    return {
        lines[0][0]: lines[0][1]
        for start, lines in ends.items()
        if len(lines) == 1 and start not in in_bows and lines[0][0] in found
        and abs(found[lines[0][0]] - lines[0][1]) <= _STRAIGHT
    }  # fmt: skip


def _spread(middle: float, count: int, room: float) -> list[float]:
    step = min(_APART, room / max(count - 1, 1))
    return [middle + (place - (count - 1) / 2) * step for place in range(count)]


def _free(middle: float, count: int, taken: Collection[float]) -> float:
    """The place nearest to the middle where no other line comes down."""
    need = _APART * (count + 1) / 2
    near = [far for far in taken if abs(far - middle) < need]
    if not near:
        return middle
    places = sorted(
        {far + way * need for far in taken for way in (-1, 1)},
        key=lambda place: (abs(place - middle), place),
    )
    return next(
        (place for place in places if all(abs(place - far) >= need for far in taken)),
        middle,
    )
