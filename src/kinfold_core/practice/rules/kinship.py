"""Living with family or friends: R-KI1 to R-KI10.

R-KI1 to 3 are the practice design's; 4 to 10 are ours, for what cannot be so in law or
should be looked at twice.
"""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_kinship import CareFacts, KinshipFacts
from kinfold_core.practice.kinship_clocks import SOON_DAYS
from kinfold_core.practice.kinship_law import (
    ADULT,
    PRIVATE_FROM_DAYS,
    PRIVATE_UNTIL,
    Kind,
)
from kinfold_core.practice.rules.rule import Noticed, Rule

_UNORDERED = frozenset({Kind.CLOSE_FAMILY, Kind.SHORT_STAY})


def _nights_have_a_name(facts: KinshipFacts, _: Standards) -> Noticed:
    for night in facts.unclassified_nights:
        yield (
            f"A night with somebody else, and nobody has said what care it is: “{night.words}”",
            night.key,
            "If the child sleeps there: is it a short stay, close family or foster care?",
        )


def _both_sides(facts: KinshipFacts, _: Standards) -> Noticed:
    for side in facts.sides_not_asked:
        yield (
            f"Nobody on the {side} was thought of, and nobody has been asked.",
            "options",
            "Who are their people? Ask, and write down what was answered.",
        )


def _clocks(facts: CareFacts, _: Standards) -> Noticed:
    for clock in facts.clocks:
        if clock.days_left <= SOON_DAYS:
            yield (
                f"{clock.title}. {clock.sentence}",
                "clocks",
                "Who does what about it, and by which day?",
            )


def _rights(facts: CareFacts, _: Standards) -> Noticed:
    if not facts.is_rights_explained:
        yield (
            f"Nobody has explained to {facts.carer} what this care means for them.",
            "rights",
            "Print the paper, read it together, and ask what they would like to know.",
        )


def _right_name(facts: CareFacts, _: Standards) -> Noticed:
    is_young = facts.child_years is None or facts.child_years < PRIVATE_UNTIL
    could_be_private = is_young or facts.is_child_disabled
    if facts.kind in _UNORDERED and not facts.is_close and could_be_private:
        if facts.days >= PRIVATE_FROM_DAYS:
            yield (
                f"{facts.carer} is not close family, and {facts.child} has been there for {facts.days} days. In law this is private fostering.",
                "kind",
                "Tell the council, and write it down as private fostering.",
            )
        elif facts.kind is Kind.CLOSE_FAMILY:
            yield (
                f"{facts.carer} is not close family in law. This is a short stay, and from 28 days private fostering.",
                "kind",
                "Close family are grandparents, brothers, sisters, uncles, aunts and step-parents.",
            )
    if facts.kind is Kind.PRIVATE_FOSTERING:
        if facts.is_close:
            yield (
                f"{facts.carer} is close family, so in law this is not private fostering.",
                "kind",
                "Is it care within close family, or did the service arrange it?",
            )
        if not could_be_private:
            yield (
                f"{facts.child} is {facts.child_years}. Private fostering is of a child under 16, or 18 when disabled.",
                "kind",
                "What is it called from now on, and who still looks in?",
            )


def _ages(facts: CareFacts, _: Standards) -> Noticed:
    least = facts.kind.law.youngest_carer
    if facts.child_years is not None and facts.child_years >= ADULT:
        yield (
            f"{facts.child} is {facts.child_years}, and a grown-up in law.",
            "child",
            "Choose another child, or check the date of birth.",
        )
    if (
        least is not None
        and facts.carer_years is not None
        and facts.carer_years < least
    ):
        yield (
            f"{facts.carer} is {facts.carer_years}. For this the law asks for {least} or older.",
            "carer",
            "Check the date of birth, or choose another kind of care.",
        )


def _look_twice(facts: CareFacts, _: Standards) -> Noticed:
    is_young = facts.carer_years is not None and facts.carer_years < ADULT
    if is_young and facts.kind.law.youngest_carer is None:
        yield (
            f"{facts.carer} is {facts.carer_years}, and a child in law too.",
            "carer",
            "Who looks after both of them?",
        )
    if facts.is_danger_source:
        yield (
            f"The worry is about what {facts.carer} does, and {facts.child} is in their care.",
            "carer",
            "Who else is there, and how would anybody know that it happens?",
        )


def _who_arranged(facts: CareFacts, _: Standards) -> Noticed:
    if not facts.kind.law.is_private:
        return
    if facts.arranged == "authority":
        yield (
            "The service arranged this, and it is called private. In law the child may be looked after.",
            "arranged",
            "Ask for legal advice. It decides what the carer is paid and what the child is owed.",
        )
    if facts.arranged == "disputed":
        yield (
            "People do not agree on who arranged this.",
            "arranged",
            "What did the service do, say and offer on the first day? A court would ask that.",
        )


def _looked_at_first(facts: CareFacts, _: Standards) -> Noticed:
    if facts.kind is Kind.TEMPORARY_FOSTER and not facts.is_looked_at:
        yield (
            f"Nothing says that somebody looked at whether {facts.carer} could do it before {facts.child} came.",
            "viability",
            "Regulation 24 asks for that first. Write down the day, or say why it was not done.",
        )


def _over_a_childs_no(facts: CareFacts, _: Standards) -> Noticed:
    for why_not in facts.not_wanted:
        yield (f"{why_not}.", "carer", "Who listens to the child about it, and when?")


FAMILY_RULES: Final[tuple[Rule[KinshipFacts], ...]] = (
    Rule("R-KI1", Level.WARN, "Every night away from home in a plan says what kind of care it is.", "4.6", _nights_have_a_name),
    Rule("R-KI8", Level.HINT, "Both sides of every child were asked.", "4.6", _both_sides),
)  # fmt: skip
CARE_RULES: Final[tuple[Rule[CareFacts], ...]] = (
    Rule("R-KI2", Level.WARN, "Every clock of the arrangement is kept, and said plainly when it ran out.", "4.6", _clocks),
    Rule("R-KI3", Level.WARN, "The carer has been told what this care means for them.", "4.6", _rights),
    Rule("R-KI4", Level.WARN, "The arrangement is called what it is in law.", "4.6", _right_name),
    Rule("R-KI5", Level.BLOCK, "Child and carer are of an age at which this can be.", "4.6", _ages),
    Rule("R-KI6", Level.WARN, "Whoever cares for the child is not who the worry is about, nor a child.", "4.6", _look_twice),
    Rule("R-KI7", Level.WARN, "It is clear who arranged it, because that decides what everybody is owed.", "4.6", _who_arranged),
    Rule("R-KI9", Level.WARN, "Somebody looked at it before the child came to a carer who is approved for now.", "4.6", _looked_at_first),
    Rule("R-KI10", Level.WARN, "Nobody cares for a child over a child's no, unless somebody answers for it.", "4.6", _over_a_childs_no),
)  # fmt: skip
