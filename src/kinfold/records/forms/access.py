"""Asking why: restricted records, emergency access and its review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinfold.platform.word_fields import ChooseMany
from kinfold.records.forms.fields import LongText
from kinfold.records.policy import EMERGENCY_REASONS, LONGEST_REASON


class EmergencyForm(forms.Form):
    reason_kind = forms.ChoiceField(
        label="Why do you need to open it now?",
        choices=list(EMERGENCY_REASONS.items()),
        widget=forms.RadioSelect,
    )
    reason = LongText(
        label="What happened?",
        max_length=LONGEST_REASON,
        help_text="A senior leader reads this and reviews what you opened",
    )


class RestrictForm(forms.Form):
    workers = ChooseMany(label="Who may open it?", choices=[])
    reason = LongText(label="Why is it restricted?", max_length=500)

    def __init__(
        self, *args: Any, workers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workers"].choices = list(workers)  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Was it right to look?",
        choices=[
            ("right", "It was right to look"),
            ("learn", "Understandable, to be talked through"),
            ("wrong", "It was not right: taken further"),
        ],
        widget=forms.RadioSelect,
    )
    note = LongText(
        label="What will be talked through or done?", required=False, max_length=1000
    )
