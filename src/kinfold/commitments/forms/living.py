"""How it went, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.networks.forms.fields import NamingForm, OneOf, past_day
from kinfold.platform.word_fields import LONGEST_REASON, Line, Words
from kinfold_core.practice.living_map import Member


class TimeForm(NamingForm):
    """One time: what happened, never what somebody is like."""

    is_kept = OneOf(
        label="Did it happen as they said?",
        choices=[("yes", "Yes, it happened"), ("no", "No, this time it did not")],
        error_messages={"required": "Choose whether it happened"},
    )
    what = Words(
        label="What happened?",
        rows=3,
        required=False,
        help_text="For example: “Her train was late. Raj went instead, and they were "
        "in bed by nine”",
    )
    happened_on = past_day("On which day?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("told_by", "Who told it?", people, missing="Say who told it")
        self.order_fields(["is_kept", "what", "told_by", "told_by_other"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_untold = cleaned.get("is_kept") == "no" and not cleaned.get("what")
        if is_untold and "what" not in self.errors:
            self.add_error("what", "Write what happened, without blame")
        return cleaned


class EndForm(forms.Form):
    reason = Line(
        label="What changed?",
        longest=LONGEST_REASON,
        help_text="In words that blame nobody, for example: “She works nights now”",
        error_messages={"required": "Say why, in words that blame nobody"},
    )
    ended_on = past_day("Since which day?")
