"""The plan as it is lived: R-MO1."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core import phrases
from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_planning import LivedPlanFacts, RuleKind
from kinfold_core.practice.rules.rule import Noticed, Rule


def _hard_moments_tested(facts: LivedPlanFacts, _: Standards) -> Noticed:
    for rule in facts.rules:
        if rule.kind is RuleKind.TRIGGER_RESPONSE and not rule.times_tested:
            yield (
                f"“{phrases.shortened(rule.label)}” has not been used or practised with success yet.",
                "",
                "Walk through it together: what is the sign, who rings whom, who comes?",
            )


RULES: Final[tuple[Rule[LivedPlanFacts], ...]] = (
    Rule("R-MO1", Level.BLOCK, "Shown to work only when every rule for a hard moment has been tested.", "3.8", _hard_moments_tested),
)  # fmt: skip
