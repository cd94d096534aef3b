"""Asking what happened in an arrangement, what was explained, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.kinship.models import SupportLook
from kinfold.networks.forms.fields import (
    NamingForm,
    OneOf,
    day_within_a_year,
    past_day,
)
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.kinship_clocks import TO_WRITE, What
from kinfold_core.practice.kinship_law import Kind
from kinfold_core.practice.kinship_written import (
    HappeningDetails,
    LookDetails,
    RightsDetails,
    SupportDetails,
)
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import Named

LONGEST_LANGUAGE = 60


class HappeningForm(NamingForm):
    what = OneOf(
        label="What happened?", error_messages={"required": "Choose what happened"}
    )
    happened_on = past_day("On which day?")
    words = Words(
        label="What was decided or said?",
        rows=2,
        required=False,
        help_text="For a longer approval: why it needs longer, and who agreed",
    )
    # the law allows weeks more, and the clock holds it to them
    until = day_within_a_year(
        "If the approval was made longer: what is its last day?", required=False
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], kind: Kind, me: Named
    ) -> None:
        super().__init__(data)
        offered = TO_WRITE[kind]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in offered
        ]
        if What.EXTENDED not in offered:
            del self.fields["until"]
            self.fields["words"].help_text = ""
        self.ask_who(
            "by_whom", "Who did it or said it?", people, standing=me,
            missing="Say who did it",
        )  # fmt: skip
        self.order_fields(["what", "happened_on", "by_whom", "by_whom_other"])

    @property
    def details(self) -> HappeningDetails:
        cleaned = self.cleaned_data
        return HappeningDetails(
            what=cleaned["what"],
            happened_on=cleaned["happened_on"],
            by_whom=cleaned["by_whom_named"],
            words=cleaned["words"],
            until=cleaned.get("until"),
        )


class RightsForm(NamingForm):
    happened_on = past_day("When was it explained?")
    language = Line(
        label="In which language?",
        longest=LONGEST_LANGUAGE,
        initial="English",
        error_messages={"required": "Say in which language"},
    )
    words = Words(
        label="What did the carer ask or say?",
        rows=2,
        required=False,
        help_text="For example: “So I can sign for the school trip, but not the move?”",
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], me: Named
    ) -> None:
        super().__init__(data)
        self.ask_who(
            "by_whom", "Who explained it?", people, standing=me,
            missing="Say who explained it",
        )  # fmt: skip
        self.order_fields(["by_whom", "by_whom_other", "happened_on"])

    @property
    def details(self) -> RightsDetails:
        cleaned = self.cleaned_data
        return RightsDetails(
            happened_on=cleaned["happened_on"],
            by_whom=cleaned["by_whom_named"],
            language=cleaned["language"],
            words=cleaned["words"],
        )


class SupportForm(forms.Form):
    hides_optional = True
    what = Words(
        label="What is the help?",
        rows=2,
        help_text="For example: a bed and a school coat; a night off a month",
        error_messages={"required": "Say what the help is"},
    )
    amount = Line(
        label="How much, if it is money?",
        required=False,
        help_text="For example: £62 a week",
    )
    given_by = Line(
        label="Who gives it?", error_messages={"required": "Say who gives it"}
    )
    started_on = day_within_a_year(
        "From which day?", error_messages={"required": "Say from which day"}
    )
    review_on = day_within_a_year("When is it looked at?", required=False)

    @property
    def details(self) -> SupportDetails:
        return SupportDetails(**self.cleaned_data)


class LookForm(forms.Form):
    outcome = OneOf(
        label="What was decided?",
        choices=SupportLook.Outcome.choices,
        error_messages={"required": "Choose what was decided"},
    )
    words = Words(
        label="What was decided, and why?",
        rows=2,
        error_messages={"required": "Say what was decided, and why"},
    )
    looked_on = past_day("On which day?")
    next_review_on = day_within_a_year("When is it looked at next?", required=False)

    @property
    def details(self) -> LookDetails:
        return LookDetails(**self.cleaned_data)
