"""Which counts of a table are withheld: the small, and what would give them away.

First every small count, and every one of few children. Then, as long as the attack
(`bounds`) narrows one of them further than the marks themselves do (1 to 5), another
count beside it, the smallest first and parts before totals. At the end whatever turned
out not to be needed is shown again.

Which of the withheld counts are the small ones is never said: that alone would give
some of them away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from kinfold_measures.disclosure.bounds import (
    Filled,
    Key,
    Range,
    Sum,
    Unknowns,
    is_possible,
)
from kinfold_measures.disclosure.policies import Policy
from kinfold_measures.disclosure.witnesses import witness


@dataclass(frozen=True, slots=True)
class Table:
    """Counts that belong together, and how they add up.

    Attributes:
        unprinted: counts that are shown nowhere and still belong to somebody, such as
            those who are not in a share. They are protected like the others.
        published: counts that the public has already. They stay shown.
        few: counts that are not small themselves and still are of few children, such
            as twelve meetings of one child. They are withheld like the small ones.
    """

    counts: Mapping[Key, int]
    sums: tuple[Sum, ...]
    unprinted: frozenset[Key] = frozenset()
    published: frozenset[Key] = frozenset()
    few: frozenset[Key] = frozenset()

    def is_small(self, key: Key, policy: Policy) -> bool:
        """Whether a count could point at a child."""
        return key in self.few or policy.is_small(self.counts[key])


@dataclass(frozen=True, slots=True)
class Protected:
    """What is withheld; and the small counts that nothing can hide any more.

    `exposed` is never empty-handed: it names counts that earlier publications give
    away, so that somebody can decide what to do. `is_rough`: there was too much to
    weigh, so that more is withheld than is needed.
    """

    withheld: frozenset[Key]
    exposed: frozenset[Key]
    is_rough: bool = False


def attack(
    table: Table, withheld: Collection[Key], policy: Policy
) -> Mapping[Key, Range]:
    """What can be worked out about every count that is not printed."""
    stranger = _Stranger(table, policy, withheld)
    return {key: stranger.range_of(key) for key in (*withheld, *table.unprinted)}


MOST_WEIGHED: Final = 1_000
"""Programmes solved for counts that hang together, before what is left of them is
withheld whole: this bounds the time."""


def protect(
    table: Table,
    policy: Policy,
    *,
    most_weighed: int = MOST_WEIGHED,
    tell: Callable[[float], None] = lambda part: None,
) -> Protected:
    """Decide what is withheld, island by island: what no sum ties gives nothing away.

    Past `most_weighed` programmes for one island, everything that hangs together with a
    small count that is still told too nearly is withheld, and nothing of it is shown
    again: more than is needed, and never less.

    `tell` is told how much of the table is done, from 0 to 1.
    """
    withheld: set[Key] = set()
    exposed: set[Key] = set()
    is_rough, done = False, 0
    for island in _islands(table):
        found = _protected(island, policy, most_weighed)
        withheld |= found.withheld
        exposed |= found.exposed
        is_rough |= found.is_rough
        done += len(island.counts)
        tell(done / len(table.counts))
    return Protected(frozenset(withheld), frozenset(exposed), is_rough)


def _islands(table: Table) -> Iterator[Table]:
    """The counts that hang together by any sum, each such set as a table of its own."""
    sums_of: dict[Key, list[int]] = defaultdict(list)
    for number, one in enumerate(table.sums):
        for key in one.keys:
            sums_of[key].append(number)
    place = {key: number for number, key in enumerate(table.counts)}
    met: set[Key] = set()
    for first in table.counts:
        if first in met:
            continue
        keys, sums, waiting = {first}, set[int](), [first]
        while waiting:
            for number in sums_of[waiting.pop()]:
                sums.add(number)
                beside = set(table.sums[number].keys) - keys
                keys |= beside
                waiting += beside
        met |= keys
        yield Table(
            {key: table.counts[key] for key in sorted(keys, key=place.__getitem__)},
            tuple(table.sums[number] for number in sorted(sums)),
            table.unprinted & keys,
            table.published & keys,
            table.few & keys,
        )


def _protected(table: Table, policy: Policy, most_weighed: int) -> Protected:
    small = [
        key
        for key in table.counts
        if table.is_small(key, policy) and key not in table.published
    ]
    withheld = dict.fromkeys(key for key in small if key not in table.unprinted)
    stranger = _Stranger(table, policy, withheld)
    beside, exposed = _hide_beside(stranger, small, most_weighed)
    guarded = [key for key in small if key not in exposed]
    for chosen in sorted(beside, key=lambda one: -table.counts[one]):
        if stranger.weighed < most_weighed:
            _show_again(stranger, chosen, guarded)
    is_rough = stranger.weighed >= most_weighed
    return Protected(stranger.withheld, frozenset(exposed), is_rough)


def _hide_beside(
    stranger: _Stranger, small: Iterable[Key], most_weighed: int
) -> tuple[list[Key], set[Key]]:
    """Withhold others until no small count is narrowed.

    Returns:
        Which others, and the small counts that nothing hides any more.
    """
    beside: list[Key] = []
    exposed: set[Key] = set()
    for key in small:
        while stranger.narrows(key):
            found = stranger.beside(key)
            if found and stranger.weighed >= most_weighed:
                found = stranger.all_beside(key)
            if not found:
                exposed |= {key} if stranger.surely_narrows(key) else set()
                break
            for chosen in found:
                stranger.hide(chosen)
            beside += found
    return beside, exposed


def _show_again(stranger: _Stranger, chosen: Key, guarded: Collection[Key]) -> None:
    """Show a count that was withheld beside small ones, unless that gives one away."""
    beside_it, near = stranger.beside_it(chosen), stranger.near(chosen)
    # those in one sum with it are the first that would be given away
    asked = sorted(near.intersection(guarded), key=lambda one: one not in beside_it)
    with stranger.trying_to_show(chosen):
        if any(stranger.narrows(key) for key in asked):
            stranger.hide(chosen)


class _Stranger:
    """Somebody who sees what is shown, and can add up and take away."""

    def __init__(self, table: Table, policy: Policy, withheld: Collection[Key]) -> None:
        self._table, self._policy = table, policy
        self._sums: dict[Key, list[Sum]] = defaultdict(list)
        for one in table.sums:
            for key in one.keys:
                self._sums[key].append(one)
        self._totals = Counter(one.total for one in table.sums)
        self._withheld: set[Key] = set()
        self._sees: dict[Key, Range] = {}
        self._marked: dict[Key, int] = {}
        self._possible: list[Filled] = []
        self.weighed = 0
        for key in table.counts:
            self.show(key)
        for key in withheld:
            self.hide(key)

    @property
    def withheld(self) -> frozenset[Key]:
        return frozenset(self._withheld)

    def hide(self, key: Key) -> None:
        # nought is shown as nought, so what is withheld is at least one
        self._withheld.add(key)
        self._see(key, Range(1))

    def show(self, key: Key) -> None:
        self._withheld.discard(key)
        count = self._table.counts[key]
        if key in self._table.published:
            self._see(key, Range(count, count))
        elif key in self._table.unprinted:
            self._see(key, Range(0))
        else:
            rounded = self._policy.rounded(count)
            self._see(key, Range(*self._policy.could_be(rounded)))

    def _see(self, key: Key, known: Range) -> None:
        self._sees[key] = known
        self._possible = [
            one
            for one in self._possible
            if key not in one or known.holds(one[key], one[key])
        ]

    @contextmanager
    def trying_to_show(self, key: Key) -> Iterator[None]:
        """Show a count; when it is hidden again meanwhile, nothing else was lost."""
        before = self._possible
        self.show(key)
        yield
        if key in self._withheld:
            self._possible = before

    def near(self, key: Key) -> frozenset[Key]:
        """The counts that hang together with one through what is not known."""
        return frozenset(k for one in self._block(key) for k in one.keys)

    def beside_it(self, key: Key) -> frozenset[Key]:
        """The counts that stand in one sum with it."""
        return frozenset(k for one in self._sums[key] for k in one.keys)

    def range_of(self, key: Key) -> Range:
        """What a hidden count can be, as far as this person can tell."""
        return Unknowns(*self._known_beside(key)).range_of(key)

    def narrows(self, key: Key) -> bool:
        """Whether a small count can be told more nearly than its mark tells it.

        That it cannot is proved by tables. One that fitted once and breaks nothing
        known now still fits: most are answered by one that was found for another count.
        Where no table is found it is taken to be narrowed: that withholds more.
        """
        return not all(self._can_be(key, end) for end in self._ends(key))

    def surely_narrows(self, key: Key) -> bool:
        """The same, proved exactly: that there is no such table."""
        known, block = self._known_beside(key)
        return not all(is_possible(known, block, key, end) for end in self._ends(key))

    def _ends(self, key: Key) -> tuple[Range, Range]:
        """A small count is told no more nearly while it can be in either of these."""
        least = self._least_by_marks(key)
        return Range(0, least), Range(max(self._policy.largest_withheld, least + 1))

    def _can_be(self, key: Key, wanted: Range) -> bool:
        count = self._table.counts[key]
        shown_by = (one.get(key, count) for one in self._possible)
        if any(wanted.holds(value, value) for value in shown_by):
            return True
        self.weighed += 1
        found = witness(*self._known_beside(key), key, wanted)
        if found is not None:
            self._possible.append(found)
        return found is not None

    def _known_beside(self, key: Key) -> tuple[dict[Key, Range], tuple[Sum, ...]]:
        """A count and those that hang together with it, and their sums."""
        block = self._block(key)
        known = {each: self._sees[each] for one in block for each in one.keys}
        return {**known, key: self._sees[key]}, block

    def _least_by_marks(self, key: Key) -> int:
        """What the marks alone tell: a total of two that are not nought is two."""
        table = self._table
        if key not in self._marked:
            itself = key not in table.unprinted and table.counts[key] > 0
            of_parts = (
                sum(self._least_by_marks(part) for part in one.parts)
                for one in self._sums[key]
                if one.total == key
            )
            self._marked[key] = max(int(itself), max(of_parts, default=0))
        return self._marked[key]

    def all_beside(self, key: Key) -> list[Key]:
        """Every count that can be withheld, of those that hang together with one."""
        return [each for each in self.near(key) if self._may_be_hidden(each)]

    def beside(self, key: Key) -> list[Key]:
        """The count that is best withheld next, so that one is harder to tell."""
        chances = [
            (self._cost(each, one, key), each)
            for one in self._block(key)
            for each in one.keys
            if self._may_be_hidden(each)
        ]
        return [min(chances, key=lambda chance: chance[0])[1]] if chances else []

    def _cost(self, one: Key, inside: Sum, key: Key) -> tuple[int, bool, int, int]:
        """Where least is hidden yet, near to the key, parts before totals, small."""
        hidden = sum(
            each in self._withheld or each in self._table.unprinted
            for each in inside.keys
        )
        count = self._table.counts[one]
        return hidden, key not in inside.keys, self._totals[one], count

    def _may_be_hidden(self, key: Key) -> bool:
        table = self._table
        return (
            table.counts[key] > 0
            and key not in self._withheld
            and key not in table.unprinted
            and key not in table.published
        )

    def _block(self, key: Key) -> tuple[Sum, ...]:
        """The sums that a count is in, and those tied to them by what is not known."""
        found: dict[Sum, None] = {}
        asked, waiting = {key}, [key]
        while waiting:
            for one in self._sums[waiting.pop()]:
                found[one] = None
                for each in one.keys:
                    if each not in asked and not self._sees[each].is_exact:
                        asked.add(each)
                        waiting.append(each)
        return tuple(found)
