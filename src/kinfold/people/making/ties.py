"""The one direction in which a tie between two people is stored."""

from __future__ import annotations

from uuid import UUID

from kinfold.people.models.relationship import MUTUAL_CODES, STORED_CODES, neutral
from kinfold.records.errors import CannotDo
from kinfold_core.people.relationships import KINDS, inverse


def stored_way(person_id: UUID, code: str, other_id: UUID) -> tuple[UUID, str, UUID]:
    """The one direction in which a tie is stored. See `Relationship`.

    Raises:
        CannotDo: there is no such relationship.
    """
    if code not in KINDS:
        raise CannotDo("Choose the relationship from the list", "code")
    plain = neutral(code)
    is_turned = (
        person_id > other_id if plain in MUTUAL_CODES else plain not in STORED_CODES
    )
    if is_turned:
        return other_id, inverse(plain), person_id
    return person_id, plain, other_id
