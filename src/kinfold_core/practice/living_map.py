"""What a map's page knows: frozen rows out of the selectors, no models, no markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kinfold_core.practice.vocabulary import Pack
from kinfold_core.practice.written import DangerSetDetails, EntryDetails, Named


def fields_of(whole: object, kind: type[Any]) -> dict[str, Any]:
    """The fields of `kind` as they are in something that has them all."""
    return {field.name: getattr(whole, field.name) for field in fields(kind)}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family, or a worker, who can be named on the map."""

    key: str
    name: str
    detail: str = ""
    person_id: UUID | None = None
    worker_id: UUID | None = None
    is_child: bool = False
    is_unborn: bool = False
    is_family: bool = True

    @property
    def label(self) -> str:
        return f"{self.name} ({self.detail})" if self.detail else self.name

    def as_named(self) -> Named:
        return Named(name=self.name, person_id=self.person_id, worker_id=self.worker_id)


def born(people: Iterable[Member]) -> tuple[Member, ...]:
    """Those who can say or do something: a baby who is not born yet cannot."""
    return tuple(one for one in people if not one.is_unborn)


@dataclass(frozen=True, slots=True)
class Dispute:
    """How somebody else sees it, in their words."""

    name: str
    words: str
    said_on: date


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """What is known of all that stands on a map, beside its words."""

    id: UUID
    reading_age: float | None
    hidden_by: str
    disputes: tuple[Dispute, ...]
    version: int
    changed_by: str
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, kw_only=True)
class EntryRow(EntryDetails, _Standing):
    """One entry. `offered_as`: what the writer meant, when it is kept as another."""

    offered_as: str
    entered_by: str

    @property
    def details(self) -> EntryDetails:
        """The entry as somebody would have typed it."""
        meant = self.offered_as or self.category
        return EntryDetails(**fields_of(self, EntryDetails) | {"category": meant})


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One answer. `is_latest`: no newer one of the same person stands on this scale."""

    id: UUID
    rater: Named
    capacity: str
    answer: str
    value: Decimal | None
    why_not_lower: str
    one_higher: str
    occasion: str
    rated_on: date
    recorded_at: datetime
    is_visible: bool
    is_latest: bool


@dataclass(frozen=True, kw_only=True)
class DangerRow(DangerSetDetails, _Standing):
    """A danger statement with its goal, its scale and every answer, oldest first."""

    number: int
    state: str
    goal_state: str = ""
    demonstrated_from: date | None = None
    goal_count: int
    scale_count: int
    ratings: tuple[RatingRow, ...]

    @property
    def details(self) -> DangerSetDetails:
        """The set as somebody would have typed it."""
        return DangerSetDetails(**fields_of(self, DangerSetDetails))

    @property
    def now(self) -> tuple[RatingRow, ...]:
        """The newest answer of each person, lowest first; no number comes last."""
        latest = [rating for rating in self.ratings if rating.is_latest]
        return tuple(
            sorted(
                latest,
                key=lambda r: (r.value is None, r.value or 0, r.rater.name.casefold()),
            )
        )


@dataclass(frozen=True, slots=True)
class SharingRow:
    version: int
    format: str
    with_whom: str
    shared_on: date
    shared_by: str


@dataclass(frozen=True, slots=True)
class LivingMap:
    """Everything on a family's map. `id` is None when nothing was written yet."""

    id: UUID | None
    family_id: UUID
    purpose: str
    vocabulary: Pack
    status: str
    version: int
    entries: tuple[EntryRow, ...]
    withdrawn_entries: tuple[EntryRow, ...]
    dangers: tuple[DangerRow, ...]
    withdrawn_dangers: tuple[DangerRow, ...]
    last_shared: SharingRow | None
    current_version: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.dangers

    def danger(self, danger_id: UUID | None) -> DangerRow | None:
        return next((d for d in self.dangers if d.id == danger_id), None)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One earlier wording, newest first in lists."""

    version: int
    change: str
    changed_by: str
    changed_at: datetime
    words: dict[str, object]
