"""Who joins a family: known already, or new."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.people.details import PersonDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody who joins a family: on record already (`person_id`), or new."""

    part: str
    details: PersonDetails | None = None
    person_id: UUID | None = None
