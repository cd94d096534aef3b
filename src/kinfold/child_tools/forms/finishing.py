"""Asking about the end of a time with a child: read back, acted on, finished."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from kinfold.networks.forms.fields import day_within_a_year, past_day
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.child_rows import SessionRow
from kinfold_core.practice.child_tools import (
    RESPONSE_DAYS,
    DisclosureDetails,
)


class OnDayForm(forms.Form):
    on = past_day("On which day?")


class DisclosureForm(forms.Form):
    said = Words(
        label="What did the child say, word for word?",
        error_messages={"required": "Write what the child said, word for word"},
    )
    action = Words(
        label="What did you do?", error_messages={"required": "Write what you did"}
    )
    told_whom = Line(
        label="Who did you tell?",
        longest=300,
        error_messages={"required": "Say who you told"},
    )
    told_on = past_day("When?")
    strategy = Words(
        label="What came of talking it over with police, health or school?",
        rows=2,
        required=False,
        help_text="For example a strategy discussion, and what was decided in it",
    )

    @property
    def details(self) -> DisclosureDetails:
        return DisclosureDetails(**self.cleaned_data)


class FinishForm(forms.Form):
    response_due_on = day_within_a_year("By when do the adults answer the child?")

    def __init__(self, data: Any = None, *, session: SessionRow) -> None:
        super().__init__(data)
        due = session.happened_on + timedelta(days=RESPONSE_DAYS)
        self.initial["response_due_on"] = due
