"""Past harm, existing safety and complicating factors: R-H1 to R-H3, R-ES1, R-CF1."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import (
    ComplicatingFactorFacts,
    ExistingSafetyFacts,
    HarmFacts,
    Standards,
)
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists

LEAST_CONTENT_WORDS: Final = 2


def _explicit(facts: HarmFacts, _: Standards) -> Noticed:
    if not facts.behaviour.strip():
        yield (
            "It does not say what anybody did or did not do.",
            "behaviour",
            "What would a camera in the room have seen?",
        )
    if not facts.impact.strip():
        yield (
            "It does not say what this did to the child.",
            "impact",
            "How did the child look, sleep, eat, speak or hurt afterwards?",
        )


def _not_only_a_diagnosis(facts: HarmFacts, _: Standards) -> Noticed:
    text = facts.behaviour
    if facts.is_own_words or not wording.has(text, word_lists().DIAGNOSES):
        return
    if (
        len(wording.content_words(text, apart_from=word_lists().DIAGNOSES))
        < LEAST_CONTENT_WORDS
    ):
        yield (
            "This names a condition, not something that happened.",
            "behaviour",
            "What happens to the children when things are bad?",
        )


def _severity_needs_behaviour(facts: HarmFacts, _: Standards) -> Noticed:
    if facts.is_own_words:
        return
    found = wording.find(f"{facts.severity} {facts.behaviour}", word_lists().SEVERITY)
    told = wording.content_words(facts.behaviour, apart_from=word_lists().SEVERITY)
    if found and len(told) <= LEAST_CONTENT_WORDS:
        yield (
            f"“{found[0]}” needs a picture of what happened.",
            "behaviour",
            "What did they do? What would somebody have seen or heard?",
        )


def _safety_is_dated_and_counters(facts: ExistingSafetyFacts, _: Standards) -> Noticed:
    missing = [
        words
        for is_there, words in (
            (facts.who.strip(), "who did it"),
            (facts.did_what.strip(), "what they did"),
            (facts.occurrence_count, "when"),
            (facts.has_danger, "which danger it countered"),
        )
        if not is_there
    ]
    if missing:
        yield (
            f"Kept as a strength: it does not say {_listed(missing)}.",
            "existing_safety",
            "Did this protect the children when the danger was there? When?",
        )


def _listed(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} or {last}" if first else last


def is_existing_safety(facts: ExistingSafetyFacts) -> bool:
    """Whether it counts as safety. When not, it is kept as a strength and says so."""
    return not tuple(_safety_is_dated_and_counters(facts, Standards()))


def _factor_is_not_danger(facts: ComplicatingFactorFacts, _: Standards) -> Noticed:
    if not facts.becomes_danger:
        return
    if not facts.adult_behaviour.strip() or not facts.child_impact.strip():
        yield (
            "A complicating factor alone is not a danger.",
            "adult_behaviour",
            "What would an adult do or not do, and what would that do to the child?",
        )


HARM_RULES: Final[tuple[Rule[HarmFacts], ...]] = (
    Rule("R-H1", Level.WARN, "Says what was done and what it did to the child.", "2.3", _explicit),
    Rule("R-H2", Level.WARN, "Says more than the name of a condition.", "2.3", _not_only_a_diagnosis),
    Rule("R-H3", Level.WARN, "Gives a word like “serious” a picture of what happened.", "2.3", _severity_needs_behaviour),
)  # fmt: skip
EXISTING_SAFETY_RULES: Final[tuple[Rule[ExistingSafetyFacts], ...]] = (
    Rule("R-ES1", Level.WARN, "Existing safety names who, when and the danger; otherwise it is a strength.", "2.5", _safety_is_dated_and_counters),
)  # fmt: skip
COMPLICATING_FACTOR_RULES: Final[tuple[Rule[ComplicatingFactorFacts], ...]] = (
    Rule("R-CF1", Level.BLOCK, "Becomes a danger only with what an adult does and what it does to the child.", "2.5", _factor_is_not_danger),
)  # fmt: skip
