"""A family put together from what is recorded: couples and their children, in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kinfold_core.genogram.facts import (
    Child,
    Couple,
    End,
    Kin,
    Line,
    Relation,
    Someone,
    Together,
    Unplaced,
)
from kinfold_core.genogram.parents import (
    TWINS,
    Parents,
    find_parents,
    groups,
    towards_younger,
)
from kinfold_core.people.relationships import KINDS, Bond

_TWO: Final = 2
_KIN: Final = frozenset(
    {Bond.BIRTH, Bond.STEP, Bond.ADOPTIVE, Bond.FOSTER, Bond.DONOR, Bond.PARTNER}
)
_PARTNERS: Final = {
    "spouse": Together.MARRIED,
    "partner": Together.PARTNERS,
    "dating": Together.DATING,
    "ex_partner": Together.PARTNERS,
}
_CARERS: Final = frozenset({"kinship_carer", "special_guardian"})
_TOGETHER: Final = tuple(Together)


def is_kin(code: str) -> bool:
    """Whether a tie belongs in a family picture; others are in the ecomap."""
    return KINDS[code].bond in _KIN or code in _CARERS or KINDS[code].inverse in _CARERS


def put_together(people: Iterable[Someone], relations: Iterable[Relation]) -> Kin:
    """The family of these people. The same in whatever order they are given."""
    known = {one.id: one for one in sorted(people, key=lambda one: one.by_age)}
    ties = sorted(
        (
            tie
            for tie in relations
            if {tie.person, tie.other} <= known.keys() and is_kin(tie.code)
        ),
        key=lambda tie: (tie.person, tie.other, tie.code, str(tie.started_on)),
    )
    found = find_parents(known, ties)
    bonds = _bonds(ties)
    couples, many = _couples(found, bonds)
    kin = Kin(
        people=found.people,
        couples=couples,
        twins=_twins(ties, couples),
        broken=tuple(found.broken),
        many_parents=many,
    )
    return replace(kin, unplaced=_unplaced(kin, ties))


def _bonds(ties: Sequence[Relation]) -> dict[frozenset[str], Couple]:
    """Each two people who are or were a couple, and how that stands."""
    every: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for tie in ties:
        if tie.code in _PARTNERS and tie.person != tie.other:
            every[frozenset((tie.person, tie.other))].append(tie)
    return {pair: _bond(pair, rows) for pair, rows in every.items()}


def _bond(pair: frozenset[str], rows: list[Relation]) -> Couple:
    running = [row for row in rows if not row.ended_on and row.code != "ex_partner"]
    telling = running or rows
    # the closest kind of what stands; of what ended, the closest it ever was
    together = min((_PARTNERS[row.code] for row in telling), key=_TOGETHER.index)
    ended = max((row.ended_on for row in rows if row.ended_on), default=None)
    return Couple(
        partners=tuple(sorted(pair)),
        together=together,
        end=End.NONE if running else _end(rows),
        began_on=min((row.started_on for row in rows if row.started_on), default=None),
        ended_on=None if running else ended,
    )


def _end(rows: list[Relation]) -> End:
    said = sorted(
        (row for row in rows if row.ended_how), key=lambda row: row.ended_on or date.min
    )
    return End(said[-1].ended_how) if said else End.OVER


def _couples(
    found: Parents, bonds: dict[frozenset[str], Couple]
) -> tuple[tuple[Couple, ...], tuple[str, ...]]:
    children: dict[tuple[str, ...], list[Child]] = defaultdict(list)
    many = []
    for child in sorted(found.people.values(), key=lambda one: one.by_age):
        for line in Line:
            parents = found.of(child.id, line)
            if line is Line.BIRTH and len(parents) > _TWO:
                many.append(child.id)
            for partners in _as_couples(parents, line, bonds):
                unsure = any(found.lines[one, child.id][1] for one in partners)
                children[partners].append(Child(child.id, line, unsure))
    for group in groups(found.siblings):
        if not found.of(group[0]):
            ordered = sorted(group, key=lambda one: found.people[one].by_age)
            children[("", group[0])] = [Child(one) for one in ordered]
    pairs = {tuple(sorted(pair)) for pair in bonds}
    made = [
        replace(
            bonds.get(frozenset(partners), Couple(partners=partners)),
            partners=() if "" in partners else partners,
            children=tuple(children.get(partners, ())),
        )
        for partners in sorted({*children, *pairs})
    ]
    return tuple(made), tuple(many)


def _as_couples(
    parents: list[str], line: Line, bonds: dict[frozenset[str], Couple]
) -> list[tuple[str, ...]]:
    """The first two are a couple, whoever is left stands alone; carers and donors are
    a couple only when they are one."""
    pair = parents[:_TWO]
    are_couple = line not in {Line.CARE, Line.DONOR} or frozenset(pair) in bonds
    if len(pair) == _TWO and are_couple:
        return [tuple(sorted(pair)), *((one,) for one in parents[_TWO:])]
    return [(one,) for one in parents]


def _twins(
    ties: Sequence[Relation], couples: Sequence[Couple]
) -> tuple[tuple[frozenset[str], bool], ...]:
    """Twins born to the same couple, and whether they are identical."""
    pairs = [(tie.person, tie.other) for tie in ties if tie.code in TWINS]
    alike = {
        frozenset((tie.person, tie.other))
        for tie in ties
        if tie.code == "identical_twin"
    }
    found = []
    for group in groups(pairs):
        for couple in couples:
            born = {one.id for one in couple.children if one.line is Line.BIRTH}
            here = frozenset(group) & born
            if len(here) >= _TWO:
                found.append((here, any(pair <= here for pair in alike)))
    return tuple(found)


def _unplaced(kin: Kin, ties: Sequence[Relation]) -> tuple[Unplaced, ...]:
    """Who is in no couple, neither as partner nor as child; to whom they are kin when
    that is recorded."""
    placed = {one for couple in kin.couples for one in couple.partners}
    placed |= {one.id for couple in kin.couples for one in couple.children}
    found: dict[str, Unplaced] = {}
    for tie in ties:
        elder, code, younger = towards_younger(tie)
        for one, said, other in (
            (elder, code, younger),
            (younger, KINDS[code].inverse, elder),
        ):
            if one not in placed and one != other:
                found.setdefault(one, Unplaced(one, said, other))
    return tuple(
        found.get(one, Unplaced(one, "", "")) for one in kin.people if one not in placed
    )
