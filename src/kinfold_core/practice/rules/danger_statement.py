"""Danger statements: R-DS1 to R-DS10, and R-H4."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import DangerStatementFacts, Standards
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists


def _three_parts(facts: DangerStatementFacts, _: Standards) -> Noticed:
    parts = (
        ("worried_people", "".join(facts.worried_people), "who is worried", "Who is worried?"),
        ("worried_about", facts.worried_about, "what has happened that worries them", "What have they seen or heard?"),
        ("what_might_happen", facts.what_might_happen, "what might happen if nothing changes", "If nothing changed, what is the worst fear?"),
    )  # fmt: skip
    for where, text, words, question in parts:
        if not text.strip():
            yield f"It does not say {words} yet.", where, question


def _named_worrier(facts: DangerStatementFacts, _: Standards) -> Noticed:
    people = [name.strip() for name in facts.worried_people if name.strip()]
    if people and all(name.casefold() in word_lists().GROUPS for name in people):
        yield (
            f"Nobody is named: “{', '.join(people)}” could be anyone.",
            "worried_people",
            "Name a person and how they know the family, like “Ms Bell (teacher)”.",
        )


def _child_impact(facts: DangerStatementFacts, _: Standards) -> Noticed:
    if not facts.impacts:
        yield (
            "It does not say which child this is about.",
            "impacts",
            "Name each child and what might happen to them.",
        )
    for impact in facts.impacts:
        if not impact.text.strip():
            yield (
                f"It does not say what might happen to {impact.child or 'this child'}.",
                "impacts",
                "What might they feel, lose, or have happen to their body?",
            )


def _paired(facts: DangerStatementFacts, _: Standards) -> Noticed:
    if facts.goal_count != 1:
        yield (
            "It needs its own safety goal."
            if not facts.goal_count
            else f"It has {facts.goal_count} safety goals; one goal answers one danger.",
            "goal",
            "What would the children be seeing if this were sorted?",
        )
    if not facts.scale_count:
        yield (
            "It needs its own scale from 0 to 10.",
            "scale",
            "What would 0 look like here, and what would 10?",
        )


def _readable(facts: DangerStatementFacts, standards: Standards) -> Noticed:
    yield from too_hard_to_read(facts.text, standards)


def too_hard_to_read(text: str, standards: Standards) -> Noticed:
    """Sentences too long, or a reading age above what the authority has set."""
    longest = wording.longest_sentence(text)
    if longest > standards.sentence_limit:
        yield (
            f"One sentence has {longest} words.",
            "",
            f"Two shorter sentences are easier; aim for {standards.sentence_limit}.",
        )
    if standards.reading_age and text.strip():
        age = standards.reading_age(text)
        if age > standards.reading_age_limit:
            yield (
                f"You need to be about {age:.0f} to read this easily.",
                "",
                "Shorter words and sentences help. How would you say it out loud?",
            )


def _labels(facts: DangerStatementFacts, _: Standards) -> Noticed:
    for phrase in wording.labels_in(facts.text):
        yield f"“{phrase.found}” does not say what was seen.", "", phrase.suggestion


def _one_topic(facts: DangerStatementFacts, _: Standards) -> Noticed:
    for phrase in wording.find(facts.text, word_lists().MORE_TOPICS):
        yield (
            f"“{phrase}” may be the start of a second worry.",
            "",
            "Would two statements, each with its own goal, be clearer?",
        )


def _future(facts: DangerStatementFacts, _: Standards) -> Noticed:
    text = facts.what_might_happen
    if text.strip() and not wording.has(text, word_lists().FUTURE):
        yield (
            "This part reads as if it has already happened, or surely will.",
            "what_might_happen",
            "Say what might or could happen if nothing changes.",
        )


def _dispute(facts: DangerStatementFacts, _: Standards) -> Noticed:
    if facts.is_disputed and not facts.dispute_words.strip():
        yield (
            "Somebody sees this differently but their words are missing.",
            "dispute",
            "What do they say happened, in their own words?",
        )


def _still_true(facts: DangerStatementFacts, standards: Standards) -> Noticed:
    if facts.has_scale_moved and facts.weeks_unchanged > standards.review_weeks:
        yield (
            f"The words are {facts.weeks_unchanged} weeks old and the scale has moved.",
            "",
            "Is it still what people are worried about?",
        )


def _why_without_harm(facts: DangerStatementFacts, _: Standards) -> Noticed:
    if not facts.linked_harm_count and not facts.why_believed.strip():
        yield (
            "No past harm is linked, so say why people believe this could happen.",
            "why_believed",
            "What have you seen or been told that makes it a real worry?",
        )


RULES: Final[tuple[Rule[DangerStatementFacts], ...]] = (
    Rule("R-DS1", Level.BLOCK, "Says who is worried, about what, and what might happen.", "2.4", _three_parts),
    Rule("R-DS2", Level.WARN, "Names at least one worried person.", "2.4", _named_worrier),
    Rule("R-DS3", Level.BLOCK, "Names at least one child, with what might happen to each.", "2.4", _child_impact),
    Rule("R-DS4", Level.BLOCK, "Has one safety goal and a scale before the map is current.", "2.4", _paired),
    Rule("R-DS5", Level.WARN, "Can be read easily; no long sentences.", "2.4", _readable),
    Rule("R-DS6", Level.WARN, "Says what was seen, not a label for it.", "2.4 and A1", _labels),
    Rule("R-DS7", Level.HINT, "Keeps to one worry.", "2.4", _one_topic),
    Rule("R-DS8", Level.WARN, "Speaks of what might happen, apart from what has.", "2.4", _future),
    Rule("R-DS9", Level.BLOCK, "Shows a disagreement in the person's words.", "2.4", _dispute),
    Rule("R-DS10", Level.HINT, "Is looked at again when scales have moved.", "2.4", _still_true),
    Rule("R-H4", Level.WARN, "Says why danger is believed when no past harm is known.", "2.3", _why_without_harm),
)  # fmt: skip
