"""The lines between two rows: each level stretch has a height of its own.

Two level stretches never lie on each other, so that it is always seen which line goes
where. Heights are counted from the foot of the row above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kinfold_core.genogram.facts import Couple, Kin, Line
from kinfold_core.genogram.generations import Rows
from kinfold_core.genogram.order import Link, Ordered

BOW_STEP: Final = 13
LANE: Final = 14
_BESIDE: Final = 10
_CLEAR: Final = 8
_HEAD: Final = 14
_TAIL: Final = 30
"""Room above the heads below, where the lines of twins part."""


StartKey = tuple[str, tuple[str, ...], Line, bool]
"""What leaves a couple as one line: their children of one kind."""


@dataclass(eq=False, slots=True)
class Bow:
    """The line of a couple who do not stand side by side, below those between them."""

    couple: Couple
    left: float
    right: float
    depth: float = 0.0
    middle: float = 0.0


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
    for channel in channels:
        _sink_bows(channel)
    _find_runs(kin, rows, ordered, x, channels)
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
            channel.bows.append(Bow(couple, left + _BESIDE, right - _BESIDE))


def _sink_bows(channel: Channel) -> None:
    """The shortest bow is the highest; each at its own height."""
    channel.bows.sort(key=lambda bow: (bow.right - bow.left, bow.left))
    for place, bow in enumerate(channel.bows):
        bow.depth = float(place * BOW_STEP)
        bow.left -= 3 * place
        bow.right += 3 * place
        bow.middle = (bow.left + bow.right) / 2 + 5 * place


def _find_runs(
    kin: Kin,
    rows: Rows,
    ordered: Ordered,
    x: dict[str, float],
    channels: Sequence[Channel],
) -> None:
    entries = _entries(ordered, x)
    starts = _starts(ordered, x, channels)
    firsts: dict[tuple[int, StartKey], Run] = {}
    for link in ordered.links:
        row = rows.of[link.child.id] - 1 - len(link.gaps)
        ways = [x[gap.members[0]] for gap in link.gaps]
        ways.append(entries[link])
        key = _start_key(link)
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
    _meet_twins(kin, channels)


def _start_key(link: Link) -> StartKey:
    return link.couple.key, link.start, link.child.line, link.is_partner


def _starts(
    ordered: Ordered, x: dict[str, float], channels: Sequence[Channel]
) -> dict[StartKey, float]:
    """Where each kind of line leaves a couple or a person: none on another."""
    at: dict[tuple[str, ...], list[StartKey]] = defaultdict(list)
    bow_at = {bow.couple.key: bow for channel in channels for bow in channel.bows}
    for link in ordered.links:
        key = _start_key(link)
        if key not in at[link.start]:
            at[link.start].append(key)
    found = {}
    for start, keys in at.items():
        middle = sum(x[one] for one in start) / len(start)
        for place, key in enumerate(keys):
            bow = bow_at.get(key[0]) if len(start) > 1 else None
            beside = (place - (len(keys) - 1) / 2) * _BESIDE
            found[key] = (bow.middle if bow else middle) + beside
    return found


def _entries(ordered: Ordered, x: dict[str, float]) -> dict[Link, float]:
    """Where each line comes to its child: beside each other when there are several."""
    into: dict[str, list[Link]] = defaultdict(list)
    for link in ordered.links:
        into[link.child.id].append(link)
    return {
        link: x[one] + (place - (len(links) - 1) / 2) * _BESIDE
        for one, links in into.items()
        for place, link in enumerate(links)
    }


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
    """The first free height for each stretch, from the left."""
    top = len(channel.bows) * BOW_STEP + _HEAD
    ends: list[float] = []
    for run in sorted(channel.runs, key=lambda run: (*run.span, run.couple.key)):
        left, right = run.span
        lane = next(
            (place for place, end in enumerate(ends) if end + _CLEAR < left), len(ends)
        )
        if lane == len(ends):
            ends.append(right)
        ends[lane] = right
        run.depth = float(top + lane * LANE)
    channel.height = float(top + max(len(ends) - 1, 0) * LANE + _TAIL)
