"""Questions that the journal, a check and a review ask alike."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold.networks.forms.fields import ChooseMany
from kinfold_core import phrases
from kinfold_core.practice.family_plan import RuleRow


def rule_choices(rules: Sequence[RuleRow]) -> list[tuple[str, str]]:
    return [(str(rule.id), phrases.shortened(rule.text, 110)) for rule in rules]


def some_rules(label: str, rules: Sequence[RuleRow], help_text: str = "") -> ChooseMany:
    """A box for each rule of the plan."""
    return ChooseMany(
        label=label, choices=rule_choices(rules), required=False, help_text=help_text
    )
