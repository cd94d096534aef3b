"""Who the parents of each person are, as far as the recorded ties tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinfold_core.genogram.facts import LINES, Line, Relation, Someone
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import KINDS, inverse

TWINS: Final = frozenset({"twin", "identical_twin"})
_SIBLINGS: Final = TWINS | {"sibling"}
_TWO: Final = 2
_PARENT_SEX: Final = {"maternal": Sex.FEMALE, "paternal": Sex.MALE}
_MISSING: Final = {Sex.FEMALE: "Mother", Sex.MALE: "Father", Sex.UNKNOWN: "Parent"}


@dataclass(slots=True)
class Parents:
    """The lines from parents to children as they are found.

    `lines` holds (parent, child): (kind of line, whether somebody is unsure of it).
    """

    people: dict[str, Someone]
    lines: dict[tuple[str, str], tuple[Line, bool]] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)
    siblings: list[tuple[str, str]] = field(default_factory=list)
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    above: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def of(self, child: str, line: Line = Line.BIRTH) -> list[str]:
        """Their parents of that kind, in the order in which they were found."""
        return [
            parent
            for parent in self.above[child]
            if self.lines[parent, child][0] is line
        ]

    def add(self, parent: str, child: str, line: Line, *, is_unsure: bool) -> None:
        """One more line, unless it would make somebody their own ancestor."""
        if (parent, child) in self.lines:
            return
        if parent == child or self._is_above(child, parent):
            self.broken.append((parent, child))
        else:
            self.lines[parent, child] = (line, is_unsure)
            self.below[parent].append(child)
            self.above[child].append(parent)

    def _is_above(self, elder: str, younger: str) -> bool:
        waiting, seen = [elder], {elder}
        while waiting:
            for child in self.below[waiting.pop()]:
                if child == younger:
                    return True
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return False


def towards_younger(relation: Relation) -> tuple[str, str, str]:
    """(elder, neutral code, younger), whichever way it was written."""
    plain = inverse(inverse(relation.code))
    if KINDS[plain].generations < 0 or inverse(plain) in LINES:
        return relation.other, inverse(plain), relation.person
    return relation.person, plain, relation.other


def find_parents(people: dict[str, Someone], relations: Sequence[Relation]) -> Parents:
    """Parents as recorded, and as they follow from brothers, sisters, grandparents
    and aunts whose side is known. Nothing else is concluded."""
    found = Parents(people)
    read = [(relation, *towards_younger(relation)) for relation in relations]
    direct = [
        (elder, younger, LINES[code], relation.is_unsure)
        for relation, elder, code, younger in read
        if code in LINES
    ]
    direct.sort(key=lambda it: _likely(people, it[0], it[1]))
    for elder, younger, line, is_unsure in direct:
        found.add(elder, younger, line, is_unsure=is_unsure)
    found.siblings = [(a, b) for _, a, code, b in read if code in _SIBLINGS]
    share_parents(found)
    _add_missing(found)
    for relation, elder, code, younger in read:
        if code == "grandparent":
            _as_grandparent(found, relation, elder, younger)
    for relation, elder, code, younger in read:
        if code == "aunt_or_uncle":
            through = _of_side(found, younger, relation.side)
            if through and through != elder:
                found.siblings.append((elder, through))
    share_parents(found)
    return found


def _likely(
    people: dict[str, Someone], parent: str, child: str
) -> tuple[int, tuple[object, ...], tuple[object, ...]]:
    """Lines that can be true first, so that a loop breaks where it is wrong."""
    elder, younger = people[parent].born, people[child].born
    doubt = 1
    if elder and younger:
        doubt = 0 if elder.earliest < younger.latest else 2
    return doubt, people[child].by_age, people[parent].by_age


def groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """People who belong together when each of these pairs does, in a steady order."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[str] = set()
    found = []
    for first in sorted(beside):
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for one in group:
            for other in beside[one]:
                if other not in seen:
                    seen.add(other)
                    group.append(other)
        found.append(sorted(group))
    return found


def share_parents(found: Parents) -> None:
    """Full brothers and sisters have the same parents: those of whoever has most."""
    for group in groups(found.siblings):
        known = max((found.of(one) for one in group), key=len)
        for one in group:
            if len(found.of(one)) < len(known):
                for parent in known:
                    found.add(parent, one, Line.BIRTH, is_unsure=False)


def _add_missing(found: Parents) -> None:
    """A place for each parent of the children that nobody has written down.

    Children of one lone parent share it: whether it is one person is not known yet.
    """
    for child in sorted(found.people.values(), key=lambda one: one.by_age):
        if not child.is_child:
            continue
        known = found.of(child.id)
        sexes = [found.people[one].sex for one in known]
        if not known:
            wanted = [Sex.FEMALE, Sex.MALE]
        elif len(known) < _TWO:
            other = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}
            wanted = [other.get(sexes[0], Sex.UNKNOWN)]
        else:
            wanted = []
        for sex in wanted:
            key = f"missing:{sex.value}:{known[0] if known else child.id}"
            found.people.setdefault(
                key,
                Someone(
                    id=key,
                    name=_MISSING[sex],
                    sex=sex,
                    detail="not known yet",
                    is_missing=True,
                ),
            )
            found.add(key, child.id, Line.BIRTH, is_unsure=False)


def _of_side(found: Parents, child: str, side: str) -> str:
    """The parent through whom one side of the family is; "" when not known."""
    sex = _PARENT_SEX.get(side)
    through = [one for one in found.of(child) if found.people[one].sex is sex]
    return through[0] if len(through) == 1 else ""


def _as_grandparent(
    found: Parents, relation: Relation, elder: str, younger: str
) -> None:
    parents = found.of(younger)
    if any(elder in found.of(parent) for parent in parents):
        return
    through = _of_side(found, younger, relation.side)
    if through and len(found.of(through)) < _TWO:
        found.add(elder, through, Line.BIRTH, is_unsure=relation.is_unsure)
