"""Asking whether they may be asked, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinfold.networks.forms.fields import NamingForm, OneOf, past_day
from kinfold.platform.word_fields import LONGEST_REASON, Line, Words
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.long_haul import (
    ANSWERS,
    CHECK_MONTHS,
    CONSENTS,
    CheckInDetails,
    ConsentDetails,
)

BETWEEN = ("0", "Between, or as the work goes on")
MONTHS = [(str(month), f"{month} months after the end") for month in CHECK_MONTHS]


class ConsentForm(NamingForm):
    hides_optional = True
    answer = OneOf(
        label="May we ask them at 3, 6 and 12 months?",
        choices=list(CONSENTS.items()),
        help_text="Whether they say yes or no changes nothing about the end. They can "
        "take it back at any time.",
        error_messages={"required": "Choose what they said"},
    )
    way = Line(
        label="How do they want to be asked?",
        longest=LONGEST_REASON,
        required=False,
        help_text="For example: “Ring Nan on a Sunday”. A number belongs with the "
        "person, and not here",
    )
    said_on = past_day("When did they say it?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("who", "Who said it?", people, missing="Say who said it")
        self.order_fields(["answer", "who", "who_other", "way", "said_on"])

    @property
    def details(self) -> ConsentDetails:
        cleaned = self.cleaned_data
        return ConsentDetails(
            answer=cleaned["answer"],
            who=cleaned["who_named"],
            said_on=cleaned["said_on"],
            way=cleaned["way"],
        )


class CheckInForm(NamingForm):
    hides_optional = True
    month = OneOf(
        label="Which time is it?",
        choices=[*MONTHS, BETWEEN],
        error_messages={"required": "Choose which time it is"},
    )
    answer = OneOf(
        label="How does it stand?",
        choices=list(ANSWERS.items()),
        error_messages={"required": "Choose how it stands"},
    )
    words = Words(
        label="What did they say?",
        required=False,
        help_text="In their words. What has changed, and what they are glad of",
    )
    wanted = Words(
        label="Is there anything they want from us?",
        rows=2,
        required=False,
        help_text="They decide. Asking for something opens nothing by itself",
    )
    heard_on = past_day("When did they say it?")

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], month: int = 0
    ) -> None:
        super().__init__(data, initial={"month": str(month)})
        self.ask_who("who", "Who said it?", people, missing="Say who said it")
        self.order_fields(["month", "who", "who_other", "answer", "words", "wanted"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_bare = not cleaned.get("words") and "words" not in self.errors
        if cleaned.get("answer", "still") != "still" and is_bare:
            self.add_error("words", "Write what has changed, in their words")
        return cleaned

    @property
    def details(self) -> CheckInDetails:
        cleaned = self.cleaned_data
        return CheckInDetails(
            month=int(cleaned["month"]),
            heard_on=cleaned["heard_on"],
            who=cleaned["who_named"],
            answer=cleaned["answer"],
            words=cleaned["words"],
            wanted=cleaned["wanted"],
        )


def month_of(asked: str) -> int:
    """The month that an address asks for; 0 when it is none of them."""
    return int(asked) if asked in dict(MONTHS) else 0
