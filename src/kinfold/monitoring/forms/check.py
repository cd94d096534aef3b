"""How a rule was lived one day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.monitoring.forms.fields import rule_choices
from kinfold.monitoring.models import PlanCheck
from kinfold.networks.forms.fields import OneOf, past_day
from kinfold.planning.forms.fields import PlanPeopleForm
from kinfold.platform.word_fields import Choice, Words
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.lived_plan import CheckDetails
from kinfold_core.practice.plan_written import PlanPerson


class CheckForm(PlanPeopleForm):
    rule = Choice(
        label="Which rule?",
        error_messages={"required": "Choose the rule this is about"},
    )
    kind = OneOf(
        label="How did you see it?",
        choices=PlanCheck.Kind.choices,
        error_messages={"required": "Choose how you saw it"},
    )
    checked_on = past_day("When?")
    what_happened = Words(
        label="What happened?",
        help_text="Who did what, and how quickly. What did the children see?",
        rows=3,
        error_messages={"required": "Write what happened"},
    )
    worked = OneOf(
        label="Did it work?",
        choices=PlanCheck.Worked.choices,
        error_messages={"required": "Choose whether it worked"},
    )
    change_made = Words(
        label="What will be different next time?",
        help_text="Did anything not work? Then the rule may need other words",
        rows=2,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        rules: Sequence[RuleRow],
        about: str = "",
    ) -> None:
        super().__init__(data)
        field = self.fields["rule"]
        field.choices = [("", "Choose"), *rule_choices(rules)]  # type: ignore[attr-defined]
        self.initial["rule"] = about
        self.ask_one("seen_by", "Who saw it?", people, missing="Say who saw it")
        self.order_fields(["rule", "kind", "checked_on", "seen_by", "seen_by_other"])

    @property
    def details(self) -> CheckDetails:
        typed = self.cleaned_data
        return CheckDetails(
            rule_id=UUID(typed["rule"]),
            kind=typed["kind"],
            checked_on=typed["checked_on"],
            seen_by=self.one("seen_by"),
            what_happened=typed["what_happened"],
            worked=typed["worked"],
            change_made=typed["change_made"],
        )
