"""How a story of change stands by what whoever told it agreed to.

It is shown while they agree, no day longer. After that its words lie unshown for the
days they were told of, in case it was a mistake, and are then deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

FAMILY_TELLERS: Final = frozenset({"child", "parent", "family"})
LONGEST_CONSENT_YEARS: Final = 3
MOST_DAYS_KEPT: Final = 90


class Standing(StrEnum):
    """What may be done with a story's words today."""

    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed to last, and when it was taken back, if it was."""

    until: date
    days_kept: int
    withdrawn_on: date | None = None


def standing_of(consent: Consent, today: date) -> Standing:
    """Withdrawn counts from its own day on; `until` is the last day it is shown."""
    if consent.withdrawn_on is not None:
        return Standing.WITHDRAWN
    return Standing.OVER if today > consent.until else Standing.SHOWN


def deleted_on(consent: Consent) -> date:
    """The day its words are deleted if nothing more is agreed to."""
    over = consent.withdrawn_on or consent.until
    return over + timedelta(days=consent.days_kept)


def is_to_be_deleted(consent: Consent, today: date) -> bool:
    is_over = standing_of(consent, today) is not Standing.SHOWN
    return is_over and today >= deleted_on(consent)


def what_is_missing(
    teller: str, explained_by: str, given_on: date, until: date, days_kept: int
) -> dict[str, str]:
    """What must be mended before consent counts, by the name of the question."""
    missing = {}
    if teller in FAMILY_TELLERS and not explained_by.strip():
        missing["explained_by"] = (
            "Name the worker who explained it to them. A story of a child or a family "
            "is kept only when somebody explained what becomes of it"
        )
    if until < given_on:
        missing["until"] = (
            "The last day is before the day they agreed. Give a later one"
        )
    elif until > _years_after(given_on, LONGEST_CONSENT_YEARS):
        missing["until"] = (
            f"Give a day within {LONGEST_CONSENT_YEARS} years. They can be asked again"
        )
    if not 0 <= days_kept <= MOST_DAYS_KEPT:
        missing["days_kept"] = f"Give a number of days from 0 to {MOST_DAYS_KEPT}"
    return missing


def _years_after(day: date, years: int) -> date:
    """The same day, or the one before where there is none (29 February)."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)
