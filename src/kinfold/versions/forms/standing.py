"""Asking where a statement and its goal stand, and whether it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Line, Words
from kinfold.practice.forms.fields import add_name_fields, clean_name
from kinfold.practice.models import DangerStatement, SafetyGoal
from kinfold.versions.models import SaidBack
from kinfold_core.practice.living_map import DangerRow, Member
from kinfold_core.practice.standings import GOAL, STATEMENT, next_states
from kinfold_core.practice.written import SaidBackDetails, StandingDetails


def _choices(of: str, state: str) -> list[tuple[str, str]]:
    kinds = DangerStatement.State if of == STATEMENT else SafetyGoal.State
    labels = dict(kinds.choices)
    return [(f"{of}:{one}", str(labels[one])) for one in next_states(of, state)]


class StandingForm(forms.Form):
    """Only where it can come to stand from here is offered."""

    hides_optional = True
    with_whom = Line(
        label="With whom, or who said so?",
        longest=300,
        error_messages={"required": "Say with whom, or who said so"},
    )
    words = Words(label="What was said?", rows=3, required=False)
    happened_on = DayField(
        label="When?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(self, data: Any = None, *, row: DangerRow) -> None:
        super().__init__(data)
        self.fields["to"] = Choice(
            label="Where does it stand now?",
            choices=[
                ("", "Choose"),
                ("The danger statement", _choices(STATEMENT, row.state)),
                ("The safety goal", _choices(GOAL, row.goal_state)),
            ],
            error_messages={"required": "Choose where it stands now"},
        )
        self.initial["happened_on"] = timezone.localdate()
        self.order_fields(["to"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            of, state = cleaned["to"].split(":")
            cleaned["details"] = StandingDetails(
                of=of,
                state=state,
                with_whom=cleaned["with_whom"],
                words=cleaned["words"],
                happened_on=cleaned["happened_on"],
            )
        return cleaned


class SaidBackForm(forms.Form):
    hides_optional = True
    how_well = Choice(
        label="Could they say it in words of their own?",
        choices=SaidBack.HowWell.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how well they could say it"},
    )
    words = Words(label="How did they say it?", rows=3, required=False)
    said_on = DayField(label="When?", latest=timezone.localdate, error_messages=NOT_YET)

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.people = people
        add_name_fields(self, "who", label="Who?", people=people, nobody="Choose")
        self.order_fields(["who", "who_other"])
        self.initial["said_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who = clean_name(self, "who", self.people)
        if not who.name and not {"who", "who_other"} & self.errors.keys():
            self.add_error("who", "Say who it is")
        if not self.errors:
            cleaned["details"] = SaidBackDetails(
                who=who,
                how_well=cleaned["how_well"],
                words=cleaned["words"],
                said_on=cleaned["said_on"],
            )
        return cleaned
