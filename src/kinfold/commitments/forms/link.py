"""A link on which somebody answers from their own telephone."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.commitments.details import AskLinkDetails
from kinfold.platform.our_words import languages
from kinfold.platform.word_fields import Choice, Line
from kinfold_core.practice.copy_link import DAYS_OPEN, why_not_a_code

DAYS = ((1, "1 day"), (7, "1 week"), (DAYS_OPEN, "2 weeks"), (30, "30 days"))


class AskLinkForm(forms.Form):
    language = Choice(label="In which language do we ask?")
    code = Line(
        label="A code of their own choosing",
        longest=100,
        required=False,
        help_text="6 or more letters or numbers. Leave it empty and Kinfold makes one. "
        "It is asked for each time.",
    )
    days = Choice(
        label="How long does it open?",
        choices=[(str(days), label) for days, label in DAYS],
        help_text="You or they can end it at any time.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"days": str(DAYS_OPEN), "language": "en"})
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name if one.is_english else f"{one.name} ({one.in_english})")
            for one in languages()
        ]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if wrong := code and why_not_a_code(code):
            raise forms.ValidationError(wrong)
        return code

    @property
    def details(self) -> AskLinkDetails:
        cleaned = self.cleaned_data
        return AskLinkDetails(
            code=cleaned["code"],
            days=int(cleaned["days"]),
            language=cleaned["language"],
        )
