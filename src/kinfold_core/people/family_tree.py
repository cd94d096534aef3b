"""What cannot be true in a family, found before it is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kinfold_core.findings import Finding, Level
from kinfold_core.people.dates import FuzzyDate, whole_years
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import (
    KINDS,
    Bond,
    Tie,
    for_sex,
    label,
    parent_ties,
)

YOUNGEST_BIRTH_PARENT_YEARS: Final = 11
OLDEST_BIRTH_MOTHER_YEARS: Final = 60
BIRTH_PARENTS: Final = 2
_BOTH: Final = {
    code: (
        "If both are the child's parents, say of one of them that they are a parent by "
        f"adoption, a step-parent or {gave}."
    )
    for code, gave in (
        ("mother", "the donor of the egg"), ("father", "the donor of the sperm")
    )
}  # fmt: skip


def findings(
    ties: Iterable[Tie],
    *,
    born: Mapping[str, FuzzyDate],
    names: Mapping[str, str] | None = None,
    sexes: Mapping[str, Sex] | None = None,
) -> tuple[Finding, ...]:
    """Everything impossible or unlikely among the ties, in the order of the rules.

    `born` holds the people whose date of birth is known at all; `names` is used to
    say who is meant (the id is shown without one), and `sexes` to know a mother or a
    father of whom only "parent" is said.
    """
    every = tuple(dict.fromkeys(ties))
    called = names or {}
    parents = parent_ties(every)
    return (
        *_own_relation(every, called),
        *_too_young(parents, born, called),
        *_loops(parents, called),
        *_too_many_birth_parents(parents, called),
        *_two_birth_mothers(parents, called, sexes or {}),
        *_wrong_generation(every, born, called),
    )


def _name(person: str, called: Mapping[str, str]) -> str:
    return called.get(person, person)


def _own_relation(
    ties: tuple[Tie, ...], called: Mapping[str, str]
) -> Iterable[Finding]:
    for tie in ties:
        if tie.person == tie.other:
            who = _name(tie.person, called)
            yield Finding(
                rule="R-FT1",
                level=Level.BLOCK,
                message=f"{who} cannot be their own {label(tie.code)}.",
                where=tie.person,
                suggestion="Choose another person, or add them first.",
            )


def _years_older(older: FuzzyDate, younger: FuzzyDate) -> int:
    """The most completed years by which one can be older than the other."""
    return whole_years(older.earliest, younger.latest)


def _too_young(
    ties: tuple[Tie, ...], born: Mapping[str, FuzzyDate], called: Mapping[str, str]
) -> Iterable[Finding]:
    for tie in ties:
        if tie.person == tie.other or not {tie.person, tie.other} <= born.keys():
            continue
        years = _years_older(born[tie.person], born[tie.other])
        parent, child = _name(tie.person, called), _name(tie.other, called)
        if years < 0:
            message = f"{parent} is younger than {child}, so cannot be the parent."
        elif years < YOUNGEST_BIRTH_PARENT_YEARS and KINDS[tie.code].bond is Bond.BIRTH:
            message = f"{parent} would have been {years} when {child} was born."
        else:
            continue
        yield Finding(
            rule="R-FT2",
            level=Level.BLOCK,
            message=message,
            where=tie.person,
            suggestion="Check both dates of birth, or which of them is the parent.",
        )


def _loops(ties: tuple[Tie, ...], called: Mapping[str, str]) -> Iterable[Finding]:
    children: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        if tie.person != tie.other:
            children[tie.person].append(tie.other)
    in_loop = [person for person in list(children) if _descends(person, children)]
    if in_loop:
        who = ", ".join(sorted(_name(person, called) for person in in_loop))
        yield Finding(
            rule="R-FT3",
            level=Level.BLOCK,
            message=f"These people would be their own ancestors: {who}.",
            where=in_loop[0],
            suggestion="One of these parent and child links is the wrong way round.",
        )


def _descends(person: str, children: Mapping[str, list[str]]) -> bool:
    """Whether a person is among their own descendants."""
    waiting, seen = list(children.get(person, ())), set[str]()
    while waiting:
        one = waiting.pop()
        if one == person:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(children.get(one, ()))
    return False


def _too_many_birth_parents(
    ties: tuple[Tie, ...], called: Mapping[str, str]
) -> Iterable[Finding]:
    parents: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if KINDS[tie.code].bond is Bond.BIRTH:
            parents[tie.other].add(tie.person)
    for child, found in parents.items():
        if len(found) > BIRTH_PARENTS:
            who = ", ".join(sorted(_name(person, called) for person in found))
            yield Finding(
                rule="R-FT4",
                level=Level.WARN,
                message=(
                    f"{_name(child, called)} has {len(found)} birth parents: {who}."
                ),
                where=child,
                suggestion="Is one of them a step-parent, adoptive parent or carer?",
            )


def _two_birth_mothers(
    ties: tuple[Tie, ...], called: Mapping[str, str], sexes: Mapping[str, Sex]
) -> Iterable[Finding]:
    """Two women, or two men, of whom both are said to be the parent by birth.

    Asked about and never refused: what is recorded of somebody's sex need not say who
    gave birth.
    """
    parents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in ties:
        code = for_sex(tie.code, sexes.get(tie.person, Sex.UNKNOWN))
        if code in _BOTH:
            parents[tie.other, code].add(tie.person)
    for (child, code), found in parents.items():
        if len(found) == BIRTH_PARENTS:
            who = " and ".join(sorted(_name(person, called) for person in found))
            yield Finding(
                rule="R-FT6",
                level=Level.WARN,
                message=(
                    f"{who} are both written down as {_name(child, called)}'s "
                    f"{code} by birth."
                ),
                where=child,
                suggestion=_BOTH[code],
            )


def _wrong_generation(
    ties: tuple[Tie, ...], born: Mapping[str, FuzzyDate], called: Mapping[str, str]
) -> Iterable[Finding]:
    """Grandparents younger than their grandchildren; step-parents and others pass."""
    for tie in ties:
        kind = KINDS[tie.code]
        is_about_blood = kind.bond is Bond.BIRTH and kind.generations >= 2
        if not is_about_blood or not {tie.person, tie.other} <= born.keys():
            continue
        least = YOUNGEST_BIRTH_PARENT_YEARS * kind.generations
        if kind.inverse == "great_niece_or_nephew":
            least = 0
        years = _years_older(born[tie.person], born[tie.other])
        if years < least:
            elder, younger = _name(tie.person, called), _name(tie.other, called)
            yield Finding(
                rule="R-FT5",
                level=Level.WARN,
                message=f"{elder} seems too young to be {younger}'s {kind.label}.",
                where=tie.person,
                suggestion="Check both dates of birth, or the kind of relationship.",
            )
