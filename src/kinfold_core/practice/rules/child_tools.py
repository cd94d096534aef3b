"""The child's own voice: R-CV1 to R-CV8."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.child_tools import TALKS_FROM, Consent, Disclosed
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_child import ChildSessionFacts
from kinfold_core.practice.rules.rule import Noticed, Rule


def _can_talk(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if facts.age is not None and facts.age < TALKS_FROM:
        yield (
            f"{facts.child} is {facts.age}, and these tools are talked with.",
            "tool",
            "What do you see when you play with them? Who knows how they show it?",
        )


def _asked_and_told(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if not facts.has_assent:
        yield (
            f"It does not say that {facts.child} wanted to.",
            "has_assent",
            "Ask. A no is an answer too, for today.",
        )
    if not facts.limits_explained:
        yield (
            f"{facts.child} has not heard what cannot stay between you.",
            "limits_explained",
            "“If you are not safe, I must tell somebody. I will tell you first.”",
        )


def _parents_asked(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if facts.consent != Consent.GIVEN and not facts.consent_why.strip():
        yield (
            "It does not say why it was done without a parent's yes.",
            "consent_why",
            "What would have happened if you had asked? What did they say?",
        )


def _acted(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if not facts.disclosure:
        yield (
            "It does not say whether the child told something that must be acted on.",
            "disclosure",
            "Think back: is there anything that somebody has to know today?",
        )
    elif facts.disclosure == Disclosed.YES and not facts.disclosures:
        yield (
            "The child told something, and it does not say what was done.",
            "disclosure",
            "What did you do, and who did you tell, and when?",
        )


def _read_back(facts: ChildSessionFacts, _: Standards) -> Noticed:
    missing = facts.item_count - facts.read_back_count
    if missing > 0:
        yield (
            f"{missing} of {facts.item_count} not read back to {facts.child} yet.",
            "read_back",
            "“Is this just as you said it?” Change it until it is.",
        )


def _asked_who_may_see(facts: ChildSessionFacts, _: Standards) -> Noticed:
    missing = facts.item_count - facts.asked_count
    if missing > 0:
        yield (
            f"{facts.child} was not asked who may see {missing} of {facts.item_count}.",
            "sharing",
            "“Who may see this? Who not? Only when you are there?” Until then nobody does.",
        )


def _answered(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if not facts.is_finished or facts.is_shown_back:
        return
    late = f" It was due {facts.days_overdue} days ago." if facts.days_overdue else ""
    if not facts.has_answer:
        yield (
            f"No grown-up has answered {facts.child} yet.{late}",
            "response",
            "What is different now because of what the child said? If nothing, why?",
        )
    else:
        yield (
            f"{facts.child} has not been shown the answer yet.{late}",
            "response",
            "Sit down with the child, show it, and write down what they say.",
        )


def _told_first(facts: ChildSessionFacts, _: Standards) -> Noticed:
    if facts.untold_overrides:
        yield (
            f"{facts.child} does not know yet that something was told in spite of their no.",
            "override",
            "Who tells the child, when, and in which words?",
        )


RULES: Final[tuple[Rule[ChildSessionFacts], ...]] = (
    Rule("R-CV1", Level.WARN, "Is with a child who talks, or says how the child shows it.", "6", _can_talk),
    Rule("R-CV2", Level.BLOCK, "Has the child's own yes, and the child knows what must be told on.", "6", _asked_and_told),
    Rule("R-CV3", Level.BLOCK, "Has a parent's yes, or the reason why not.", "6", _parents_asked),
    Rule("R-CV4", Level.BLOCK, "Says what was done when the child told something unsafe.", "6", _acted),
    Rule("R-CV5", Level.WARN, "Was read back to the child, every word of it.", "6", _read_back),
    Rule("R-CV6", Level.WARN, "Says of each thing who may see it, as the child chose.", "6, 11.3", _asked_who_may_see),
    Rule("R-CV7", Level.WARN, "Is answered by the adults, and the answer shown to the child.", "6", _answered),
    Rule("R-CV8", Level.WARN, "Tells the child when something was told on for their safety.", "6, 11.3", _told_first),
)  # fmt: skip
