"""How things of the theory are said, and where each is."""

from __future__ import annotations

from django.urls import reverse

from kinfold.claims.models import Written
from kinfold.claims.selectors.theory import ClaimNow
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import as_sentence, capital
from kinfold_core.practice.claim_strength import Strength

TONES: dict[Strength, str] = {
    Strength.UNTESTED: "calm",
    Strength.HINTS: "calm",
    Strength.WEAK: "calm",
    Strength.MODERATE: "needs",
    Strength.STRONG: "well",
    Strength.CONTESTED: "attention",
    Strength.AGAINST: "worried",
}


def at(name: str, slug: str, *more: object) -> str:
    return reverse(f"claims:{name}", args=[slug, *more])


def statement(claim: ClaimNow) -> str:
    """The whole claim as one sentence."""
    return (
        f"If {claim.cause.words}, then {claim.effect.words}, because "
        f"{as_sentence(claim.version.because)}"
    )


def claim_name(claim: ClaimNow) -> str:
    return f"{capital(claim.cause.words)} → {claim.effect.words}"


def by_words(row: Written) -> str:
    return f"{row.by_name}, {row.by_place}, {day_in_words(row.written_at.date())}"
