"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kinfold_core.findings import Finding, Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.words import looking_in

FactsT = TypeVar("FactsT")

Noticed = Iterator[tuple[str, str, str]]
"""What a check notices, each as (message, where, suggestion)."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[FactsT]):
    """A rule with its id, its level, what it asks for and where it comes from.

    `asks` is a sentence for people; `source` names a section of the practice design.
    """

    id: str
    level: Level
    asks: str
    source: str
    check: Callable[[FactsT, Standards], Noticed]

    def findings(self, facts: FactsT, standards: Standards) -> tuple[Finding, ...]:
        with looking_in(standards.language):
            return tuple(
                Finding(self.id, self.level, message, where, suggestion)
                for message, where, suggestion in self.check(facts, standards)
            )


def apply(
    rules: tuple[Rule[FactsT], ...],
    facts: FactsT,
    standards: Standards | None = None,
) -> tuple[Finding, ...]:
    """Every finding of the rules, in their order."""
    chosen = standards or Standards()
    return tuple(finding for rule in rules for finding in rule.findings(facts, chosen))
