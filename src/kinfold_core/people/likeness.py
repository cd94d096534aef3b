"""Whether two records may be the same person, and why, in plain words.

A hand-weighted score in the manner of Fellegi and Sunter (1969): each comparison adds
or takes points and says why. It warns before a second record is made; it never merges.
The spelling and sound comparisons come from a kept library and are passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kinfold_core.people.dates import LONGEST_OVERDUE_DAYS, FuzzyDate
from kinfold_core.people.names import (
    compact_key,
    given_name_group,
    is_given_name_missing,
    name_tokens,
)

SpelledLike = Callable[[str, str], float]
"""How alike two words are spelled: 0 (nothing in common) to 1 (the same)."""
SoundsLike = Callable[[str], str]
"""A key that two words share when they sound alike; "" when there is none."""


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    INTERSEX = "intersex"
    UNKNOWN = "unknown"


class Band(StrEnum):
    """What to do about a score: show first, show below, or say nothing."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


LIKELY_FROM: Final = 70
POSSIBLE_FROM: Final = 45


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in two parts, as written. Either part may be empty."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person that could show they are on record already.

    `names`: the name used now first, then others. `born` may be partial or a guess;
    an unborn baby has `due_on` and no `born`. `references`: (scheme, value) pairs
    such as ("nhs_number", "…"). `address_key` and `mother_key` are compared as given;
    "" means not known.
    """

    names: tuple[FullName, ...]
    born: FuzzyDate | None = None
    due_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    references: frozenset[tuple[str, str]] = frozenset()
    address_key: str = ""
    mother_key: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are one person, 0 to 100, with reasons both ways."""

    score: int
    reasons: tuple[str, ...]

    @property
    def band(self) -> Band:
        if self.score >= LIKELY_FROM:
            return Band.LIKELY
        return Band.POSSIBLE if self.score >= POSSIBLE_FROM else Band.UNLIKELY


@dataclass(frozen=True, slots=True)
class _Evidence:
    points: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The library functions a likeness needs, bound once by the shell."""

    spelled_like: SpelledLike
    sounds_like: SoundsLike
    close_from: float = 0.88

    def is_close(self, one: str, other: str) -> bool:
        """Whether two words are likely one word with a slip of the pen."""
        return self.spelled_like(one, other) >= self.close_from

    def is_heard_alike(self, one: str, other: str) -> bool:
        key = self.sounds_like(one)
        return bool(key) and key == self.sounds_like(other)


_NOTHING: Final = _Evidence(0)


def likeness(one: PersonFacts, other: PersonFacts, compare: Comparison) -> Likeness:
    """Judge two records. The order of the two makes no difference."""
    names = _names(one, other, compare)
    evidence = (
        _references(one, other),
        names,
        _birth(one, other),
        _sex(one, other),
        *(() if names.points < 0 else _home(one, other)),
    )
    total = sum(item.points for item in evidence)
    reasons = tuple(item.reason for item in evidence if item.reason)
    return Likeness(max(0, min(100, total)), reasons)


def _references(one: PersonFacts, other: PersonFacts) -> _Evidence:
    shared = sorted(one.references & other.references)
    if shared:
        scheme, value = shared[0]
        return _Evidence(70, f"Same {_scheme_in_words(scheme)}, {value}")
    in_both = {scheme for scheme, _ in one.references} & {
        scheme for scheme, _ in other.references
    }
    if in_both:
        scheme = _scheme_in_words(min(in_both))
        return _Evidence(-35, f"Different {scheme}")
    return _NOTHING


def _scheme_in_words(scheme: str) -> str:
    words = scheme.replace("_", " ")
    for short in ("nhs", "upn"):
        words = words.replace(short, short.upper())
    return words


def _names(one: PersonFacts, other: PersonFacts, compare: Comparison) -> _Evidence:
    found = [
        _name_pair(mine, theirs, compare)
        for mine in one.names
        for theirs in other.names
    ]
    return max(found, key=lambda item: item.points, default=_NOTHING)


def _name_pair(one: FullName, other: FullName, compare: Comparison) -> _Evidence:
    if _is_swapped(one, other):
        return _Evidence(34, "Same names the other way round")
    given, given_reason = _given(one.given, other.given, compare)
    family, family_reason = _family(one.family, other.family, compare)
    reason = ", ".join(words for words in (given_reason, family_reason) if words)
    return _Evidence(given + family, reason[:1].upper() + reason[1:])


def _is_swapped(one: FullName, other: FullName) -> bool:
    parts = compact_key(one.given), compact_key(one.family)
    turned = compact_key(other.family), compact_key(other.given)
    return all(parts) and parts == turned and parts[0] != parts[1]


def _given(one: str, other: str, compare: Comparison) -> tuple[int, str]:
    if is_given_name_missing(one) or is_given_name_missing(other):
        return 0, ""
    mine, theirs = name_tokens(one), name_tokens(other)
    if mine[0] == theirs[0]:
        return 20, "same first name"
    if given_name_group(mine[0]) == given_name_group(theirs[0]):
        return 17, f"{one} and {other} can be the same name"
    if compare.is_close(mine[0], theirs[0]):
        return 14, "first name spelled nearly the same"
    if compare.is_heard_alike(mine[0], theirs[0]):
        return 12, "first name sounds the same"
    if set(mine) & set(theirs):
        return 10, "a first or middle name in common"
    return -25, "different first names"


def _family(one: str, other: str, compare: Comparison) -> tuple[int, str]:
    mine, theirs = compact_key(one), compact_key(other)
    if not mine or not theirs:
        return 0, ""
    if mine == theirs:
        return 20, "same last name"
    if set(name_tokens(one)) & set(name_tokens(other)):
        return 15, "part of the last name in common"
    if compare.is_close(mine, theirs):
        return 14, "last name spelled nearly the same"
    if compare.is_heard_alike(mine, theirs):
        return 12, "last name sounds the same"
    return -8, ""


def _birth(one: PersonFacts, other: PersonFacts) -> _Evidence:
    if one.born and other.born:
        return _two_births(one.born, other.born)
    if one.due_on and other.due_on:
        return _near_due(abs((one.due_on - other.due_on).days), "Due at the same time")
    if one.due_on and other.born:
        return _born_when_due(one.due_on, other.born)
    if other.due_on and one.born:
        return _born_when_due(other.due_on, one.born)
    return _NOTHING


def _near_due(days_apart: int, reason: str) -> _Evidence:
    return _Evidence(25, reason) if days_apart <= 28 else _Evidence(-30)


def _born_when_due(due_on: date, born: FuzzyDate) -> _Evidence:
    """A birth up to 18 weeks early or 3 weeks late may be the baby who was due."""
    days_late = (born.earliest - due_on).days
    if -18 * 7 <= days_late <= LONGEST_OVERDUE_DAYS:
        return _Evidence(25, "Born when the unborn baby on record was due")
    return _Evidence(-40, "Not born when the unborn baby on record was due")


def _two_births(one: FuzzyDate, other: FuzzyDate) -> _Evidence:
    if one.is_exact and other.is_exact:
        return _two_days(one.earliest, other.earliest)
    if one.may_be(other):
        longest = max(
            (span.latest - span.earliest).days + 365 * span.is_about
            for span in (one, other)
        )
        points = 22 if longest <= 31 else 14
        return _Evidence(points, f"Born {one} and {other}, which could be the same")
    years = _years_apart(one, other)
    if years <= 1 and (one.is_about or other.is_about):
        return _Evidence(8, f"Born {one} and {other}, which are close")
    return _different_birth(years)


def _two_days(one: date, other: date) -> _Evidence:
    if one == other:
        return _Evidence(40, "Same date of birth")
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return _Evidence(32, "Same date of birth with day and month swapped")
    if _figures_apart(one, other) == 1:
        return _Evidence(30, "Dates of birth differ by one figure")
    if (one.day, one.month) == (other.day, other.month):
        years = abs(one.year - other.year)
        return _Evidence(6 if years <= 2 else -15, "Same birthday, different year")
    return _different_birth(abs((one - other).days) / 365.25)


def _figures_apart(one: date, other: date) -> int:
    """In how many figures two dates written DDMMYYYY differ."""
    pairs = zip(one.strftime("%d%m%Y"), other.strftime("%d%m%Y"), strict=True)
    return sum(mine != theirs for mine, theirs in pairs)


def _years_apart(one: FuzzyDate, other: FuzzyDate) -> float:
    later, earlier = (one, other) if one.earliest > other.latest else (other, one)
    return (later.earliest - earlier.latest).days / 365.25


def _different_birth(years: float) -> _Evidence:
    points = -20 if years <= 1 else -40
    return _Evidence(points, "Different dates of birth")


def _sex(one: PersonFacts, other: PersonFacts) -> _Evidence:
    if not {one.sex, other.sex} <= {Sex.FEMALE, Sex.MALE}:
        return _NOTHING
    return _Evidence(3) if one.sex is other.sex else _Evidence(-12, "Different sex")


def _home(one: PersonFacts, other: PersonFacts) -> tuple[_Evidence, ...]:
    """What brothers and sisters share too: no evidence once first names differ."""
    return (
        _same_key(one.address_key, other.address_key, 12, "Same address"),
        _same_key(one.mother_key, other.mother_key, 15, "Same mother"),
    )


def _same_key(one: str, other: str, points: int, reason: str) -> _Evidence:
    return _Evidence(points, reason) if one and one == other else _NOTHING
