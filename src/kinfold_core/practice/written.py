"""What a form learns and an action writes: plain values, no models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.phrases import as_sentence
from kinfold_core.practice.facts import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name; the keys say who that is when they are on record here."""

    name: str = ""
    person_id: UUID | None = None
    worker_id: UUID | None = None

    def is_same_as(self, other: Named) -> bool:
        """One person: by key when both have one, else by what they are called."""
        mine = self.person_id or self.worker_id
        theirs = other.person_id or other.worker_id
        if mine or theirs:
            return mine == theirs
        return self.name.casefold() == other.name.casefold()


NOBODY = Named()
STATEMENT_WORDS = (
    "existing_safety_preface", "worried_about", "what_might_happen", "why_believed",
    "family_version_text", "child_version_text",
)  # fmt: skip
GOAL_WORDS = (
    "agency_goal", "family_goal", "child_hope", "sustained_for", "who_confirms",
)  # fmt: skip
SCALE_WORDS = ("anchor_0", "anchor_10", "reached_when")
MOMENTS = {"first": "The first time", "worst": "The worst", "recent": "The last"}
MATRIX_ROWS = ("behaviour", "severity", "incidence", "impact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Whether the family is shown it; when not, why and until when.

    `is_childs_choice`: a child chose that they are not. No form says so, and two that
    differ in nothing else are the same.
    """

    is_visible: bool = True
    reason: str = ""
    review_on: date | None = None
    is_childs_choice: bool = field(default=False, compare=False)


SHOWN = Showing()


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentDetails:
    """One column of the harm matrix: the first time, the worst or the last."""

    moment: str
    behaviour: str = ""
    severity: str = ""
    incidence: str = ""
    impact: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, row) for row in MATRIX_ROWS)

    @property
    def told(self) -> str:
        """All that is said of it, a sentence each."""
        said = [getattr(self, row) for row in MATRIX_ROWS]
        return " ".join(as_sentence(part) for part in said if part)

    def __str__(self) -> str:
        return f"{MOMENTS[self.moment]}: {self.told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDetails:
    """An entry of the map as somebody typed it."""

    category: str
    text: str
    is_own_words: bool = False
    said_by: Named = NOBODY
    source_type: str = "professional"
    happened: FuzzyDate | None = None
    impact: str = ""
    danger_id: UUID | None = None
    who: Named = NOBODY
    due_on: date | None = None
    done_on: date | None = None
    outcome: str = ""
    about: str = ""
    how_often: str = ""
    moments: tuple[MomentDetails, ...] = ()
    children: tuple[Named, ...] = ()
    certainty: str = ""
    seen_by: str = ""
    is_childs_own_behaviour: bool = False
    showing: Showing = SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactDetails:
    """What might happen to one child of the family."""

    child_id: UUID
    child_name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerSetDetails:
    """A danger statement with its goal and its scale, as somebody typed them."""

    worried_people: tuple[Named, ...] = ()
    existing_safety_preface: str = ""
    worried_about: str = ""
    what_might_happen: str = ""
    why_believed: str = ""
    family_version_text: str = ""
    child_version_text: str = ""
    impacts: tuple[ImpactDetails, ...] = ()
    agency_goal: str = ""
    family_goal: str = ""
    child_hope: str = ""
    observable_signs: tuple[str, ...] = ()
    sustained_for: str = ""
    who_confirms: str = ""
    anchor_0: str = ""
    anchor_10: str = ""
    reached_when: str = ""
    showing: Showing = SHOWN

    @property
    def is_empty(self) -> bool:
        """Nothing was typed at all."""
        written = (
            self.worried_about, self.what_might_happen, self.agency_goal,
            self.family_goal, self.child_hope, self.anchor_0, self.anchor_10,
        )  # fmt: skip
        return not any(written) and not self.worried_people

    @property
    def texts(self) -> tuple[str, ...]:
        """All of it that the family reads."""
        names = (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS)
        return (
            *(getattr(self, name) for name in names),
            *self.observable_signs,
            *(impact.text for impact in self.impacts),
            *(one.name for one in self.worried_people),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingDetails:
    """One named person's answer on one scale."""

    rater: Named
    capacity: str
    answer: Answer
    value: Decimal | None
    rated_on: date
    occasion: str
    reason_why_not_lower: str = ""
    what_would_make_one_higher: str = ""
    is_confirmed_by_rater: bool = False
    showing: Showing = SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingDetails:
    """How the map was given to the family."""

    format: str
    with_whom: str
    shared_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorDetails:
    """Somebody who was asked to write the map with us, how, and if they were there."""

    who: Named
    capacity: str
    mode: str
    part: str
    happened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetails:
    """What one person says of one version of the map."""

    version: int
    who: Named
    capacity: str
    agreement: str
    said_on: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDetails:
    """Where a danger statement (`of` "statement") or its goal stands now."""

    of: str
    state: str
    with_whom: str
    happened_on: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBackDetails:
    """Whether somebody could say a danger statement in words of their own."""

    who: Named
    how_well: str
    said_on: date
    words: str = ""
