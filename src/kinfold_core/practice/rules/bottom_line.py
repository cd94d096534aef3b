"""Bottom lines: R-BL1 to R-BL4."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core import phrases
from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_road import BottomLineFacts, BottomLinesFacts
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists


def _what_not_how(facts: BottomLineFacts, _: Standards) -> Noticed:
    if facts.is_court_ordered:
        return
    text = wording.without(facts.text, word_lists().SERVICES_EXCEPT)
    for phrase in wording.find(
        text,
        (*word_lists().HOW, *word_lists().SERVICES, *word_lists().HOW_OF_BOTTOM_LINES),
    ):
        yield (
            f"“{phrase}” says how. The bottom line says what; how is the family's to decide.",
            "text",
            "What must be in place for the children, whoever brings it about?",
        )


def _few(facts: BottomLinesFacts, standards: Standards) -> Noticed:
    if len(facts.texts) > standards.bottom_lines_most:
        yield (
            f"There are {len(facts.texts)} bottom lines. A family can hold about {standards.bottom_lines_most}.",
            "",
            "Which of these would you never give way on?",
        )


def _covered(facts: BottomLinesFacts, _: Standards) -> Noticed:
    for text in facts.uncovered:
        yield (
            f"Nothing in the family's plan covers “{phrases.shortened(text)}” yet.",
            "bottom_lines",
            "Ask the family and the network: who would do what, so that this is so?",
        )


def _change_told(facts: BottomLineFacts, _: Standards) -> Noticed:
    if not facts.is_changed:
        return
    if not facts.change_reason.strip():
        yield (
            "It was changed, and nobody said why.",
            "reason",
            "What did you see or hear that changed it?",
        )
    if not facts.is_family_told:
        yield (
            "It was changed, and the family and network have not been told.",
            "explained_on",
            "When will you go through it with them again?",
        )


LINE_RULES: Final[tuple[Rule[BottomLineFacts], ...]] = (
    Rule("R-BL1", Level.WARN, "Says what must be in place, and leaves how to the family, unless a court ordered it.", "3.5", _what_not_how),
    Rule("R-BL4", Level.BLOCK, "A change has its reason, and the family and network are told of it.", "3.5", _change_told),
)  # fmt: skip
SET_RULES: Final[tuple[Rule[BottomLinesFacts], ...]] = (
    Rule("R-BL2", Level.WARN, "There are few of them.", "3.5", _few),
    Rule("R-BL3", Level.BLOCK, "Each is covered by the family's plan before the plan goes live.", "3.5", _covered),
)  # fmt: skip
