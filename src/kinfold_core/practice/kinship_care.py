"""An arrangement: one child with one carer or two, and all that happened there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.people.dates import FuzzyDate, whole_years
from kinfold_core.practice.kinship_clocks import Clock, Happening, clocks_of
from kinfold_core.practice.kinship_law import ADULT, Kind, Relation
from kinfold_core.practice.written import NOBODY, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDetails:
    """An arrangement as somebody typed it.

    Attributes:
        how: how it came about (`HOW_IT_CAME`).
        arranged: whether the authority arranged it (`ARRANGED`), and `arranged_words`.
        permanence: what it is meant to be in the end, in words.
        rule_ids: rules of the plan whose nights this arrangement covers.
    """

    child_id: UUID
    child_name: str
    carer: Named
    second_carer: Named = NOBODY
    relation: str
    kind: str
    started_on: date
    how: str = ""
    arranged: str = ""
    arranged_words: str = ""
    legal_status: str = ""
    responsibility: str = ""
    assessments: str = ""
    child_view: str = ""
    permanence: str = ""
    is_child_disabled: bool = False
    option_id: UUID | None = None
    family_time_id: UUID | None = None
    rule_ids: tuple[UUID, ...] = ()


HOW_IT_CAME: Final = {
    "network": "The family and network planned it",
    "family": "The family did it by themselves",
    "emergency": "In an emergency",
    "authority": "The service asked for it",
    "court": "A court decided it",
}
ARRANGED: Final = {
    "family": "No, the family did",
    "authority": "Yes, the service did",
    "disputed": "People see that differently",
}
LEGAL_STATUS: Final = {
    "none": "No order",
    "accommodated": "Looked after, the parents agreed (section 20)",
    "interim_care": "Interim care order",
    "care": "Care order",
    "child_arrangements": "Child arrangements order",
    "special_guardianship": "Special guardianship order",
    "adopted": "Adopted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRow:
    """Something that helps, or money, and what was said of it at each look."""

    id: UUID
    what: str
    amount: str
    given_by: str
    started_on: date
    review_on: date | None
    reviews: tuple[SupportReview, ...] = ()

    @property
    def is_ended(self) -> bool:
        return bool(self.reviews) and self.reviews[-1].outcome == "ended"

    @property
    def next_review_on(self) -> date | None:
        """None when it ended, or no day was given."""
        if not self.reviews:
            return self.review_on
        return None if self.is_ended else self.reviews[-1].next_review_on


@dataclass(frozen=True, slots=True)
class SupportReview:
    reviewed_on: date
    outcome: str
    words: str
    next_review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRow(CareDetails):
    """An arrangement with all that happened in it, oldest first."""

    id: UUID
    version: int
    ended_on: date | None
    ended_reason: str
    happened: tuple[Happening, ...]
    support: tuple[SupportRow, ...]

    @property
    def law_kind(self) -> Kind:
        return Kind(self.kind)

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def is_close(self) -> bool:
        return Relation(self.relation).is_close

    @property
    def carers(self) -> str:
        second = [self.second_carer.name] if self.second_carer.name else []
        return phrases.listed([self.carer.name, *second])

    def days(self, today: date) -> int:
        """Days of care up to today, the first one counted."""
        return max(0, ((self.ended_on or today) - self.started_on).days + 1)

    def clocks(self, today: date) -> tuple[Clock, ...]:
        return clocks_of(
            self.law_kind,
            self.started_on,
            self.happened,
            ended_on=self.ended_on,
            today=today,
        )

    @property
    def rights(self) -> Happening | None:
        """The last time the carer's rights were explained, as they stand now."""
        told = [one for one in self.happened if one.is_rights_of(self.law_kind)]
        return told[-1] if told else None


def why_not_begin(details: CareDetails, *, today: date) -> tuple[str, str]:
    """Why an arrangement cannot be so, and the question it is about; or ("", "")."""
    child = Named(name=details.child_name, person_id=details.child_id)
    if not details.carer.name:
        return "Say who cares for the child", "carer"
    for field, carer in (("carer", details.carer), ("second", details.second_carer)):
        if carer.name and carer.is_same_as(child):
            return "Choose somebody else than the child", field
    if details.second_carer.name and details.second_carer.is_same_as(details.carer):
        return "This is the first carer. Choose somebody else, or leave it", "second"
    if details.started_on > today:
        return "This day has not come yet. Write it down once the child is there", (
            "started_on"
        )
    return "", ""


def why_not_carer(
    name: str, born: FuzzyDate | None, *, is_unborn: bool, today: date
) -> str:
    """Why somebody cannot be the one who cares for a child; "" when they can.

    Of whom the day of birth is not known for certain, the oldest they can be counts.
    """
    if is_unborn or (born is not None and born.earliest > today):
        return f"{name} is not born yet. Choose a grown-up"
    if born is None or whole_years(born.earliest, today) >= ADULT:
        return ""
    return (
        f"{name} is {whole_years(born.earliest, today)}, and a child in law too. "
        "Choose a grown-up, or check the date of birth"
    )
