"""Next steps: R-NS1."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import NextStepsFacts, Standards
from kinfold_core.practice.rules.rule import Noticed, Rule


def _not_only_ours(facts: NextStepsFacts, _: Standards) -> Noticed:
    if facts.service_count and not facts.own_count:
        yield (
            f"Every next step towards {facts.goal} is a worker's.",
            "who",
            "What small thing could somebody of the family or the network do first?",
        )


RULES: Final[tuple[Rule[NextStepsFacts], ...]] = (
    Rule("R-NS1", Level.WARN, "At least one next step towards each goal is the family's or the network's own.", "2.7", _not_only_ours),
)  # fmt: skip
