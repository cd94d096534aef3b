"""How the family was given their copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from kinfold.copies.models import MapSharing
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Line
from kinfold_core.practice.written import SharingDetails


class SharingForm(forms.Form):
    with_whom = Line(
        label="Who did you give it to?",
        longest=300,
        help_text="For example: Leanne and Nan Jo, at the kitchen table",
        error_messages={"required": "Say who was given it"},
    )
    format = Choice(label="How?", choices=MapSharing.Format.choices)
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
