"""What is asked before a measure is shown or taken back: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line
from kinfold.records.forms.fields import day_within_a_year


class ShowForm(forms.Form):
    """On which programme's page, and until when."""

    programme = Choice(
        label="On which programme's page?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the programme whose page shows it"},
    )
    until = day_within_a_year(
        "What is the last day it is shown?",
        help_text="Within a year. You may take it back on any day before",
        error_messages={"required": "Give the last day it is shown"},
    )

    def __init__(
        self, data: Any = None, *, programmes: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    why = Line(
        label="Why is it taken back?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is taken back"},
    )
