"""Words and Pictures: R-WP1 to R-WP5."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_story import FrameFacts, StoryFacts
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists

SENTENCE_LIMIT: Final = 16
YOUNGEST_READER: Final = 7
"""Below this age a story is read to the child: the words are still short ones."""


def _near_the_child(facts: StoryFacts, standards: Standards) -> Noticed:
    ages = [child.age for child in facts.children if child.age is not None]
    limit = (
        max(min(ages), YOUNGEST_READER) + standards.child_reading_margin
        if ages
        else standards.reading_age_limit
    )
    for frame in facts.frames:
        yield from _frame_words(frame, limit)


def _frame_words(frame: FrameFacts, limit: float) -> Noticed:
    if frame.reading_age is not None and frame.reading_age > limit:
        yield (
            f"“{frame.title}” reads as for somebody of {frame.reading_age:.0f}; "
            f"the youngest child needs {limit:.0f} or under.",
            "words",
            "How would you say it to the child on the sofa? Shorter words, one thing at a time.",
        )
    longest = wording.longest_sentence(frame.words)
    if longest > SENTENCE_LIMIT:
        yield (
            f"“{frame.title}” has a sentence of {longest} words.",
            "words",
            "Where could you breathe? Make two sentences of it.",
        )
    for phrase in wording.labels_in(frame.words, names_parents=False):
        yield (
            f"“{phrase.found}” is our word, not the child's.",
            "words",
            phrase.suggestion,
        )
    told = wording.without(frame.words, word_lists().NOT_BLAME)
    for found in wording.find(told, word_lists().BLAME):
        yield (
            f"“{found}” says whose fault it is.",
            "words",
            "What happened, without good and bad people? The child loves them.",
        )


def _drawn_and_told(facts: StoryFacts, _: Standards) -> Noticed:
    for frame in facts.frames:
        if not frame.has_picture:
            yield (
                f"“{frame.title}” has no picture.",
                "picture",
                "Draw it together with simple figures, or put parts in.",
            )
        elif not frame.alt_text.strip():
            yield (
                f"The picture of “{frame.title}” is not told in words.",
                "alt_text",
                "What would you say to somebody who listens and cannot see it?",
            )


def _every_parents_say(facts: StoryFacts, _: Standards) -> Noticed:
    for say in facts.parents:
        if not say.answer:
            yield (
                f"What {say.name} says of it is not written down.",
                say.name,
                "Show them the draft. If that would not be safe, or they cannot be reached, say why.",
            )
        elif not say.is_of_these_words:
            yield (
                f"It was changed since {say.name} saw it.",
                say.name,
                "Show them what is different, and write down what they say.",
            )
        elif say.answer in {"changes", "no"} and not say.words.strip():
            yield (
                f"{say.name} sees it differently, and it does not say how.",
                say.name,
                "What would they tell the child, in their own words?",
            )
        elif (
            say.answer in {"not_safe", "not_reached"} and not say.why_not_asked.strip()
        ):
            yield (
                f"It does not say why {say.name} was not asked.",
                say.name,
                "What would happen if they read this? What was tried?",
            )


def _nothing_new_alone(facts: StoryFacts, _: Standards) -> Noticed:
    if facts.may_tell:
        return
    for frame in facts.frames:
        if frame.is_new_to_child:
            yield (
                f"“{frame.title}” tells the child something they do not know yet.",
                "is_new_to_child",
                "Ask your manager to decide with you whether, when and by whom they are told.",
            )


def _the_childs_own(facts: StoryFacts, _: Standards) -> Noticed:
    for child in facts.children:
        if child.is_read_to and not child.has_copy and not child.why_no_copy.strip():
            yield (
                f"{child.name} has no copy of their own.",
                child.name,
                "It is the child's. Where would they like to keep it?",
            )


RULES: Final[tuple[Rule[StoryFacts], ...]] = (
    Rule("R-WP1", Level.WARN, "Is in words the youngest child knows, short sentences, nobody's fault.", "3.11", _near_the_child),
    Rule("R-WP2", Level.WARN, "Has a drawing of our own on every frame, told in words as well.", "3.11", _drawn_and_told),
    Rule("R-WP3", Level.BLOCK, "Has every parent's say of these words, or the reason why not.", "3.11", _every_parents_say),
    Rule("R-WP4", Level.BLOCK, "Tells nothing new to the child before a manager has decided.", "3.11", _nothing_new_alone),
    Rule("R-WP5", Level.WARN, "Leaves each child who heard it a copy that is theirs.", "3.11", _the_childs_own),
)  # fmt: skip
