"""Short questions: why it comes off, how somebody sees it, how it was shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.practice.details import SharingDetails
from kinfold.practice.forms.fields import (
    LONGEST_REASON,
    Choice,
    Line,
    Words,
    add_name_fields,
    clean_name,
)
from kinfold.practice.rows import Member

FORMATS = (
    ("printed", "Printed, on paper"),
    ("large_print", "Printed, in large print"),
    ("read_aloud", "Read aloud together"),
    ("on_screen", "Looked at together on a screen"),
    ("sent", "Sent in a way the family chose"),
    ("translated", "Gone through with an interpreter"),
)
NOT_YET = {"too_late": "This day has not come yet. Enter today or an earlier day"}


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


class SharingForm(forms.Form):
    with_whom = Line(
        label="Who did you give it to?",
        longest=300,
        help_text="For example: Leanne and Nan Jo, at the kitchen table",
        error_messages={"required": "Say who was given it"},
    )
    format = Choice(label="How?", choices=FORMATS)
    shared_on = DayField(
        label="When?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.initial["shared_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["details"] = SharingDetails(
                format=cleaned["format"],
                with_whom=cleaned["with_whom"],
                shared_on=cleaned["shared_on"],
            )
        return cleaned
