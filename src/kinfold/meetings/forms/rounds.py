"""One person's answer when a scale goes round the room."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from kinfold.meetings.details import SaidInRound
from kinfold.platform.word_fields import Choice, Words
from kinfold_core.practice.facts import Answer

NUMBERS = [(str(Decimal(n) / 2), f"{n / 2:g}") for n in range(21)]
NO_NUMBER = [
    (Answer.DONT_KNOW.value, "I don't know"),
    (Answer.NOT_ASKED.value, "Pass: not asked this time"),
    (Answer.DECLINED.value, "I would rather not say"),
]


class RoundForm(forms.Form):
    """Big numbers to press, and two questions. Nothing is chosen beforehand (R-SC6)."""

    hides_optional = True
    value = Choice(
        label="Where do you put it?",
        choices=[*NUMBERS, *NO_NUMBER],
        widget=forms.RadioSelect,
        error_messages={"required": "Press a number, or why there is none"},
    )
    why_not_lower = Words(
        label="What makes it that high, and not lower?", rows=2, required=False
    )
    one_higher = Words(label="What would make it one higher?", rows=2, required=False)
    is_confirmed = forms.BooleanField(
        label="They have seen this and say it is right", required=False
    )

    @property
    def said(self) -> SaidInRound:
        cleaned: dict[str, Any] = self.cleaned_data
        chosen = cleaned["value"]
        is_number = chosen in dict(NUMBERS)
        return SaidInRound(
            answer=Answer.NUMBER if is_number else Answer(chosen),
            value=Decimal(chosen) if is_number else None,
            why_not_lower=cleaned["why_not_lower"],
            one_higher=cleaned["one_higher"],
            is_confirmed=cleaned["is_confirmed"],
        )
