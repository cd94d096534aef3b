"""The family picture in words: everything that is drawn, generation by generation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kinfold_core import phrases
from kinfold_core.genogram.facts import (
    Child,
    Couple,
    End,
    Kin,
    Line,
    Someone,
    State,
    Together,
)
from kinfold_core.genogram.layout import Layout
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import for_sex, label

_GENERATIONS: Final = {
    -3: "Great-grandparents and their generation",
    -2: "Grandparents and their generation",
    -1: "Parents, aunts and uncles",
    0: "The children and their generation",
    1: "The children's own children",
}
_TOGETHER: Final = {
    Together.MARRIED: ("are married", "were married"),
    Together.PARTNERS: ("are partners", "were partners"),
    Together.DATING: ("are going out together", "went out together"),
    Together.PARENTS: ("have children together", "have children together"),
}
_ENDS: Final = {
    End.OVER: "they are no longer together",
    End.SEPARATED: "they have separated",
    End.DIVORCED: "they are divorced",
    End.DIED: "until one of them died",
}
# what the triangles say: a pregnancy, and one that ended
_SIGNS: Final = {
    State.UNBORN: "not born yet",
    State.LOST: "a pregnancy that ended before birth",
}
# how a parent is called, and what the child is said to be, for each kind of line
_LINES: Final = {
    Line.BIRTH: ("parent", "child"),
    Line.ADOPTIVE: ("adoptive_parent", "adopted_child"),
    Line.FOSTER: ("foster_carer", "fostered_child"),
    Line.CARE: ("", ""),
    Line.DONOR: ("donor", "donor_child"),
}

_ORDER: Final = tuple(Line)


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """One person: what they are called, and everything the picture says of them."""

    id: str
    name: str
    words: str
    url: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """People who stand together, and what they are to each other."""

    couples: tuple[str, ...]
    people: tuple[SaidPerson, ...]


@dataclass(frozen=True, slots=True)
class SaidGeneration:
    title: str
    groups: tuple[SaidGroup, ...]


def said(layout: Layout) -> tuple[SaidGeneration, ...]:
    """Every generation, the oldest first; in each the people from left to right."""
    teller = _Teller(layout.kin)
    middle = _row_of_children(layout)
    rows: dict[int, list[Someone]] = defaultdict(list)
    for spot in sorted(layout.spots.values(), key=lambda one: (one.row, one.x)):
        rows[spot.row].append(layout.kin.people[spot.id])
    found = []
    for row, people in rows.items():
        title = _GENERATIONS.get(row - middle) or (
            f"{middle - row} generations above the children"
            if row < middle
            else f"{row - middle} generations below the children"
        )
        found.append(SaidGeneration(title, tuple(teller.groups(people))))
    return tuple(found)


def _row_of_children(layout: Layout) -> int:
    rows = Counter(
        layout.spots[one.id].row for one in layout.kin.people.values() if one.is_child
    )
    return max(rows, key=lambda row: (rows[row], row), default=0)


class _Teller:
    def __init__(self, kin: Kin) -> None:
        self.kin = kin
        self.couples_of: dict[str, list[Couple]] = defaultdict(list)
        self.born_to: dict[str, list[tuple[Couple, Child]]] = defaultdict(list)
        for couple in kin.couples:
            for one in couple.partners:
                self.couples_of[one].append(couple)
            for child in couple.children:
                self.born_to[child.id].append((couple, child))
        self.homes: dict[str, list[str]] = defaultdict(list)
        for someone in kin.people.values():
            if someone.home:
                self.homes[someone.home].append(someone.id)

    def name(self, one: str) -> str:
        person = self.kin.people[one]
        return (
            f"{person.name.lower()} not known yet" if person.is_missing else person.name
        )

    def names(self, people: Iterable[str]) -> str:
        return phrases.listed([self.name(one) for one in people])

    def groups(self, people: list[Someone]) -> Iterable[SaidGroup]:
        """Couples with those they are joined to; whoever has none, alone."""
        done: set[str] = set()
        here = {one.id: one for one in people}
        for first in people:
            if first.id in done:
                continue
            group, couples = [first.id], []
            for one in group:
                for couple in self.couples_of[one]:
                    others = [p for p in couple.partners if p in here]
                    group += [p for p in others if p not in group]
                    if couple not in couples and len(couple.partners) > 1:
                        couples.append(couple)
            done.update(group)
            yield SaidGroup(
                tuple(self.couple(couple) for couple in couples),
                tuple(self.person(one) for one in people if one.id in group),
            )

    def couple(self, couple: Couple) -> str:
        now, once = _TOGETHER[couple.together]
        words = [f"{self.names(couple.partners)} {now if not couple.end else once}"]
        if couple.began_on:
            word = "since" if not couple.end else "from"
            words[0] += f" {word} {day_in_words(couple.began_on)}"
        if couple.ended_on:
            words[0] += f" until {day_in_words(couple.ended_on)}"
        if couple.end:
            words.append(_ENDS[couple.end])
        return f"{phrases.capital('; '.join(words))}."

    def person(self, one: Someone) -> SaidPerson:
        name = f"{one.name}, {one.age}" if one.age else one.name
        parts = [
            *self._states(one),
            *self._as_child(one),
            *self._as_parent(one),
            *self._as_twin(one),
            *self._home(one),
            *self._unplaced(one),
        ]
        return SaidPerson(one.id, name, "; ".join(parts), one.url, one.is_missing)

    def _states(self, one: Someone) -> Iterable[str]:
        if one.is_child:
            yield "one of the children"
        if one.state is State.DEAD:
            yield f"died ({one.detail})" if one.detail else "died"
            return
        if sign := _SIGNS.get(one.state):
            yield sign
        if one.detail:
            yield one.detail

    def _as_child(self, one: Someone) -> Iterable[str]:
        lines = sorted(self.born_to[one.id], key=lambda it: _ORDER.index(it[1].line))
        for couple, child in lines:
            unsure = " (not sure)" if child.is_unsure else ""
            if not couple.partners:
                others = [other.id for other in couple.children if other.id != one.id]
                yield f"brother or sister of {self.names(others)}"
            elif child.line is Line.CARE:
                yield f"cared for by {self.names(couple.partners)}{unsure}"
            else:
                word = label(for_sex(_LINES[child.line][1], one.sex))
                yield f"{word} of {self.names(couple.partners)}{unsure}"

    def _as_parent(self, one: Someone) -> Iterable[str]:
        found: dict[tuple[Line, bool], list[str]] = defaultdict(list)
        for couple in self.couples_of[one.id]:
            for child in couple.children:
                found[child.line, child.is_unsure].append(child.id)
        for (line, is_unsure), children in found.items():
            word = "carer"
            if line is not Line.CARE:
                word = label(for_sex(_LINES[line][0], one.sex))
            unsure = " (not sure)" if is_unsure else ""
            yield f"{word} of {self.names(children)}{unsure}"

    def _as_twin(self, one: Someone) -> Iterable[str]:
        for twins, is_identical in self.kin.twins:
            if one.id in twins:
                others = [other for other in sorted(twins) if other != one.id]
                word = "identical twin" if is_identical else "twin"
                yield f"{word} of {self.names(others)}"

    def _home(self, one: Someone) -> Iterable[str]:
        others = [other for other in self.homes[one.home] if other != one.id]
        if one.home and others:
            yield f"lives with {self.names(others)} ({one.home})"

    def _unplaced(self, one: Someone) -> Iterable[str]:
        for loose in self.kin.unplaced:
            if loose.id != one.id:
                continue
            if loose.other:
                word = label(for_sex(loose.code, one.sex))
                of = self.name(loose.other)
                yield f"{word} of {of}, through whom is not recorded"
            else:
                yield "no tie to anybody here is recorded yet"


def children_of(kin: Kin, parent: str) -> str:
    """The children of one person, as they are said."""
    children = dict.fromkeys(
        child.id
        for couple in kin.couples
        if parent in couple.partners
        for child in couple.children
    )
    return _Teller(kin).names(children)


def notes(kin: Kin) -> tuple[str, ...]:
    """What the picture cannot show as it is recorded, and what to look at."""
    teller = _Teller(kin)
    loops = [
        f"One line is left out: {teller.name(parent)} cannot be a parent of "
        f"{teller.name(child)}, because that would make somebody their own forebear. "
        "One of the links is the wrong way round."
        for parent, child in kin.broken
    ]
    many = [
        f"More than two birth parents are recorded for {teller.name(child)}. Is one of "
        "them a step-parent, adoptive parent or carer?"
        for child in kin.many_parents
    ]
    return (*loops, *many)
