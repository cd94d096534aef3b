"""Safety goals: R-SG1 to R-SG5."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import SafetyGoalFacts, Standards
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists


def _paired(facts: SafetyGoalFacts, _: Standards) -> Noticed:
    if facts.danger_statement_count != 1:
        yield (
            "It answers no danger statement."
            if not facts.danger_statement_count
            else "It answers more than one danger statement.",
            "danger_statement",
            "Which worry would this show is over?",
        )


def _signs(facts: SafetyGoalFacts, standards: Standards) -> Noticed:
    signs = [sign for sign in facts.observable_signs if sign.strip()]
    if len(signs) < standards.signs_least:
        yield (
            f"It has {len(signs)} of the {standards.signs_least} signs that people could see.",
            "observable_signs",
            "Who will be doing what, and how will we see it?",
        )  # fmt: skip


def _duration(facts: SafetyGoalFacts, _: Standards) -> Noticed:
    if facts.sustained_for.strip() or wording.matches(
        facts.text, word_lists().DURATION
    ):
        return
    yield (
        "It does not say for how long this must be seen.",
        "sustained_for",
        "How long, and through which hard days, before everybody would trust it?",
    )


def _what_instead(facts: SafetyGoalFacts, _: Standards) -> Noticed:
    found = (
        *wording.find(facts.text, word_lists().NOT_DOING),
        *wording.services_in(facts.text),
    )
    for phrase in found:
        yield (
            f"“{phrase}” says what to stop or go to.",
            "agency_goal",
            "What will they be doing instead, day to day?",
        )


def _what_not_how(facts: SafetyGoalFacts, _: Standards) -> Noticed:
    for phrase in wording.find(facts.text, word_lists().HOW):
        yield (
            f"“{phrase}” says how. The goal says what; how is the family's plan.",
            "agency_goal",
            "What would that change for the children?",
        )


RULES: Final[tuple[Rule[SafetyGoalFacts], ...]] = (
    Rule("R-SG1", Level.BLOCK, "Answers exactly one danger statement.", "2.6", _paired),
    Rule("R-SG2", Level.WARN, "Has at least two signs that people could see.", "2.6", _signs),
    Rule("R-SG3", Level.WARN, "Says for how long it must be seen.", "2.6", _duration),
    Rule("R-SG4", Level.WARN, "Says what will be happening, not what will stop or which course.", "2.6", _what_instead),
    Rule("R-SG5", Level.WARN, "Says what, and leaves how to the family.", "2.6", _what_not_how),
)  # fmt: skip
