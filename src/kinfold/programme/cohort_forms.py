"""What is asked about who takes part in a programme: parsed, never saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line, Words
from kinfold.records.forms.fields import day_within_a_year, long_ago


def far_ahead() -> date:
    return timezone.localdate() + timedelta(days=20 * 366)


class NameForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = Line(
        label="What is it called?", error_messages={"required": "Write its name"}
    )
    starts_on = DayField(
        label="What is its first day?",
        earliest=long_ago,
        latest=far_ahead,
        error_messages={"required": "Give its first day"},
    )
    ends_on = DayField(
        label="What is its last day?",
        required=False,
        earliest=long_ago,
        latest=far_ahead,
    )


class InviteForm(forms.Form):
    place = Choice(
        label="Which authority?",
        error_messages={"required": "Choose the authority"},
    )
    joins_on = day_within_a_year(
        "From which day would it take part?",
        error_messages={"required": "Give the day it would join"},
    )
    answer_by = day_within_a_year(
        "By which day should its director answer?",
        error_messages={"required": "Give the last day to answer"},
    )
    words = Words(
        label="What should they know?", longest=LONGEST_REASON, required=False
    )

    def __init__(self, data: Any = None, *, places: list[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", "Choose an authority"), *places]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    kind = Choice(
        label="What is the answer?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the answer"},
    )
    words = Words(
        label="Is there anything to add?", longest=LONGEST_REASON, required=False
    )

    def __init__(self, data: Any = None, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    left_on = day_within_a_year(
        "From which day is it in the programme no more?",
        error_messages={"required": "Give the day"},
    )
    why = Line(
        label="Why?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it leaves"},
    )
