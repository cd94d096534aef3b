"""What the world makes before any of it is written: plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex
from kinfold_core.practice.written import MomentDetails


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A made-up person. `key` is their place in the family's list."""

    key: int
    given: str
    family: str
    part: str
    sex: Sex
    born: FuzzyDate | None = None
    due_on: date | None = None
    known_as: str = ""
    previous_family: str = ""
    ethnicity_code: str = ""
    languages: tuple[str, ...] = ()
    needs_interpreter: bool = False
    communication_needs: str = ""
    household: int = 0
    phone: str = ""
    phone_care: str = ""

    @property
    def called(self) -> str:
        """What a sentence calls them."""
        return self.known_as or self.given or "the baby"

    @property
    def is_child(self) -> bool:
        return self.part in {"child", "unborn"}


@dataclass(frozen=True, slots=True)
class TieDraft:
    """`person` is the `code` of `other`; both are keys."""

    person: int
    code: str
    other: int
    side: str = ""
    has_parental_responsibility: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    name: str
    lines: str
    postcode: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class StatusDraft:
    child: int
    status: str
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class AllocationDraft:
    """`team` is a kind of team; `turn` says which of its workers by turns."""

    team: str
    turn: int
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class RatingDraft:
    """`person` is a key, or None for the family's worker."""

    person: int | None
    name: str
    capacity: str
    answer: str
    value: float | None
    why_not_lower: str
    one_higher: str
    occasion: str
    rated_on: date


@dataclass(frozen=True, slots=True)
class SetDraft:
    """A danger statement with its goal, its scale and everybody's ratings."""

    worried: tuple[tuple[str, int | None], ...]
    worried_about: str
    what_might_happen: str
    why_believed: str
    impacts: tuple[tuple[int, str], ...]
    agency_goal: str
    family_goal: str
    child_hope: str
    signs: tuple[str, ...]
    sustained_for: str
    anchor_0: str
    anchor_10: str
    ratings: tuple[RatingDraft, ...]
    state: str = "draft"
    dispute: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """`said_by`, `who` and `harmed` are keys; `danger` is the place of a set in the
    map, `moments` the harm matrix."""

    category: str
    text: str
    impact: str = ""
    said_by: int | None = None
    said_by_name: str = ""
    source: str = "professional"
    is_own_words: bool = False
    happened: FuzzyDate | None = None
    danger: int | None = None
    who: int | None = None
    who_name: str = ""
    due_on: date | None = None
    done_on: date | None = None
    outcome: str = ""
    about: str = ""
    how_often: str = ""
    seen_by: str = ""
    moments: tuple[MomentDetails, ...] = ()
    harmed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MapDraft:
    purpose: str
    status: str
    started_on: date
    shared_on: date | None
    shared_with: str
    is_hurried: bool
    sets: tuple[SetDraft, ...]
    entries: tuple[EntryDraft, ...]


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """A whole made-up family. `number` is its place in the world."""

    number: int
    name: str
    reference: str
    opened_on: date
    closed_on: date | None
    people: tuple[PersonDraft, ...]
    ties: tuple[TieDraft, ...]
    households: tuple[HouseholdDraft, ...]
    statuses: tuple[StatusDraft, ...]
    allocations: tuple[AllocationDraft, ...]
    map: MapDraft | None
    worker_name: str = ""

    @property
    def children(self) -> tuple[PersonDraft, ...]:
        return tuple(person for person in self.people if person.is_child)
