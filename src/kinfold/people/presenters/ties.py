"""How ties between people are said."""

from __future__ import annotations

from kinfold.people.models import Relationship
from kinfold.people.models.relationship import PARTNER_CODES
from kinfold.records.models import Person
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import for_sex, inverse, label

# Ties that do not read well as "Nan Jo is Amira's ...".
_SAID = {
    "cared_for": "{one} is cared for by {other}",
    "formerly_cared_for": "{one} was once cared for by {other}",
    "faith": "{one} is from {other}'s faith community",
    "other": "{one} knows {other} in another way",
}


def is_couple_tie(tie: Relationship) -> bool:
    """Whether it is said of two people who are or were a couple."""
    return tie.code in PARTNER_CODES


def tie_sentences(tie: Relationship) -> tuple[str, str]:
    """A tie in words from both ends: each uses the word for that person's sex."""
    one, other = tie.person, tie.other
    return (
        _tie(one, tie.code, other),
        _tie(other, inverse(tie.code), one),
    )


def _word(person: Person, code: str) -> str:
    return label(for_sex(code, Sex(person.sex)))


def _tie(one: Person, code: str, other: Person) -> str:
    if code in _SAID:
        return _SAID[code].format(one=one.short_name, other=other.short_name)
    return f"{one.short_name} is {other.short_name}'s {_word(one, code)}"
