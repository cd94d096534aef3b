"""What the rules say of a rule of the plan as it is typed."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kinfold.vocabulary.reading import reading_age
from kinfold_core.findings import Finding
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.living_map import fields_of
from kinfold_core.practice.plan_findings import findings_with
from kinfold_core.practice.plan_written import PlanRuleDetails

NEW = UUID(int=0)
WHO = "R-SP3"


def rule_rules(
    plan: StandingPlan, typed: PlanRuleDetails, row: RuleRow | None = None
) -> tuple[Finding, ...]:
    """Nothing before a word is written; who does it may still come in a new rule."""
    if not typed.text:
        return ()
    found = findings_with(plan, _as_typed(typed, row))
    if row is None and not typed.carriers:
        return tuple(one for one in found if one.rule != WHO)
    return found


def _as_typed(typed: PlanRuleDetails, row: RuleRow | None) -> RuleRow:
    """The rule as it would stand if what was typed were saved now."""
    return RuleRow(
        **fields_of(typed, PlanRuleDetails),
        id=row.id if row else NEW,
        version=row.version if row else 1,
        reading_age=None if typed.is_own_words else reading_age(typed.text),
        readings=(),
        answer=None,
        entered_by="",
        changed_by="",
        changed_at=timezone.now(),
        withdrawn_at=None,
        withdrawn_reason="",
        is_live=False,
    )
