"""Short questions: why it comes off, how somebody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import LONGEST_REASON, NOT_YET, Line, Words
from kinfold.practice.forms.fields import (
    add_name_fields,
    clean_name,
)
from kinfold_core.practice.living_map import Member


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = Line(
        label="Why does it come off the map?",
        help_text="It stays readable, with this reason beside it.",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why this comes off the map"},
    )


class DisagreementForm(forms.Form):
    hides_optional = True
    words = Words(
        label="What do they say, in their own words?",
        rows=4,
        error_messages={"required": "Write what they say, in their own words"},
    )
    said_on = DayField(
        label="When did they say it?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.people = people
        add_name_fields(
            self,
            "who",
            label="Who sees it differently?",
            people=people,
            nobody="Choose",
        )
        self.order_fields(["who", "who_other", "words", "said_on"])
        self.initial["said_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = clean_name(self, "who", self.people)
        if not named.name and not {"who", "who_other"} & self.errors.keys():
            self.add_error("who", "Say who sees it differently")
        cleaned["named"] = named
        return cleaned
