"""Who stays for life, and what they say later."""

from __future__ import annotations

from typing import Any

from kinfold.family_finding.forms.fields import DetailsForm, line, one_of, words
from kinfold.networks.forms.fields import past_day
from kinfold.platform.word_fields import LONGEST_REASON
from kinfold_core.practice.family_finding.details import (
    AnswerDetails,
    LifetimeDetails,
)
from kinfold_core.practice.family_finding.measures import MONTHS


class StayForm(DetailsForm):
    makes = LifetimeDetails
    rhythm = line(
        "How often are they there, and how?", "Say how often, and how",
        "For example: “Rings on Sundays; the second week of August”",
        longest=LONGEST_REASON,
    )  # fmt: skip
    crisis = words("What do they do when it is hard?")
    transition = words(
        "What do they do when the child grows up?",
        help_text="At 16, at 18, with a first flat",
    )
    words = words(
        "How do they say it?", "Write it in their own words",
        "In their own words, for example: “He is ours, whatever happens”",
    )  # fmt: skip
    agreed_on = past_day("When did they say it?")
    field_order = ("words",)


class AnswerForm(DetailsForm):
    makes = AnswerDetails
    month = one_of(
        "Which time is it?",
        [(str(one), f"After {one} months") for one in MONTHS],
        "Choose which time it is",
    )
    is_active = one_of(
        "Are they still there?",
        [("yes", "Yes"), ("no", "No, not now")],
        "Choose whether they are still there",
    )
    words = words(
        "What do they say?", "Write what they say",
        "In their own words, and what would help them to stay",
    )  # fmt: skip
    asked_on = past_day("When?")

    def __init__(self, data: Any = None, *, due: int) -> None:
        super().__init__(data, initial={"month": str(due or "")})

    def told(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return super().told() | {
            "month": int(cleaned["month"]),
            "is_active": cleaned["is_active"] == "yes",
        }
