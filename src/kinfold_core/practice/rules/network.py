"""The network: R-NW1."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.rules.rule import Noticed, Rule


def _have_heard(facts: NetworkFacts, _: Standards) -> Noticed:
    if facts.named_count and not facts.heard_count:
        yield (
            f"{facts.named_count} named, and nobody has heard the worry yet.",
            "",
            "Who will tell them, and who agrees that they may know?",
        )


RULES: Final[tuple[Rule[NetworkFacts], ...]] = (
    Rule("R-NW1", Level.WARN, "Only people who have heard the danger statements count as the network.", "4.3", _have_heard),
)  # fmt: skip
