"""What the rules of practice say of a family's plan as it stands."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.findings import Finding
from kinfold_core.practice import rulebook
from kinfold_core.practice.facts_planning import (
    CarrierFacts,
    PlanRuleFacts,
    RuleKind,
    SafetyPlanFacts,
    Topic,
)
from kinfold_core.practice.facts_road import BottomLinesFacts
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.plan_written import Who

BEFORE_LIVE = frozenset({"R-SP6"})
"""Asked only when a plan is about to go live: until then the words still move."""


def plan_findings(plan: StandingPlan) -> tuple[Finding, ...]:
    """Help for those who write: all but what is asked at the end."""
    return tuple(one for one in _all(plan) if one.rule not in BEFORE_LIVE)


def findings_with(plan: StandingPlan, rule: RuleRow) -> tuple[Finding, ...]:
    """What the rules say of one rule, as if it stood so in this plan.

    Of a thing a service gives also that the plan would be made of services.
    """
    others = tuple(one for one in plan.rules if one.id != rule.id)
    found = plan_findings(replace(plan, rules=(*others, rule)))
    about = {str(rule.id), ""} if rule.is_service else {str(rule.id)}
    return tuple(one for one in found if one.where in about)


def what_stops_it(plan: StandingPlan) -> tuple[Finding, ...]:
    """Why this plan cannot go live: somebody not told, not read, or a line not met."""
    uncovered = rulebook.check_bottom_lines(
        BottomLinesFacts(
            uncovered=tuple(line.text for line in plan.uncovered_bottom_lines)
        )
    )
    return tuple(one for one in (*uncovered, *_all(plan)) if one.is_blocking)


def _all(plan: StandingPlan) -> tuple[Finding, ...]:
    return rulebook.check_safety_plan(
        SafetyPlanFacts(
            rules=tuple(_rule(plan, rule) for rule in plan.rules),
            dangers=tuple(Topic(str(d.id), d.label) for d in plan.dangers),
        )
    )


def _rule(plan: StandingPlan, rule: RuleRow) -> PlanRuleFacts:
    return PlanRuleFacts(
        key=str(rule.id),
        text=rule.text,
        kind=RuleKind(rule.kind),
        carriers=tuple(_carrier(plan, rule, who) for who in rule.carriers),
        backups=tuple(_carrier(plan, rule, who) for who in rule.backups),
        dangers=tuple(str(key) for key in rule.danger_ids),
        bottom_lines=tuple(str(key) for key in rule.bottom_line_ids),
        is_own_words=rule.is_own_words,
        reading_age=rule.reading_age,
    )


def _carrier(plan: StandingPlan, rule: RuleRow, who: Who) -> CarrierFacts:
    return CarrierFacts(
        name=who.name,
        is_told=all(plan.knows(who, danger) for danger in rule.danger_ids),
        is_child=plan.is_child(who),
        is_source=any(
            who.is_same_as(one)
            for danger in rule.danger_ids
            for one in plan.sources.get(danger, ())
        ),
        has_read=rule.is_read_with(who),
    )
