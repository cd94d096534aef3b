"""A family's record made from what is known."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.people.names import search_key

# no letter that looks like a number, no vowel that could spell a word
_LETTERS = "BCDFGHJKMNPQRTVWXY2346789"


def new_reference() -> str:
    """A reference that tells nothing: `K7HT-9QDB`. One in 150 thousand million."""
    letters = [secrets.choice(_LETTERS) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def family_from(
    *,
    authority_id: UUID,
    name: str,
    opened_on: date,
    reference: str = "",
    is_synthetic: bool = False,
) -> Family:
    """A family's record, not saved. The bulk path uses it too."""
    return Family(
        authority_id=authority_id,
        name=name,
        sort_key=search_key(name)[:200],
        reference=reference or new_reference(),
        opened_on=opened_on,
        is_synthetic=is_synthetic,
    )


def part_for(person: Person, part: str) -> FamilyMember.Part:
    """A child who is not born yet is an unborn baby, whatever box was ticked."""
    if person.is_unborn:
        return FamilyMember.Part.UNBORN
    if part == FamilyMember.Part.UNBORN:
        return FamilyMember.Part.CHILD
    return FamilyMember.Part(part)
