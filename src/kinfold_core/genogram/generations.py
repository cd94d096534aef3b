"""In which row everybody stands: parents above children, partners side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kinfold_core.genogram.facts import Couple, Kin
from kinfold_core.people.relationships import KINDS


@dataclass(slots=True)
class Rows:
    """The row of each person, the oldest generation 0, and who stands beside whom.

    `apart` are couples of different generations, who cannot stand side by side.
    """

    of: dict[str, int] = field(default_factory=dict)
    beside: tuple[Couple, ...] = ()
    apart: tuple[Couple, ...] = ()


@dataclass(slots=True)
class _Groups:
    """People who stand in one row because they are partners."""

    group: dict[str, str]
    below: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_line(self, parent: str, child: str) -> None:
        self.below[self.group[parent]].add(self.group[child])

    def reaches(self, start: str, end: str) -> bool:
        waiting, seen = [start], {start}
        while waiting:
            for other in self.below.get(waiting.pop(), ()):
                if other == end:
                    return True
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return False

    def join(self, one: str, other: str) -> bool:
        """Put two people into one row, unless one stands above the other."""
        kept, gone = self.group[one], self.group[other]
        if kept == gone:
            return True
        if self.reaches(kept, gone) or self.reaches(gone, kept):
            return False
        self.group = {
            person: kept if name == gone else name
            for person, name in self.group.items()
        }
        self.below[kept] |= self.below.pop(gone, set())
        for children in self.below.values():
            if gone in children:
                children.remove(gone)
                children.add(kept)
        return True


def rows_of(kin: Kin) -> Rows:
    """Every parent stands above every child; each as near to the other as can be."""
    groups = _Groups({one: one for one in kin.people})
    for couple in kin.couples:
        for parent in couple.partners:
            for child in couple.children:
                groups.add_line(parent, child.id)
    beside: list[Couple] = []
    apart: list[Couple] = []
    for couple in kin.couples:
        one, other = (couple.partners * 2)[:2] if couple.partners else ("", "")
        (beside if one == other or groups.join(one, other) else apart).append(couple)
    _join_siblings(kin, groups)
    row = _layered(groups)
    rows = {one: row[groups.group[one]] for one in kin.people}
    _place_the_unplaced(kin, rows)
    first = min(rows.values(), default=0)
    if any(
        rows[child.id] == first
        for couple in kin.couples
        if not couple.partners
        for child in couple.children
    ):
        first -= 1  # the line that joins them needs a row above
    return Rows(
        of={one: place - first for one, place in rows.items()},
        beside=tuple(beside),
        apart=tuple(apart),
    )


def _join_siblings(kin: Kin, groups: _Groups) -> None:
    """Brothers and sisters with no parents in the picture still stand in one row."""
    for couple in kin.couples:
        if not couple.partners:
            first, *others = couple.children
            for other in others:
                groups.join(first.id, other.id)


def _layered(groups: _Groups) -> dict[str, int]:
    """The row of each group: below all its parents, then down to its children."""
    names = sorted(set(groups.group.values()))
    above: dict[str, set[str]] = defaultdict(set)
    for parent, children in groups.below.items():
        for child in children:
            above[child].add(parent)
    order = _from_the_top(names, groups.below, above)
    row: dict[str, int] = {}
    for name in order:
        row[name] = max((row[one] + 1 for one in above[name]), default=0)
    for name in reversed(order):
        if groups.below.get(name):
            row[name] = min(row[one] for one in groups.below[name]) - 1
    for name in order:
        if not groups.below.get(name) and above[name]:
            row[name] = max(row[one] for one in above[name]) + 1
    return row


def _from_the_top(
    names: list[str], below: dict[str, set[str]], above: dict[str, set[str]]
) -> list[str]:
    left = {name: len(above[name]) for name in names}
    order = [name for name in names if not left[name]]
    for name in order:
        for child in sorted(below.get(name, ())):
            left[child] -= 1
            if not left[child]:
                order.append(child)
    return order


def _place_the_unplaced(kin: Kin, rows: dict[str, int]) -> None:
    for one in kin.unplaced:
        if one.other:
            rows[one.id] = rows[one.other] - KINDS[one.code].generations
        else:
            rows[one.id] = max(
                (rows[child.id] for child in kin.people.values() if child.is_child),
                default=0,
            )
