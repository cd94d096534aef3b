"""The long haul: R-LH1 to R-LH4. Questions beside an agreement, which stands anyway."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinfold_core.findings import Level
from kinfold_core.phrases import listed
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.rules.rule import Noticed, Rule


@dataclass(frozen=True, slots=True)
class LongHaulFacts:
    """Who stays after the service has left. `not_told`: those who have not heard."""

    who_stays: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    emergency: str = ""
    child_copy: str = ""


def _have_heard(facts: LongHaulFacts, _: Standards) -> Noticed:
    if facts.not_told:
        verb = "stays, and has" if len(facts.not_told) == 1 else "stay, and have"
        yield (
            f"{listed(facts.not_told)} {verb} not heard the whole worry.",
            "who_stays",
            "Who will tell them before we leave?",
        )


def _more_than_one(facts: LongHaulFacts, _: Standards) -> Noticed:
    if len(facts.who_stays) == 1:
        yield (
            f"{facts.who_stays[0]} stays alone.",
            "who_stays",
            "Who is there when they are ill, or away?",
        )


def _at_any_hour(facts: LongHaulFacts, _: Standards) -> Noticed:
    if not facts.emergency.strip():
        yield (
            "Nobody is named who comes at once.",
            "emergency",
            "Who would come at two in the night?",
        )


def _for_the_children(facts: LongHaulFacts, _: Standards) -> Noticed:
    if not facts.child_copy.strip():
        yield (
            "It does not say how the children have it.",
            "child_copy",
            "Where can they see who stays, in their own way?",
        )


RULES: Final[tuple[Rule[LongHaulFacts], ...]] = (
    Rule("R-LH1", Level.WARN, "Whoever stays has heard the worry.", "4.5", _have_heard),
    Rule("R-LH2", Level.WARN, "More than one person stays.", "4.5", _more_than_one),
    Rule("R-LH3", Level.HINT, "Somebody is named who comes at once.", "4.5", _at_any_hour),
    Rule("R-LH4", Level.HINT, "The children have it in their own way.", "4.5", _for_the_children),
)  # fmt: skip
