"""The lines between two rows: each level stretch has a height of its own.

Two level stretches never lie on each other, so that it is always seen which line goes
where. Heights are counted from the foot of the row above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinfold_core.genogram.facts import Couple, Kin, Line
from kinfold_core.genogram.generations import Rows
from kinfold_core.genogram.order import Link, Ordered
from kinfold_core.genogram.ports import (
    Bow,
    StartKey,
    entries_of,
    start_key,
    starts_of,
)

BOW_STEP: Final = 13
LANE: Final = 14
_CLEAR: Final = 8
_ONE_LINE: Final = 3
"""Nearer than this two lines look like one."""
_FIRST_BOW: Final = 8
_HEAD: Final = 14
_TAIL: Final = 30
"""Room above the heads below, where the lines of twins part."""


@dataclass(eq=False, slots=True)
class Run:
    """One level stretch: where the line comes down, and where it goes on to each child.

    `meets` says for a twin where their lines part.
    """

    couple: Couple
    start: float
    ends: dict[Link, float] = field(default_factory=dict)
    meets: dict[Link, float] = field(default_factory=dict)
    depth: float = 0.0

    @property
    def span(self) -> tuple[float, float]:
        every = [self.start, *self.ends.values()]
        return min(every), max(every)


@dataclass(slots=True)
class Channel:
    """Everything between one row and the next."""

    adjacent: list[tuple[Couple, tuple[float, float]]] = field(default_factory=list)
    bows: list[Bow] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    run_of: dict[tuple[Link, int], Run] = field(default_factory=dict)
    height: float = 0.0


def channels_of(
    kin: Kin, rows: Rows, ordered: Ordered, x: dict[str, float]
) -> list[Channel]:
    """One channel below each row."""
    channels = [Channel() for _ in ordered.rows]
    _find_bonds(rows, ordered, x, channels)
    bows = [bow for channel in channels for bow in channel.bows]
    entries = entries_of(ordered, x)
    starts = starts_of(ordered, rows, x, bows, entries)
    for channel in channels:
        _sink_bows(channel)
    _find_runs(rows, ordered, x, entries, starts, channels)
    _meet_twins(kin, channels)
    for channel in channels:
        _give_lanes(channel)
    return channels


def _find_bonds(
    rows: Rows, ordered: Ordered, x: dict[str, float], channels: Sequence[Channel]
) -> None:
    beside = {
        frozenset(pair)
        for row in ordered.rows
        for chain in row
        for pair in zip(chain.members, chain.members[1:], strict=False)
    }
    for couple in rows.beside:
        if len(couple.partners) == 1 or not couple.partners:
            continue
        channel = channels[rows.of[couple.partners[0]]]
        left, right = sorted(x[one] for one in couple.partners)
        if frozenset(couple.partners) in beside:
            channel.adjacent.append((couple, (left, right)))
        else:
            ends = sorted(couple.partners, key=lambda one: (x[one], one))
            channel.bows.append(Bow(couple, (ends[0], ends[1]), left, right))


def _sink_bows(channel: Channel) -> None:
    """The shortest bow is the highest; each at its own height."""
    channel.bows.sort(key=lambda bow: (bow.reach, bow.left))
    for place, bow in enumerate(channel.bows):
        bow.depth = float(_FIRST_BOW + place * BOW_STEP)


def _find_runs(
    rows: Rows,
    ordered: Ordered,
    x: dict[str, float],
    entries: dict[Link, float],
    starts: dict[StartKey, float],
    channels: Sequence[Channel],
) -> None:
    firsts: dict[tuple[int, StartKey], Run] = {}
    for link in ordered.links:
        row = rows.of[link.child.id] - 1 - len(link.gaps)
        ways = [x[gap.members[0]] for gap in link.gaps]
        ways.append(entries[link])
        key = start_key(link)
        if (row, key) not in firsts:
            firsts[row, key] = Run(link.couple, starts[key])
            channels[row].runs.append(firsts[row, key])
        first = firsts[row, key]
        first.ends[link] = ways[0]
        channels[row].run_of[link, 0] = first
        for step in range(1, len(ways)):
            run = Run(link.couple, ways[step - 1], {link: ways[step]})
            channels[row + step].runs.append(run)
            channels[row + step].run_of[link, step] = run


def _meet_twins(kin: Kin, channels: Sequence[Channel]) -> None:
    for twins, _ in kin.twins:
        for channel in channels:
            for run in channel.runs:
                born = [
                    link
                    for link in run.ends
                    if link.child.id in twins
                    and link.child.line is Line.BIRTH
                    and not link.gaps
                    and not link.is_partner
                ]
                if len(born) > 1:
                    middle = sum(run.ends[link] for link in born) / len(born)
                    run.meets.update(dict.fromkeys(born, middle))


def _give_lanes(channel: Channel) -> None:
    """The first free height for each stretch, from the left.

    Where one line comes down above the place at which another goes on, it turns off
    higher, so that the two never lie on each other.
    """
    top = len(channel.bows) * BOW_STEP + (_FIRST_BOW if channel.bows else 0) + _HEAD
    lanes: list[list[Run]] = []
    lane_of: dict[int, int] = {}
    for run, above in _from_above(channel.runs):
        least = max((lane_of[id(one)] + 1 for one in above), default=0)
        lane = next(
            (
                place
                for place in range(least, len(lanes))
                if all(_is_clear(run, one) for one in lanes[place])
            ),
            max(len(lanes), least),
        )
        lanes += [[] for _ in range(lane + 1 - len(lanes))]
        lanes[lane].append(run)
        lane_of[id(run)] = lane
        run.depth = float(top + lane * LANE)
    channel.height = float(top + max(len(lanes) - 1, 0) * LANE + _TAIL)


def _from_above(runs: Sequence[Run]) -> Iterator[tuple[Run, list[Run]]]:
    """Each with those already given that must turn off above it.

    Two that would each have to be above the other are taken from the left.
    """
    waiting = sorted(runs, key=lambda run: (*run.span, run.couple.key))
    given: list[Run] = []
    while waiting:
        run = next(
            (one for one in waiting if not any(_is_over(o, one) for o in waiting)),
            waiting[0],
        )
        waiting.remove(run)
        yield run, [one for one in given if _is_over(one, run)]
        given.append(run)


def _is_over(one: Run, other: Run) -> bool:
    """Whether it comes down where the other goes on to somebody."""
    return one is not other and any(
        abs(one.start - end) < _ONE_LINE for end in other.ends.values()
    )


def _is_clear(one: Run, other: Run) -> bool:
    (left, right), (start, end) = one.span, other.span
    return right + _CLEAR < start or end + _CLEAR < left


def passing(
    channels: Sequence[Channel],
) -> tuple[list[set[float]], list[set[float]]]:
    """Where lines pass the head and the foot of each row."""
    heads: list[set[float]] = [set() for _ in channels]
    feet: list[set[float]] = [set() for _ in channels]
    for row, channel in enumerate(channels):
        for run in channel.runs:
            feet[row].add(run.start)
            heads[row + 1].update(run.ends.values())
        for bow in channel.bows:
            feet[row] |= {bow.left, bow.right}
    return heads, feet
