"""Closing: R-CL1 to R-CL10. Nothing here closes a record.

The family's copies and their people stay with them afterwards (invariant I9).
"""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.closing import ClosingFacts, ScaleToClose
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.rules.rule import Noticed, Rule


def _everybody_is_there(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.scales:
        yield "No danger has a scale.", "scales", "Where is everybody, from 0 to 10?"
    for scale in facts.scales:
        if scale.enough is None:
            yield (
                f"{scale.danger}: nobody has said which number is enough.",
                "scales",
                "Which number would let the service leave?",
            )
        else:
            yield from _short_of(scale, scale.enough, facts.network_least)


def _short_of(scale: ScaleToClose, enough: float, network_least: int) -> Noticed:
    if not scale.agency or min(scale.agency) < enough:
        yield (
            f"{scale.danger}: the service is not at {enough:g} yet.",
            "scales",
            "What would still have to be seen?",
        )
    if sum(number >= enough for number in scale.network) < network_least:
        yield (
            f"{scale.danger}: fewer than {network_least} of the network are at {enough:g}.",
            "scales",
            "What do they see that the service does not?",
        )  # fmt: skip
    if any(number < enough for number in scale.children):
        yield (
            f"{scale.danger}: a child puts it below {enough:g}.",
            "scales",
            "What does the child need to see?",
        )


def _children_asked(facts: ClosingFacts, _: Standards) -> Noticed:
    for child in facts.children_not_asked:
        yield (
            f"{child} has not been asked.",
            "scales",
            "What would they say, in their own way?",
        )


def _held_as_long_as_agreed(facts: ClosingFacts, _: Standards) -> Noticed:
    if facts.days_agreed is None:
        yield (
            "No goal says for how long it must be seen.",
            "goals",
            "How long would everybody trust?",
        )
    elif not facts.days_held:
        yield (
            "The plan has not held for a day yet since it was shown to work;"
            f" {facts.days_agreed} days were agreed.",
            "plan",
            "Count from the day everybody sees that it works.",
        )
    elif facts.days_held < facts.days_agreed:
        yield (
            f"The plan has held for {facts.days_held} of the {facts.days_agreed} days agreed.",
            "plan",
            "Keep to what was agreed, or agree another time with the family.",
        )  # fmt: skip


def _hard_day(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.hard_days:
        yield (
            "No hard day has been handled or rehearsed.",
            "plan",
            "Which day would test it most? Rehearse that one.",
        )


def _who_stays(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.has_long_haul:
        yield (
            "It is not agreed yet who stays.",
            "long_haul",
            "Who stays, how often, and what would bring them together again?",
        )


def _child_version(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.has_child_version:
        yield (
            "The children have no version of the plan of their own.",
            "story",
            "Make it with them, in pictures.",
        )


def _last_page(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.is_story_finished:
        yield (
            "The words and pictures have no last page.",
            "story",
            "How did it end? Write that page together.",
        )


def _in_their_hands(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.has_copy:
        yield (
            "The family has not been given the plan as it stands.",
            "copy",
            "Print it, or send it the way they like.",
        )
    if not facts.has_who_to_ring:
        yield (
            "It is not written who would be rung, and when.",
            "long_haul",
            "What would make you ring, whom, and how?",
        )


def _asked_how_it_was(facts: ClosingFacts, _: Standards) -> Noticed:
    if not facts.is_feedback_offered:
        yield (
            "Nobody has asked the family how it was for them.",
            "feedback",
            "Offer them the questions, and somebody else to ask them.",
        )


def _enough_said_yes(facts: ClosingFacts, _: Standards) -> Noticed:
    if facts.committed_count < facts.network_least:
        yield (
            f"{facts.committed_count} of the {facts.network_least} people hoped for "
            "have heard the worry and said yes to a part.",
            "network",
            "Who keeps the children safe when the service has left, and said so?",
        )


RULES: Final[tuple[Rule[ClosingFacts], ...]] = (
    Rule("R-CL1", Level.BLOCK, "Everybody's number is where it was agreed to be.", "3.9", _everybody_is_there),
    Rule("R-CL2", Level.WARN, "The children were asked.", "3.9", _children_asked),
    Rule("R-CL3", Level.BLOCK, "The plan has held as long as the goals say.", "3.9", _held_as_long_as_agreed),
    Rule("R-CL4", Level.BLOCK, "A hard day was handled or rehearsed.", "3.3", _hard_day),
    Rule("R-CL5", Level.BLOCK, "Somebody stays, and it is written who.", "3.9", _who_stays),
    Rule("R-CL6", Level.BLOCK, "The children have their own version of the plan.", "3.9", _child_version),
    Rule("R-CL7", Level.WARN, "The words and pictures have a last page.", "3.9", _last_page),
    Rule("R-CL8", Level.BLOCK, "The family holds the plan, and knows whom to ring.", "3.9", _in_their_hands),
    Rule("R-CL9", Level.WARN, "The family was asked how it was for them.", "3.9", _asked_how_it_was),
    Rule("R-CL10", Level.WARN, "Enough people have heard the worry and said yes to their part (R-NW2).", "4.3 and 3.3", _enough_said_yes),
)  # fmt: skip
