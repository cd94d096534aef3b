"""Who people are to each other, typed in both directions.

A tie reads "`person` is the `code` of `other`" and always has its inverse: if Leanne is
Kai's mother then Kai is Leanne's son. Terms come from the field's genograms and
practice.md A10; the enum values are stable, the labels are for reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationship_table import TABLE


class Side(StrEnum):
    """Through whom somebody belongs to the child."""

    MATERNAL = "maternal"
    PATERNAL = "paternal"
    BOTH = "both"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        return _SIDE_LABELS[self]


_SIDE_LABELS: Final = {
    Side.MATERNAL: "mother's side",
    Side.PATERNAL: "father's side",
    Side.BOTH: "both sides",
    Side.CHOSEN: "chosen, not by blood or marriage",
}


class Bond(StrEnum):
    """What kind of tie it is; decides which rules apply to it."""

    BIRTH = "birth"
    STEP = "step"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    DONOR = "donor"
    PARTNER = "partner"
    CARE = "care"
    CHOSEN = "chosen"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to be somebody's something.

    `female` and `male` are the codes to use when the sex is known; `inverse` is the
    code of the neutral kind seen from the other end. `generations` counts how many
    generations older than the other person: 1 for a parent, -1 for a child.
    """

    code: str
    label: str
    inverse: str
    bond: Bond
    generations: int = 0
    female: str = ""
    male: str = ""


def _sexed(text: str) -> tuple[str, str]:
    code, _, label = text.partition(":")
    return code, label or code


def _read_table() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for line in TABLE.strip().split("\n"):
        code, label, inverse, bond, older, *forms = (
            cell.strip() for cell in line.split("|")
        )
        (female, female_label), (male, male_label) = (_sexed(form) for form in forms)
        for own_code, own_label in (
            (code, label),
            (female, female_label),
            (male, male_label),
        ):
            if own_code:
                kinds[own_code] = Kind(
                    own_code, own_label, inverse, Bond(bond), int(older), female, male
                )
    return kinds


KINDS: Final = _read_table()
"""Every kind of relationship by its code, sexed forms included."""


def label(code: str) -> str:
    """How to say a relationship: `label("aunt")` is "aunt".

    Raises:
        KeyError: there is no such relationship.
    """
    return KINDS[code].label


def for_sex(code: str, sex: Sex) -> str:
    """The code for a person of that sex; unchanged when there is no such form."""
    kind = KINDS[code]
    form = {Sex.FEMALE: kind.female, Sex.MALE: kind.male}.get(sex, "")
    return form or code


def inverse(code: str, sex: Sex = Sex.UNKNOWN) -> str:
    """The code seen from the other end, where `sex` is of the person at that end.

    `inverse("mother", Sex.MALE)` is "son": if she is his mother he is her son.
    """
    return for_sex(KINDS[code].inverse, sex)


@dataclass(frozen=True, slots=True)
class Tie:
    """`person` is the `code` of `other`. People are any stable ids."""

    person: str
    code: str
    other: str

    def turned(self, sex: Sex = Sex.UNKNOWN) -> Tie:
        """The same tie from the other end; `sex` is of `other`."""
        return Tie(self.other, inverse(self.code, sex), self.person)


def is_parent(code: str) -> bool:
    """Whether the code is a mother, father or parent by birth or adoption."""
    kind = KINDS[code]
    return kind.inverse in {"child", "adopted_child"}


def parent_ties(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Every tie of parent and child, read from parent to child, each once."""
    found = (
        tie if is_parent(tie.code) else Tie(tie.other, inverse(tie.code), tie.person)
        for tie in ties
        if is_parent(tie.code) or is_parent(inverse(tie.code))
    )
    return tuple(dict.fromkeys(found))
