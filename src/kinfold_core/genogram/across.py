"""How far from the left each chain stands, so that nobody overlaps.

Each row keeps its order. Parents are drawn towards the middle of their children and
children towards their parents; what the places then are is the exact least-squares
answer that keeps the distances (pool adjacent violators), row by row, some times over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kinfold_core.genogram.order import Chain, Ordered

APART: Final = 116
"""Between the middles of two people; a name below them has this much room."""
PARTNERS_APART: Final = 132
GAP: Final = 30
"""What a line that passes through a row takes."""
SWEEPS: Final = 16


@dataclass(slots=True)
class _Pull:
    """One line down: where it starts on `upper`, and where on which chains it ends."""

    upper: Chain
    start: float
    ends: list[tuple[Chain, float]] = field(default_factory=list)

    def force(self, x: dict[Chain, float]) -> float:
        """How far the start is left of the middle of the ends."""
        ends = [x[chain] + place for chain, place in self.ends]
        return (min(ends) + max(ends)) / 2 - x[self.upper] - self.start


def place_across(ordered: Ordered) -> dict[Chain, float]:
    """The middle of the first person of every chain, the leftmost at 0."""
    x: dict[Chain, float] = {}
    steps = [_distances(row) for row in ordered.rows]
    for row, apart in zip(ordered.rows, steps, strict=True):
        x.update(zip(row, apart, strict=True))
    from_above: dict[Chain, list[_Pull]] = defaultdict(list)
    from_below: dict[Chain, list[_Pull]] = defaultdict(list)
    for pull in _pulls(ordered):
        from_below[pull.upper].append(pull)
        for chain, _ in pull.ends:
            from_above[chain].append(pull)
    rows = list(zip(ordered.rows, steps, strict=True))
    for _ in range(SWEEPS):
        for row, apart in rows:
            _settle(row, apart, x, from_above, -1)
        for row, apart in reversed(rows):
            _settle(row, apart, x, from_below, 1)
    first = min(x.values(), default=0.0)
    return {chain: far - first for chain, far in x.items()}


def place_on(chain: Chain, one: str) -> float:
    """How far somebody is from the first of their chain."""
    return float(chain.members.index(one) * PARTNERS_APART)


def _distances(row: Sequence[Chain]) -> list[float]:
    """The least that each chain is from the first of its row."""
    far, found = 0.0, []
    for place, chain in enumerate(row):
        if place:
            before = row[place - 1]
            far += (len(before.members) - 1) * PARTNERS_APART
            far += (
                (GAP if before.is_gap else APART) + (GAP if chain.is_gap else APART)
            ) / 2
        found.append(far)
    return found


def _pulls(ordered: Ordered) -> list[_Pull]:
    chain_of = {
        one: chain for row in ordered.rows for chain in row for one in chain.members
    }
    found: dict[tuple[str, tuple[str, ...]], _Pull] = {}
    alone: list[_Pull] = []
    for link in ordered.links:
        lower = chain_of[link.child.id]
        ends = [
            *((gap, 0.0) for gap in link.gaps),
            (lower, place_on(lower, link.child.id)),
        ]
        upper = chain_of[link.start[0]]
        middle = sum(place_on(upper, one) for one in link.start) / len(link.start)
        pull = found.setdefault((link.couple.key, link.start), _Pull(upper, middle))
        pull.ends.append(ends[0])
        alone += [
            _Pull(gap, 0.0, [after])
            for (gap, _), after in zip(ends, ends[1:], strict=False)
        ]
    return [*found.values(), *alone]


def _settle(
    row: Sequence[Chain],
    apart: Sequence[float],
    x: dict[Chain, float],
    pulls: dict[Chain, list[_Pull]],
    way: int,
) -> None:
    """Move a row as its lines pull, keeping its order and its distances.

    Blocks of chains that would stand closer than they may are moved as one.
    """
    blocks: list[tuple[float, int]] = []
    for chain, least in zip(row, apart, strict=True):
        pulled = [pull.force(x) for pull in pulls[chain]]
        move = sum(pulled) / len(pulled) if pulled else 0.0
        total, count = x[chain] + way * move - least, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, size = blocks.pop()
            total, count = total + before, count + size
        blocks.append((total, count))
    placed = iter(zip(row, apart, strict=True))
    for total, count in blocks:
        for _ in range(count):
            chain, least = next(placed)
            x[chain] = total / count + least
