"""The road to closing: R-TR1 to R-TR4."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core import phrases
from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_road import MilestoneFacts, TrajectoryFacts
from kinfold_core.practice.rules.rule import Noticed, Rule


def _closure(facts: TrajectoryFacts, _: Standards) -> Noticed:
    if not facts.closure.strip():
        yield (
            "It does not say what it will look like when services need not stay.",
            "closure",
            "What will everybody be seeing on the day you say goodbye?",
        )
        return
    for phrase in wording.labels_in(facts.closure):
        yield (
            f"“{phrase.found}” is not a plain word for the family.",
            "closure",
            phrase.suggestion,
        )


def _owner_and_date(facts: TrajectoryFacts, _: Standards) -> Noticed:
    for step in facts.milestones:
        if not step.owner.strip():
            yield (
                f"Nobody is named for {_named(step)}.",
                "owner",
                "Who will see to it?",
            )
        if not step.has_date:
            yield (f"There is no day for {_named(step)}.", "target_on", "By when, if all goes as hoped?")  # fmt: skip


def _agency_promises(facts: TrajectoryFacts, _: Standards) -> Noticed:
    if facts.milestones and all(s.owner_kind != "agency" for s in facts.milestones):
        yield (
            "Every step is the family's. Services have promised nothing yet.",
            "",
            "What will we do, and by when?",
        )


def _slips(facts: TrajectoryFacts, _: Standards) -> Noticed:
    for step in facts.milestones:
        if step.slips_without_reason:
            yield (
                f"The day of {_named(step)} moved, and nobody said why.",
                "reason",
                "What got in the way, and what would help now?",
            )
        if step.hidden_slips:
            yield (
                f"The day of {_named(step)} moved where the family cannot see it.",
                "",
                "How will you tell them?",
            )


def _named(step: MilestoneFacts) -> str:
    return f"“{phrases.shortened(step.what)}”"


RULES: Final[tuple[Rule[TrajectoryFacts], ...]] = (
    Rule("R-TR1", Level.WARN, "Says in plain words what it will look like when services need not stay.", "3.4", _closure),
    Rule("R-TR2", Level.BLOCK, "Every step has somebody named and a day.", "3.4", _owner_and_date),
    Rule("R-TR3", Level.WARN, "At least one step is the agency's own promise.", "3.4", _agency_promises),
    Rule("R-TR4", Level.BLOCK, "A day that moves has its reason, and the family sees it.", "3.4", _slips),
)  # fmt: skip
