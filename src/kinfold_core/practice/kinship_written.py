"""What is written of an arrangement after it began, as a form learns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kinfold_core.practice.kinship_clocks import LONGEST_WEEKS, What
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningDetails:
    """What happened, when, and who did it. `until`: of a longer approval."""

    what: str
    happened_on: date
    by_whom: Named
    words: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsDetails:
    """Who explained to the carer what this care means, when, and in which language."""

    happened_on: date
    by_whom: Named
    language: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDetails:
    """Help or money: what, how much, from whom, and when it is looked at."""

    what: str
    amount: str = ""
    given_by: str
    started_on: date
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookDetails:
    """What was decided of help when it was looked at."""

    looked_on: date
    outcome: str
    words: str
    next_review_on: date | None = None


_BEFORE: Final = frozenset({What.VIABILITY, What.NOTIFIED, What.NOTICE, What.RIGHTS})
"""What may be earlier than the first day; everything else happens in it."""
NOT_YET: Final = "This day has not come yet"


def why_not_happened(
    details: HappeningDetails, *, started_on: date, approved_from: date, today: date
) -> tuple[str, str]:
    """Why it cannot be written so, and the question it is about; or ("", "").

    `approved_from` is the day from which the weeks of an approval for now count.
    """
    what = What(details.what)
    if not details.by_whom.name:
        return "Say who did it", "by_whom"
    if details.happened_on > today:
        return NOT_YET, "happened_on"
    if details.happened_on < started_on and what not in _BEFORE:
        return "This is before the child came", "happened_on"
    if what is What.EXTENDED:
        return _why_not_longer(details, approved_from)
    return "", ""


def _why_not_longer(details: HappeningDetails, approved_from: date) -> tuple[str, str]:
    if not details.words.strip():
        return "Say why it needs longer. It should be rare", "words"
    if details.until is None or details.until <= details.happened_on:
        return "Say the last day of the longer time", "until"
    if (details.until - approved_from).days >= LONGEST_WEEKS * 7:
        return (
            f"This is longer than {LONGEST_WEEKS} weeks in all. The law allows up to "
            "8 weeks more, once",
            "until",
        )
    return "", ""


def why_not_support(details: SupportDetails) -> tuple[str, str]:
    """Why help cannot be written so, and the question it is about; or ("", "")."""
    if not details.what.strip():
        return "Say what the help is", "what"
    if not details.given_by.strip():
        return "Say who gives it", "given_by"
    if details.review_on is not None and details.review_on <= details.started_on:
        return "Look at it again on a later day than it begins", "review_on"
    return "", ""


def why_not_look(details: LookDetails, *, since: date, today: date) -> tuple[str, str]:
    """Why a look cannot be written so; `since` is the last look, or the beginning."""
    if not details.words.strip():
        return "Say what was decided, and why", "words"
    if details.looked_on > today:
        return NOT_YET, "looked_on"
    if details.looked_on < since:
        return "This is before it began, or before the last look", "looked_on"
    comes = details.next_review_on
    if details.outcome != "ended" and comes is not None and comes <= details.looked_on:
        return "The next look is on a later day than this one", "next_review_on"
    return "", ""
