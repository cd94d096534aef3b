"""What came of a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kinfold.meetings.details import Ending
from kinfold.platform.word_fields import Words
from kinfold.records.forms.fields import day_within_a_year


class EndingForm(forms.Form):
    hides_optional = True
    decided = Words(
        label="What did you decide together?",
        rows=5,
        help_text="One thing on each line, in words that everybody here would use. "
        "Each can become a rule of their plan, a promise or a next step",
        error_messages={"required": "Write what was decided, even if it is little"},
    )
    next_on = day_within_a_year("When do you meet again?", required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def __init__(
        self,
        data: Any = None,
        *,
        decided: str = "",
        next_on: date | None = None,
        version: int = 1,
    ) -> None:
        initial = {"decided": decided, "next_on": next_on, "version": version}
        super().__init__(data, initial=initial)

    @property
    def ending(self) -> Ending:
        cleaned = self.cleaned_data
        return Ending(decided=cleaned["decided"], next_on=cleaned["next_on"])
