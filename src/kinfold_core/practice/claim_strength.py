"""How well a claim stands, by rules that can be read and argued with.

It is never an average: ten weak papers are not one strong one, and one good piece of
evidence against a claim is not outvoted. Each rule is answered by itself, and all the
answers are shown with what came of them.

Source: contribution analysis (Mayne); the rule set is ours, from evaluation.md 2.2.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WEIGHTY: Final = 3
"""The quality from which a piece of evidence counts as more than a hint."""

QUALITY: Final[dict[int, str]] = {
    1: "Hearsay: somebody says so, and it cannot be looked up",
    2: "A first look: few cases, or nobody said how they were chosen",
    3: "Sound: how it was gathered is written down, and it fits the question",
    4: "Good: sound, with enough cases, and checked by a second person or source",
    5: "Very good: planned and registered before looking, open for others to repeat",
}
"""What each number means; a number without such words would mean nothing."""


class EvidenceKind(StrEnum):
    """Where a piece of evidence comes from."""

    OWN_FIGURES = "own_figures"
    AUDIT = "audit"
    OBSERVATION = "observation"
    SURVEY = "survey"
    INTERVIEW = "interview"
    FAMILY_FEEDBACK = "family_feedback"
    STUDY = "study"
    LITERATURE = "literature"
    DOCUMENT = "document"


KIND_WORDS: Final[dict[EvidenceKind, str]] = {
    EvidenceKind.OWN_FIGURES: "Our own figures",
    EvidenceKind.AUDIT: "An audit",
    EvidenceKind.OBSERVATION: "Watching the work",
    EvidenceKind.SURVEY: "A survey",
    EvidenceKind.INTERVIEW: "Interviews",
    EvidenceKind.FAMILY_FEEDBACK: "What families said",
    EvidenceKind.STUDY: "A study",
    EvidenceKind.LITERATURE: "What is published",
    EvidenceKind.DOCUMENT: "A document",
}


class Says(StrEnum):
    """On which side of the claim a piece of evidence is."""

    FOR = "for"
    NEITHER = "neither"
    AGAINST = "against"


SAYS_WORDS: Final[dict[Says, str]] = {
    Says.FOR: "For the claim",
    Says.NEITHER: "Neither for nor against",
    Says.AGAINST: "Against the claim",
}


class Strength(StrEnum):
    """How well a claim stands."""

    UNTESTED = "untested"
    HINTS = "hints"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    CONTESTED = "contested"
    AGAINST = "against"


STRENGTH_WORDS: Final[dict[Strength, str]] = {
    Strength.UNTESTED: "Not tested",
    Strength.HINTS: "Hints only",
    Strength.WEAK: "Weak",
    Strength.MODERATE: "Moderate",
    Strength.STRONG: "Strong",
    Strength.CONTESTED: "Points both ways",
    Strength.AGAINST: "Spoken against",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence, as far as the rules look at it."""

    kind: EvidenceKind
    says: Says
    quality: int
    is_independent: bool = False
    is_comparative: bool = False
    is_of_fidelity: bool = False

    @property
    def is_weighty(self) -> bool:
        return self.quality >= WEIGHTY


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, whether it is met, and what to gather while it is not."""

    words: str
    is_met: bool
    next_step: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a claim stands, why, and every rule that was asked."""

    strength: Strength
    why: str
    rules: tuple[Rule, ...]

    @property
    def words(self) -> str:
        return STRENGTH_WORDS[self.strength]

    @property
    def unmet(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not rule.is_met)


def judge(
    pieces: Collection[Piece], *, rivals: int = 0, open_rivals: int = 0
) -> Verdict:
    """How well the claim stands.

    `rivals` is how many other explanations were thought of, `open_rivals` how many of
    them nobody has ruled out.

    Raises:
        ValueError: more rivals are open than there are.
    """
    if not 0 <= open_rivals <= rivals:
        raise ValueError(f"{open_rivals} of {rivals} rivals cannot be open")
    rules = _rules(pieces, rivals, open_rivals)
    strength, why = _strength(pieces, rules)
    return Verdict(strength, why, rules)


def _rules(
    pieces: Collection[Piece], rivals: int, open_rivals: int
) -> tuple[Rule, ...]:
    good = [p for p in pieces if p.is_weighty and p.says is Says.FOR]
    against = [p for p in pieces if p.is_weighty and p.says is Says.AGAINST]
    return (
        Rule(
            "At least one sound piece of evidence is for it",
            bool(good),
            "Gather one sound piece of evidence, from wherever the claim would show",
        ),
        Rule(
            "Sound evidence of two different kinds is for it",
            len({p.kind for p in good}) > 1,
            "Look from another side: if figures say it, ask families or watch the work",
        ),
        Rule(
            "Somebody who has no stake in it found the same",
            any(p.is_independent for p in good),
            "Ask somebody to look who neither sells nor leads the approach",
        ),
        Rule(
            "It was compared with where the practice was not done",
            any(p.is_comparative for p in good),
            "Compare with teams, times or authorities that did otherwise",
        ),
        Rule(
            "It was seen that the practice was really done",
            any(p.is_of_fidelity for p in good),
            "Look whether the practice was done, and how well, where the outcome was",
        ),
        Rule(
            "Other explanations were thought of",
            rivals > 0,
            "Ask a sceptic what else could explain it, and write that down",
        ),
        Rule(
            "No other explanation is open",
            not open_rivals,
            "Find what would be seen if the other explanation were true, and look",
        ),
        Rule(
            "No sound evidence is against it",
            not against,
            "Find out where the evidence differs, for whom, and how well it was done",
        ),
    )


def _strength(
    pieces: Collection[Piece], rules: tuple[Rule, ...]
) -> tuple[Strength, str]:
    is_for, two_kinds, _, _, _, thought, none_open, none_against = (
        rule.is_met for rule in rules
    )
    if all(piece.says is Says.NEITHER for piece in pieces):
        return Strength.UNTESTED, "Nothing that was found says yes or no to it"
    if is_for and not none_against:
        return Strength.CONTESTED, "Sound evidence stands on both sides"
    if not none_against:
        return Strength.AGAINST, "The sound evidence that there is, is against it"
    if not is_for:
        return Strength.HINTS, f"No evidence of it has a quality of {WEIGHTY} or more"
    if all(rule.is_met for rule in rules):
        return Strength.STRONG, "Every rule is met"
    if two_kinds and thought and none_open:
        return (
            Strength.MODERATE,
            "Two kinds of sound evidence, and no other explanation is open",
        )
    return Strength.WEAK, "There is sound evidence for it, and too little of it"
