"""What a map's page knows: frozen rows out of the selectors, no models, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kinfold.practice.details import Named
from kinfold_core.people.dates import FuzzyDate


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family, or a worker, who can be named on the map."""

    key: str
    name: str
    detail: str = ""
    person_id: UUID | None = None
    worker_id: UUID | None = None
    is_child: bool = False
    is_family: bool = True

    @property
    def label(self) -> str:
        return f"{self.name} ({self.detail})" if self.detail else self.name

    def as_named(self) -> Named:
        return Named(name=self.name, person_id=self.person_id, worker_id=self.worker_id)


@dataclass(frozen=True, slots=True)
class Dispute:
    """How somebody else sees it, in their words."""

    name: str
    words: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether the family is shown it, and who said not."""

    is_visible: bool
    reason: str = ""
    review_on: date | None = None
    hidden_by: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it stands."""

    id: UUID
    category: str
    offered_as: str
    text: str
    is_own_words: bool
    said_by: Named
    source_type: str
    happened: FuzzyDate | None
    impact: str
    danger_id: UUID | None
    who: Named
    due_on: date | None
    done_on: date | None
    outcome: str
    reading_age: float | None
    shown: Shown
    version: int
    entered_by: str
    changed_by: str
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    disputes: tuple[Dispute, ...]


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


@dataclass(frozen=True, slots=True)
class ImpactRow:
    child_id: UUID
    child_name: str
    text: str


@dataclass(frozen=True, slots=True)
class DangerRow:
    """A danger statement with its goal, its scale and every answer, oldest first."""

    id: UUID
    number: int
    state: str
    worried_people: tuple[Named, ...]
    existing_safety_preface: str
    worried_about: str
    what_might_happen: str
    why_believed: str
    impacts: tuple[ImpactRow, ...]
    reading_age: float | None
    goal_count: int
    agency_goal: str
    family_goal: str
    child_hope: str
    observable_signs: tuple[str, ...]
    sustained_for: str
    scale_count: int
    anchor_0: str
    anchor_10: str
    ratings: tuple[RatingRow, ...]
    disputes: tuple[Dispute, ...]
    shown: Shown
    version: int
    changed_by: str
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str

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
    vocabulary: str
    status: str
    version: int
    entries: tuple[EntryRow, ...]
    withdrawn_entries: tuple[EntryRow, ...]
    dangers: tuple[DangerRow, ...]
    withdrawn_dangers: tuple[DangerRow, ...]
    last_shared: SharingRow | None

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
