"""A map as it stood, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from kinfold_core.practice.living_map import Dispute
from kinfold_core.practice.written import DangerSetDetails, EntryDetails, Named

DetailsT = TypeVar("DetailsT", EntryDetails, DangerSetDetails)


@dataclass(frozen=True, slots=True)
class Kept(Generic[DetailsT]):
    """An entry or a set as it stood then."""

    id: UUID
    details: DetailsT
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptRating:
    """The newest answer of one person, then."""

    danger_id: UUID
    rater: Named
    answer: str
    value: Decimal | None
    rated_on: date


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that stood on a map at one point, in its order."""

    entries: tuple[Kept[EntryDetails], ...] = ()
    sets: tuple[Kept[DangerSetDetails], ...] = ()
    ratings: tuple[KeptRating, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.sets


class Difference(StrEnum):
    """What happened to something between two points."""

    ADDED = "added"
    CHANGED = "changed"
    TAKEN_OFF = "taken_off"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Compared(Generic[DetailsT]):
    """One entry or set, before and after. One side is None when it was not there."""

    id: UUID
    before: DetailsT | None
    after: DetailsT | None

    @property
    def newest(self) -> DetailsT:
        """As it stands after, or as it last stood.

        Raises:
            ValueError: it stood at neither point.
        """
        newest = self.after or self.before
        if newest is None:
            raise ValueError("It stood at neither point")
        return newest

    @property
    def difference(self) -> Difference:
        if self.before is None:
            return Difference.ADDED
        if self.after is None:
            return Difference.TAKEN_OFF
        is_same = self.before == self.after
        return Difference.SAME if is_same else Difference.CHANGED


def compared(
    before: Sequence[Kept[DetailsT]], after: Sequence[Kept[DetailsT]]
) -> tuple[Compared[DetailsT], ...]:
    """Everything that stood at either point: as it stands after, then what is gone."""
    old: dict[UUID, DetailsT] = {one.id: one.details for one in before}
    new: dict[UUID, DetailsT] = {one.id: one.details for one in after}
    return tuple(
        Compared(key, old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])
    )
