"""The numbers an authority hopes for, as they are typed."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.expectations.words import COUNTS, SAID
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core.practice.expectations import LIMITS, Expectations, values_of


class ExpectationsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: Any = None, *, standing: Expectations, version: int
    ) -> None:
        super().__init__(data)
        self.initial["version"] = version
        now = values_of(standing)
        for name, (label, counts) in SAID.items():
            least, most = LIMITS[name]
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=COUNTS[counts],
                min_value=least,
                max_value=most,
                initial=now[name],
                widget=forms.NumberInput({"class": "govuk-input--width-3"}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    f"Give a number from {least} to {most} for “{label.lower()}”",
                ),
            )
        self.fields["why"] = Line(
            label="Why are you changing this?",
            longest=LONGEST_REASON,
            help_text="Colleagues will read it beside the change",
            error_messages={"required": "Say why, so that colleagues know"},
        )

    def hoped(self) -> Expectations:
        return Expectations(**{name: self.cleaned_data[name] for name in SAID})
