"""What is said to a rule: read through, answered, other words suggested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import ChooseMany, OneOf, past_day
from kinfold.planning.forms.fields import PlanPeopleForm, of_the_family
from kinfold.planning.models import RuleReading
from kinfold.platform.word_fields import Words
from kinfold_core import phrases
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.plan_written import (
    PlanPerson,
    ReadingDetails,
    SuggestionAnswerDetails,
)

YES_NO = (("yes", "Yes"), ("no", "No"))
ANSWERS = (("accepted", "Accept it as it stands"), ("not_yet", "Not yet"))


class ReadingForm(PlanPeopleForm):
    """The rules that were read through with somebody, as they now stand."""

    understood = OneOf(
        label="Could they say it back in their own words?",
        choices=RuleReading.Understood.choices,
        error_messages={"required": "Choose how well they could say it back"},
    )
    words = Words(
        label="What did they say?",
        help_text="What they would do differently, or what is not clear to them",
        rows=2,
        required=False,
    )
    read_on = past_day("When did you read it together?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        rules: Sequence[RuleRow],
        whom: str = "",
    ) -> None:
        super().__init__(data)
        self.ask_one(
            "who", "With whom?", of_the_family(people), missing="Say with whom"
        )
        self.fields["rules"] = ChooseMany(
            label="Which rules?",
            choices=[(str(one.id), phrases.shortened(one.text, 120)) for one in rules],
            error_messages={"required": "Tick the rules you read through together"},
        )
        self.initial["who"] = whom
        chosen = next((one.who for one in people if one.key == whom), None)
        self.initial["rules"] = [
            str(rule.id)
            for rule in rules
            if chosen and any(chosen.is_same_as(one) for one in rule.named)
        ]
        self.order_fields(["who", "who_other", "rules", "understood", "words"])

    @property
    def rule_ids(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["rules"]]

    @property
    def details(self) -> ReadingDetails:
        return ReadingDetails(
            who=self.one("who"),
            read_on=self.cleaned_data["read_on"],
            understood=self.cleaned_data["understood"],
            words=self.cleaned_data["words"],
        )


class AnswerForm(forms.Form):
    """The service's answer, to a rule or to the plan. It changes no word."""

    hides_optional = True
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000
    )
    answer = OneOf(
        label="What does the service say?",
        choices=ANSWERS,
        error_messages={"required": "Choose what the service says"},
    )
    words = Words(
        label="Why, or what is still missing?",
        help_text="The family reads this. Say what must be so, and leave how to them.",
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "not_yet" and not cleaned.get("words"):
            self.add_error(
                "words", "Say what is still missing, so that they can mend it"
            )
        return cleaned

    @property
    def is_accepted(self) -> bool:
        return bool(self.cleaned_data["answer"] == "accepted")


class SuggestForm(forms.Form):
    text = Words(
        label="What do you suggest?",
        help_text="Who would do what, in plain words",
        rows=3,
        error_messages={"required": "Write what you suggest"},
    )
    why = Words(
        label="Why?",
        help_text="The family reads this, and says yes or no",
        rows=2,
        error_messages={"required": "Say why, so that the family can judge it"},
    )


class SuggestionAnswerForm(PlanPeopleForm):
    """What somebody of the family or network said to a suggestion."""

    answer = OneOf(
        label="What did they say?",
        choices=YES_NO,
        error_messages={"required": "Choose what they said"},
    )
    new_text = Words(
        label="How does the rule read now, as they say it?",
        help_text="Only when they said yes",
        rows=3,
        required=False,
    )
    words = Words(
        label="Their words",
        help_text="When they said no, why",
        rows=2,
        required=False,
    )
    answered_on = past_day("When?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        suggested: str,
        is_about_rule: bool,
    ) -> None:
        super().__init__(data)
        self.initial["new_text"] = suggested
        if not is_about_rule:
            del self.fields["new_text"]
        self.ask_one(
            "who", "Who answered?", of_the_family(people),
            missing="Say who of the family or network answered",
        )  # fmt: skip
        self.order_fields(["who", "who_other", "answer", "new_text", "words"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == "no":
            self._needs("words", "Write what they said, in their words")
        elif answer == "yes" and "new_text" in self.fields:
            self._needs("new_text", "Write how the rule reads now, as they say it")
        return cleaned

    def _needs(self, name: str, missing: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, missing)

    @property
    def details(self) -> SuggestionAnswerDetails:
        return SuggestionAnswerDetails(
            who=self.one("who"),
            capacity=self.capacity("who"),
            is_yes=self.cleaned_data["answer"] == "yes",
            answered_on=self.cleaned_data["answered_on"],
            words=self.cleaned_data["words"],
            new_text=self.cleaned_data.get("new_text", ""),
        )
