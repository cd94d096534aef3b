"""Who answers for somebody whom a child does not want there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.networks.forms.fields import (
    NamingForm,
    OneOf,
    day_within_a_year,
    past_day,
)
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core.practice.child_no import LONGEST_DESPITE, DespiteDetails
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.what_was_read import STAMP_LENGTH

THERE, NOT_THERE = "there", "not_there"


class DespiteForm(NamingForm):
    version = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=STAMP_LENGTH
    )
    outcome = OneOf(
        label="What was decided?",
        choices=[
            (THERE, "They are needed all the same, until a day"),
            (NOT_THERE, "They are not asked, or not any more"),
        ],
        error_messages={"required": "Choose what was decided"},
    )
    reason = Line(
        label="Why?",
        longest=LONGEST_REASON,
        help_text="So that it could be read to the child",
        error_messages={"required": "Say why"},
    )
    decided_on = past_day("When was it decided?")
    review_on = day_within_a_year(
        "When is it looked at again, with the child?",
        required=False,
        help_text=f"Within {LONGEST_DESPITE.days // 7} weeks. After this day the "
        "child's no counts again",
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], seen: str
    ) -> None:
        super().__init__(data, initial={"version": seen})
        self.ask_who(
            "decided_by", "Who decided, and answers for it?", people,
            missing="Say who decided",
            help_text="That they are needed all the same is decided by a team manager "
            "or a conference chair, never by the one the child said no to",
        )  # fmt: skip
        self.order_fields(["outcome", "reason", "decided_by", "decided_by_other"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_there = cleaned.get("outcome") == THERE
        if is_there and not cleaned.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", "Say when it is looked at again")
        return cleaned

    @property
    def details(self) -> DespiteDetails:
        cleaned = self.cleaned_data
        return DespiteDetails(
            is_there=cleaned["outcome"] == THERE,
            reason=cleaned["reason"],
            decided_by=cleaned["decided_by_named"],
            decided_on=cleaned["decided_on"],
            review_on=cleaned["review_on"],
        )
