"""Changes to a family's plan. Keyword-only, `by=`, one transaction with audit."""

from kinfold.planning.actions.answers import answer_rule, read_through
from kinfold.planning.actions.living import (
    demonstrate,
    go_live,
    hold_for_long,
    resume,
    suspend,
)
from kinfold.planning.actions.plans import agree, answer_plan, name_sources, rename
from kinfold.planning.actions.rules import (
    add_rule,
    change_rule,
    put_back_rule,
    withdraw_rule,
)
from kinfold.planning.actions.suggestions import answer_suggestion, suggest

__all__ = [
    "add_rule",
    "agree",
    "answer_plan",
    "answer_rule",
    "answer_suggestion",
    "change_rule",
    "demonstrate",
    "go_live",
    "hold_for_long",
    "name_sources",
    "put_back_rule",
    "read_through",
    "rename",
    "resume",
    "suggest",
    "suspend",
    "withdraw_rule",
]
