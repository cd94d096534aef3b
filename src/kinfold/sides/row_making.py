"""Recorded rows as the rules of the two sides look at them. No query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kinfold.networks.presenters.people import children_of
from kinfold.people.models import Relationship
from kinfold.practice.selectors.members import Ground
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import Side
from kinfold_core.practice.sides import (
    BOTH_SIDES,
    AskRow,
    KinTie,
    OnSide,
    Parent,
    Relative,
    Sides,
    kin_of,
    not_shared,
    parents_in,
    relatives_on_sides,
    sides_of,
)
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class Descent:
    """A family's children, their recorded parents and kin, and every answer.

    `relatives` are on a side by their recorded ties alone.
    """

    children: Mapping[UUID, str]
    parents: tuple[Parent, ...]
    kin: Mapping[UUID, frozenset[UUID]]
    relatives: tuple[OnSide, ...]
    asks: tuple[AskRow, ...]

    def on_side(self, who: Named, side: str, children: Iterable[UUID] = ()) -> OnSide:
        """Somebody of a side. Recorded ties say whose it is; failing them, the
        children they were written down for."""
        kin = self.kin.get(who.person_id) if who.person_id else None
        return OnSide(who.name, side, kin or frozenset(children), who.person_id)

    def why_not_for_all(self, who: Named, side: str) -> str:
        """Why nobody can say that they are of this side of every child, or ""."""
        apart = not_shared(self.children, self.parents)
        of = BOTH_SIDES if side == Side.BOTH else (side,)
        kin = self.kin.get(who.person_id, frozenset()) if who.person_id else frozenset()
        if kin >= self.children.keys() or not apart.intersection(of):
            return ""
        whose = "fathers" if Side.PATERNAL in apart else "mothers"
        return f"The children do not all have the same recorded {whose}"

    def sides(self, people: Sequence[OnSide] = ()) -> Sides:
        return sides_of(tuple(self.children), self.parents, self.asks, people)


def descent_in(
    children: Mapping[UUID, str],
    ties: Iterable[Relationship],
    asks: tuple[AskRow, ...],
) -> Descent:
    """What these ties, with the people at their ends, say of the children."""
    kin_ties, relatives = list[KinTie](), dict[UUID, Relative]()
    for tie in ties:
        kin_ties.append(KinTie(tie.person_id, tie.code, tie.other_id, tie.side))
        for one in (tie.person, tie.other):
            relatives[one.pk] = Relative(
                one.pk, one.short_name, Sex(one.sex), is_dead=one.is_dead
            )
    parents = parents_in(kin_ties, relatives, children)
    return Descent(
        children=children,
        parents=parents,
        kin=kin_of(kin_ties, parents, children),
        relatives=relatives_on_sides(kin_ties, relatives, parents, children),
        asks=asks,
    )


def children_asked_of(ground: Ground) -> dict[UUID, str]:
    """The children whose sides are asked about. Nobody is asked about a lost one."""
    lost = {one.person_id for one in ground.facts.members if one.person.is_lost}
    return {
        key: name for key, name in children_of(ground.people).items() if key not in lost
    }
