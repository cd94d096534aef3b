"""What a family picture is made from, and the family as it was put together.

People are any stable ids. What is not recorded is left empty, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex


class State(StrEnum):
    """Whether somebody lives. LOST: a pregnancy that ended before birth."""

    BORN = "born"
    UNBORN = "unborn"
    LOST = "lost"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """Somebody in the picture.

    `age` stands in the symbol and `detail` below the name ("1961 to 2019"). `is_child`
    is whom the picture is about. `home` is how the home is called that they share with
    others, empty where it is not known or not to be told. `is_missing`: nobody knows
    yet who this is.
    """

    id: str
    name: str
    sex: Sex = Sex.UNKNOWN
    born: FuzzyDate | None = None
    age: str = ""
    state: State = State.BORN
    detail: str = ""
    is_child: bool = False
    home: str = ""
    url: str = ""
    is_missing: bool = False

    @property
    def by_age(self) -> tuple[date, str, str]:
        """The oldest first; whoever has no date of birth last, by name."""
        return (self.born.middle if self.born else date.max, self.name, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A recorded tie: `person` is the `code` of `other` (`people.relationships`).

    `ended_how` is "separated", "divorced" or "died" of partners, when it is known.
    """

    person: str
    code: str
    other: str
    side: str = ""
    is_unsure: bool = False
    started_on: date | None = None
    ended_on: date | None = None
    ended_how: str = ""


class Line(StrEnum):
    """How a child belongs to a couple; each is drawn in its own way."""

    BIRTH = "birth"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    CARE = "care"
    DONOR = "donor"


LINES: Final = {
    "parent": Line.BIRTH,
    "adoptive_parent": Line.ADOPTIVE,
    "foster_carer": Line.FOSTER,
    "kinship_carer": Line.CARE,
    "special_guardian": Line.CARE,
    "donor": Line.DONOR,
}


class Together(StrEnum):
    """What a couple is to each other. PARENTS: they have a child, no more is known."""

    MARRIED = "married"
    PARTNERS = "partners"
    DATING = "dating"
    PARENTS = "parents"


class End(StrEnum):
    """How a couple ended. OVER: nobody wrote down how."""

    NONE = ""
    OVER = "over"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a couple."""

    id: str
    line: Line = Line.BIRTH
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """One or two people, and the children that came to them. The oldest child first.

    With no partner at all it is known that the children are brothers and sisters, and
    nothing is recorded of their parents.
    """

    partners: tuple[str, ...]
    together: Together = Together.PARENTS
    end: End = End.NONE
    began_on: date | None = None
    ended_on: date | None = None
    children: tuple[Child, ...] = ()

    @property
    def key(self) -> str:
        return "+".join(self.partners) or f"of:{self.children[0].id}"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody of the family; through whom they belong to `other` is not recorded.

    With no `other` no tie of theirs is recorded at all.
    """

    id: str
    code: str
    other: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A family, put together. `broken` are lines (parent, child) that cannot be."""

    people: dict[str, Someone]
    couples: tuple[Couple, ...] = ()
    twins: tuple[tuple[frozenset[str], bool], ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    many_parents: tuple[str, ...] = ()
