from kinfold.planning.models.answers import (
    RuleAnswer,
    RuleReading,
    RuleSuggestion,
    SuggestionAnswer,
)
from kinfold.planning.models.plan import PlanSource, PlanStep, PlanVersion, SafetyPlan
from kinfold.planning.models.rule import (
    PlanRule,
    PlanRuleRevision,
    RuleBottomLine,
    RuleDanger,
    RuleWho,
)

__all__ = [
    "PlanRule",
    "PlanRuleRevision",
    "PlanSource",
    "PlanStep",
    "PlanVersion",
    "RuleAnswer",
    "RuleBottomLine",
    "RuleDanger",
    "RuleReading",
    "RuleSuggestion",
    "RuleWho",
    "SafetyPlan",
    "SuggestionAnswer",
]
