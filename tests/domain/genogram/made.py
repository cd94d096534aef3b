"""Families made up by a number: as many people as are asked for, of every kind of tie.

They are what a service meets, more crowded: partners one after another, children who
are cared for by others, adopted, twins, homes with long names, a parent nobody knows.
"""

from __future__ import annotations

from random import Random
from typing import Final

from kinfold_core.genogram.facts import Kin, Relation, Someone, State
from kinfold_core.genogram.kin import put_together
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex

_NAMES: Final = (
    "Jo", "Mia Hale", "Wilhelmina Montgomery", "Amira Grace Okafor-Thompson",
    "Muhammad Abdul Rahman Chowdhury", "李小龍", "Maximilianwolfgangson", "Al Ng",
)  # fmt: skip
_HOMES: Final = ("Home", "Mum's", "Nan and Grandad Hale's", "The Okafor household")
_PAST: Final = ("separated", "divorced", "died", "")
_OTHER_PARENTS: Final = (
    "adoptive_parent", "foster_carer", "kinship_carer", "special_guardian", "donor",
)  # fmt: skip


def made_family(seed: int, count: int) -> Kin:
    chance = Random(seed)  # noqa: S311  the same family each time is what is wanted
    people = [_someone(chance, 0, 1930)]
    ties: list[Relation] = []
    born = {"0": 1930}
    turn = 0
    while len(people) < count:
        one = str(min(turn, len(people) - 1))
        turn += 1
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3)) or turn > len(people)):
            _add_branch(chance, one, people, ties, born)
    return put_together(people[:count], _among(people[:count], ties))


def _among(people: list[Someone], ties: list[Relation]) -> list[Relation]:
    known = {one.id for one in people}
    return [tie for tie in ties if {tie.person, tie.other} <= known]


def _add_branch(
    chance: Random,
    one: str,
    people: list[Someone],
    ties: list[Relation],
    born: dict[str, int],
) -> None:
    """A partner, or none that is known, and the children of both."""
    parents = [one]
    if chance.random() < 0.85:
        partner = _join(chance, people, born, born[one] + chance.randint(-4, 4))
        parents.append(partner)
        code = chance.choice(("spouse", "partner", "ex_partner", "dating"))
        ties.append(
            Relation(person=one, code=code, other=partner,
                     ended_how=chance.choice(_PAST) if code == "ex_partner" else "")
        )  # fmt: skip
        if chance.random() < 0.3:
            for _ in range(2):
                elder = _join(chance, people, born, born[partner] - 27)
                ties.append(Relation(person=elder, code="parent", other=partner))
    before = ""
    for _ in range(chance.choice((0, 1, 1, 2, 3, 4))):
        child = _join(chance, people, born, max(born[p] for p in parents) + 24)
        ties += [
            Relation(person=p, code="parent", other=child,
                     is_unsure=chance.random() < 0.1)
            for p in parents
        ]  # fmt: skip
        if before and chance.random() < 0.15:
            code = chance.choice(("twin", "identical_twin"))
            ties.append(Relation(person=before, code=code, other=child))
        if chance.random() < 0.2:
            elders = [pk for pk, year in born.items() if year < born[child] - 20]
            ties.append(
                Relation(person=chance.choice(elders), other=child,
                         code=chance.choice(_OTHER_PARENTS))
            )  # fmt: skip
        before = child


def _join(
    chance: Random, people: list[Someone], born: dict[str, int], year: int
) -> str:
    people.append(_someone(chance, len(people), year))
    born[people[-1].id] = year
    return people[-1].id


def _someone(chance: Random, number: int, year: int) -> Someone:
    state = chance.choices(tuple(State), weights=(20, 1, 1, 3))[0]
    return Someone(
        id=str(number),
        name=chance.choice(_NAMES),
        sex=chance.choice(tuple(Sex)),
        born=FuzzyDate.in_year(year),
        age=str(2026 - year) if state is State.BORN and year < 2026 else "",
        state=state,
        detail=chance.choice(("", "", "1961–2019", "not known yet: ask")),
        is_child=year > 2008,
        home=chance.choice(("", "", *_HOMES)),
    )
