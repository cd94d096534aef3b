"""What the family asks, and what they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.networks.forms.fields import NamingForm, past_day
from kinfold.platform.word_fields import Words
from kinfold_core.practice.living_map import Member


class QuestionForm(NamingForm):
    words = Words(
        label="What did they ask?",
        help_text="In their own words",
        error_messages={"required": "Write what they asked, in their own words"},
    )
    asked_on = past_day("When?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("who", "Who asked?", people, missing="Say who asked")
        self.order_fields(["who", "who_other", "words", "asked_on"])


class AnswerForm(forms.Form):
    words = Words(
        label="What did you answer?",
        error_messages={"required": "Write what you answered"},
    )
    answered_on = past_day("When?")
