"""Asking what somebody must not learn of whom, and why."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import ChooseMany
from kinfold.records.forms.family import Choices
from kinfold.records.forms.fields import LongText, past_day

KINDS = [
    ("no_contact", "They must not meet or have contact"),
    ("court", "A court forbids that they learn of the other"),
    ("adoption", "The adoption is confidential"),
    ("third_party", "What the other told us is not for them"),
]


class SeparationForm(forms.Form):
    others = ChooseMany(label="Of whom?", choices=[])
    kind = forms.ChoiceField(
        label="What is it?", choices=KINDS, widget=forms.RadioSelect
    )
    reason = LongText(
        label="Why, and who decided it?",
        max_length=2000,
        help_text="For example: Non-molestation order of 3 May 2026, until 3 May 2027",
        error_messages={"required": "Say why, and who decided it"},
    )
    is_both_ways = forms.BooleanField(
        label="It holds the other way round too", required=False
    )

    def __init__(self, *args: Any, name: str, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].label = f"Of whom must {name} not learn?"
        self.fields["others"].choices = list(people)  # type: ignore[attr-defined]


class EndSeparationForm(forms.Form):
    ended_on = past_day("Until which day?")
    reason = LongText(
        label="Why is it over, and who decided it?",
        max_length=2000,
        error_messages={"required": "Say why it is over, and who decided it"},
    )
