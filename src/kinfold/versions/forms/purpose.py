"""Saying what the map is for now."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice
from kinfold.practice.models import Mapping


class PurposeForm(forms.Form):
    purpose = Choice(
        label="What is it for?",
        choices=Mapping.Purpose.choices,
        error_messages={
            "required": "Choose what the map is for",
            "invalid_choice": "Choose what the map is for from the list",
        },
    )

    def __init__(self, data: Any = None, *, purpose: str) -> None:
        super().__init__(data, initial={"purpose": purpose})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["details"] = cleaned.get("purpose")
        return cleaned
