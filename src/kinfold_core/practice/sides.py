"""Of each child the mother's side and the father's, who is there, and who was asked.

Half-siblings have other fathers: what was asked of one child's father's side says
nothing of another's, so every answer is of children. Children with the same recorded
father share a side and are asked about together; a child of whom none is recorded has
a side of their own, which is asked for all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import KINDS, Bond, Side, is_parent
from kinfold_core.practice.written import Named

BOTH_SIDES: Final = (Side.MATERNAL, Side.PATERNAL)
_OF_SEX: Final = {Sex.FEMALE: Side.MATERNAL, Sex.MALE: Side.PATERNAL}
_OTHER: Final = {Side.MATERNAL: Side.PATERNAL, Side.PATERNAL: Side.MATERNAL}
_BY_BLOOD: Final = frozenset({Bond.BIRTH, Bond.ADOPTIVE})
_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDetails:
    """Somebody was asked who could stand by these children, and what they said."""

    side: str
    asked_on: date
    whom: Named
    answer: str
    children: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AskRow:
    """One time somebody was asked, and the answer.

    `children` is empty for what was written before it was kept for each child: it
    counts for every child until somebody is asked about that child again.
    """

    side: str
    asked_on: date
    whom: str
    answer: str
    children: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody at an end of a recorded tie."""

    id: UUID
    name: str
    sex: Sex
    is_dead: bool = False


@dataclass(frozen=True, slots=True)
class KinTie:
    """`person` is the `code` of `other`, as it is kept: the elder is `person`."""

    person: UUID
    code: str
    other: UUID
    side: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """A recorded mother or father of some of the children."""

    id: UUID
    name: str
    side: Side
    children: frozenset[UUID]
    is_dead: bool = False


@dataclass(frozen=True, slots=True)
class OnSide:
    """Somebody who was thought of. `children`: whose side it is, as far as is known."""

    name: str
    side: str
    children: frozenset[UUID] = frozenset()
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of children who share it: who is there, and who was asked."""

    side: Side
    children: tuple[UUID, ...]
    parents: tuple[Parent, ...]
    people: tuple[str, ...]
    asks: tuple[AskRow, ...]

    @property
    def is_silent(self) -> bool:
        """Nobody was thought of, and nobody asked."""
        return not self.people and not self.asks

    @property
    def is_asked_of_all(self) -> bool:
        """What counts was written before it was kept for each child."""
        return any(not ask.children for ask in self.asks)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of every child. `unplaced`: nobody said whose father's people they
    are, so they answer for no child; `earlier` are answers that count for none now."""

    rows: tuple[SideRow, ...]
    unplaced: tuple[tuple[Side, tuple[str, ...]], ...]
    earlier: tuple[AskRow, ...]
    first_asked_on: date | None


def parents_in(
    ties: Iterable[KinTie], people: Mapping[UUID, Relative], children: Collection[UUID]
) -> tuple[Parent, ...]:
    """The recorded mothers and fathers of these children, by birth or adoption."""
    found: dict[tuple[UUID, Side], set[UUID]] = defaultdict(set)
    for tie in ties:
        if is_parent(tie.code) and tie.other in children:
            # of somebody whose sex is not known the tie may say whose side they are
            side = _OF_SEX.get(people[tie.person].sex) or Side(tie.side or Side.CHOSEN)
            found[tie.person, side].add(tie.other)
    return tuple(
        Parent(key, people[key].name, side, frozenset(theirs), people[key].is_dead)
        for (key, side), theirs in found.items()
    )


def kin_of(
    ties: Iterable[KinTie], parents: Sequence[Parent], children: Collection[UUID]
) -> dict[UUID, frozenset[UUID]]:
    """Of whom each relative by blood or adoption is kin: of a child itself, or through
    one of its parents."""
    through = {one: frozenset({one}) for one in children}
    for parent in parents:
        through[parent.id] = through.get(parent.id, frozenset()) | parent.children
    found: dict[UUID, frozenset[UUID]] = defaultdict(frozenset)
    for tie in ties:
        if KINDS[tie.code].bond in _BY_BLOOD:
            found[tie.person] |= through.get(tie.other, frozenset())
            found[tie.other] |= through.get(tie.person, frozenset())
    return found


def relatives_on_sides(
    ties: Iterable[KinTie],
    people: Mapping[UUID, Relative],
    parents: Sequence[Parent],
    children: Collection[UUID],
) -> tuple[OnSide, ...]:
    """Who is recorded as kin of a child's parent, or of a child on a named side; the
    parents' own children are nobody's side."""
    found = list[OnSide]()
    for tie in ties:
        if KINDS[tie.code].bond not in _BY_BLOOD:
            continue
        for one, other in ((tie.person, tie.other), (tie.other, tie.person)):
            name = people[one].name
            if other in children and not is_parent(tie.code):
                found.append(OnSide(name, tie.side, frozenset({other}), one))
            elif one != tie.other or not is_parent(tie.code):
                found += [
                    OnSide(name, parent.side, parent.children, one)
                    for parent in parents
                    if parent.id == other
                ]
    return tuple(found)


def not_shared(children: Iterable[UUID], parents: Sequence[Parent]) -> frozenset[Side]:
    """The sides on which the children have not all the same recorded parents: nobody
    is of that side of all of them unless their ties say so."""
    found = {side: set[frozenset[UUID]]() for side in BOTH_SIDES}
    for child in children:
        for side, seen in found.items():
            of_side = [one for one in parents if one.side is side]
            seen.add(frozenset(one.id for one in of_side if child in one.children))
    return frozenset(side for side, seen in found.items() if len(seen) > 1)


def sides_of(
    children: Sequence[UUID],
    parents: Sequence[Parent],
    asks: Sequence[AskRow],
    people: Sequence[OnSide] = (),
) -> Sides:
    """Both sides of every child, those of one parent together."""
    rows, unplaced = list[SideRow](), list[tuple[Side, tuple[str, ...]]]()
    for side in BOTH_SIDES:
        theirs = [one for one in people if one.side in {side, Side.BOTH}]
        groups = _sharing(side, children, parents)
        of_side = [_row(side, *group, asks, theirs) for group in groups]
        if len(groups) > 1:
            nobody_said = tuple(one.name for one in theirs if not one.children)
            unplaced += [(side, nobody_said)] if nobody_said else []
        elif groups:
            of_side = [_row(side, *groups[0], asks, theirs, is_only=True)]
        rows += _alike_together(of_side)
    counted = {ask for row in rows for ask in row.asks}
    return Sides(
        rows=tuple(rows),
        unplaced=tuple(unplaced),
        earlier=tuple(ask for ask in asks if ask not in counted),
        first_asked_on=min((ask.asked_on for ask in asks), default=None),
    )


def _sharing(
    side: Side, children: Sequence[UUID], parents: Sequence[Parent]
) -> list[tuple[tuple[Parent, ...], tuple[UUID, ...]]]:
    """The children by their recorded parents of one side; one without any alone.

    A child of two mothers is not asked for a father nobody speaks of.
    """
    if not children:
        return [((), ())]
    shared: dict[tuple[Parent, ...], tuple[UUID, ...]] = {}
    alone = list[tuple[tuple[Parent, ...], tuple[UUID, ...]]]()
    for child in children:
        theirs = [one for one in parents if child in one.children]
        here = tuple(one for one in theirs if one.side is side)
        if here:
            shared[here] = (*shared.get(here, ()), child)
        elif sum(one.side is _OTHER[side] for one in theirs) < _TWO:
            alone.append(((), (child,)))
    return [*shared.items(), *alone]


def _row(
    side: Side,
    parents: tuple[Parent, ...],
    children: tuple[UUID, ...],
    asks: Sequence[AskRow],
    people: Sequence[OnSide],
    *,
    is_only: bool = False,
) -> SideRow:
    """`is_only`: there is no other row on this side, so whoever is on it is here."""
    themselves = {one.id for one in parents}
    return SideRow(
        side=side,
        children=children,
        parents=parents,
        people=tuple(
            one.name
            for one in people
            if one.person_id not in themselves
            and (is_only or one.children & set(children))
        ),
        asks=_asks_about(side, children, asks),
    )


def _asks_about(
    side: Side, children: Collection[UUID], asks: Sequence[AskRow]
) -> tuple[AskRow, ...]:
    """What was asked about these children; failing that, about all of the family's."""
    of_side = [ask for ask in asks if ask.side in {side, Side.BOTH}]
    named = [ask for ask in of_side if ask.children & set(children)]
    return tuple(named or [ask for ask in of_side if not ask.children])


def _alike_together(rows: Sequence[SideRow]) -> list[SideRow]:
    """Children without a recorded parent of whom just the same is known, in one row."""
    alike: dict[tuple[object, ...], SideRow] = {}
    for row in rows:
        key = (row.parents, row.people, row.asks)
        before = alike.get(key)
        children = (*before.children, *row.children) if before else row.children
        alike[key] = SideRow(row.side, children, row.parents, row.people, row.asks)
    return list(alike.values())
