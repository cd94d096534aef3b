"""Reads of a family's plan: viewer first, rows out."""

from kinfold.planning.selectors.dangers import dangers_of, rules_of, sources_of
from kinfold.planning.selectors.people import people_of_plan
from kinfold.planning.selectors.plan import (
    plan_in_force,
    plan_version,
    rule_history,
    rule_now,
    standing_plan,
    wordings_of,
)

__all__ = [
    "dangers_of",
    "people_of_plan",
    "plan_in_force",
    "plan_version",
    "rule_history",
    "rule_now",
    "rules_of",
    "sources_of",
    "standing_plan",
    "wordings_of",
]
