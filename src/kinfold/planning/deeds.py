"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "plan.accepted": "Accepted the family's plan",
    "plan.agreed": "Wrote down that family and network agree on the plan",
    "plan.begun": "Began the family's plan",
    "plan.demonstrated": "Said that the plan has been shown to work",
    "plan.live": "The family's plan went live",
    "plan.long_haul": "The family keeps its plan for the long haul",
    "plan.not_yet": "Said why the plan is not accepted yet",
    "plan.read_through": "Wrote down that rules were read through with somebody",
    "plan.renamed": "Called the plan what the family calls it",
    "plan.reopened": "Opened the plan again to change a rule",
    "plan.resumed": "The family's plan is live again",
    "plan.sources_named": "Wrote down whose actions a worry is about",
    "plan.suspended": "Suspended the family's plan",
    "plan_rule.accepted": "Accepted a rule of the family's plan",
    "plan_rule.changed": "Wrote down a changed rule of the family's plan",
    "plan_rule.not_yet": "Said why a rule is not accepted yet",
    "plan_rule.put_back": "Put a rule back in the family's plan",
    "plan_rule.suggested": "Suggested words for the family's plan",
    "plan_rule.suggestion_accepted": "Wrote down that the family took a suggestion",
    "plan_rule.suggestion_declined": "Wrote down that the family declined a suggestion",
    "plan_rule.withdrawn": "Took a rule out of the family's plan",
    "plan_rule.written": "Wrote down a rule of the family's plan",
    "planning.form": "Opened the family's plan to write on it",
    "planning.plans": "Read where the family's plans stand",
    "planning.rule": "Read a rule of the family's plan",
    "planning.safety-plan": "Read the family's safety plan",
    "planning.version": "Read what was in force of the family's plan",
}
