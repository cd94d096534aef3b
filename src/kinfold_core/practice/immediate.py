"""What holds the danger today: a short plan that runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kinfold_core.practice.what_was_read import stamp_of
from kinfold_core.practice.written import Named

USUAL_DAYS: Final = 7
"""How long such a plan holds unless somebody says otherwise. Ours, not a standard."""
MOST_DAYS: Final = 28
CARRIERS: Final = ("family", "network", "services")
"""Who carries a part of it, in the order in which help is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlDetails:
    """Who does what now, against which danger, and why they can be relied on."""

    who: Named
    carrier: str
    does: str
    danger_id: UUID | None = None
    danger_words: str = ""
    when: str = ""
    relied_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmediatePlanDetails:
    """A whole plan as somebody typed it. `occasion`: what makes it needed today."""

    occasion: str
    made_on: date
    expires_on: date
    controls: tuple[ControlDetails, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """What one person says of it, their newest word."""

    name: str
    answer: str
    words: str
    said_on: date
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One time it was looked at together."""

    reviewed_on: date
    with_whom: str
    seen: str
    expires_on: date
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ImmediatePlanRow(ImmediatePlanDetails):
    """A plan with what became of it."""

    id: UUID
    written_by: str
    read_on: date | None
    read_how: str
    ended_on: date | None
    ended_as: str
    ended_reason: str
    reviews: tuple[ReviewRow, ...]
    agreements: tuple[AgreementRow, ...]

    @property
    def is_in_force(self) -> bool:
        """The one the family lives by, also when its day has passed."""
        return self.ended_on is None

    def has_run_out(self, today: date) -> bool:
        return self.is_in_force and self.expires_on < today

    @property
    def newest_review(self) -> ReviewRow | None:
        return self.reviews[0] if self.reviews else None

    @property
    def read_stamp(self) -> str:
        """A mark of how it was read to the children; "" when it was not."""
        return read_stamp(self.read_on, self.read_how)

    @property
    def only_services(self) -> bool:
        """Nobody of the family or network carries any of it."""
        return all(one.carrier == "services" for one in self.controls)


def read_stamp(read_on: date | None, how: str) -> str:
    return stamp_of([f"{read_on} {how}"]) if read_on else ""


def usual_end(made_on: date) -> date:
    return made_on + timedelta(days=USUAL_DAYS)


def why_not_until(expires_on: date, *, start: date) -> str:
    """Why a plan that starts or goes on from `start` cannot hold that long, or ""."""
    if expires_on < start:
        return "It cannot run out before it begins"
    if expires_on > start + timedelta(days=MOST_DAYS):
        return (
            f"This plan holds for days, not months. Enter a day within {MOST_DAYS} days"
        )
    return ""


def first_the_family(
    controls: tuple[ControlDetails, ...],
) -> tuple[ControlDetails, ...]:
    """In the order people look for help: family, network, services."""
    return tuple(sorted(controls, key=lambda one: CARRIERS.index(one.carrier)))
