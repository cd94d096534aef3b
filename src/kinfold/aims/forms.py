"""What is asked about a goal: parsed, never saved."""

from __future__ import annotations

from datetime import date, timedelta
from math import isfinite
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.aims.models import LONGEST_TITLE, LONGEST_WHY, AuthorityGoalVersion
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Line, Words
from kinfold_measures.catalogue import PUBLISHED
from kinfold_measures.language.definition import definitions

FIRST_YEAR, LAST_YEAR = 2010, 2100
SMALL = {"class": "govuk-input--width-5", "inputmode": "decimal"}


def in_ten_years() -> date:
    return timezone.localdate() + timedelta(days=3653)


def measure_choices() -> list[tuple[str, str]]:
    """Every measure that can tell of a goal: the published first."""
    known = {one.code: one.title for one in PUBLISHED}
    counted = {one.code: f"{one.title} (own returns)" for one in definitions().values()}
    return [("", "None: a scale tells of it"), *{**counted, **known}.items()]


def _number(label: str, help_text: str = "") -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=-100,
        max_value=1_000_000,
        help_text=help_text,
        widget=forms.TextInput(SMALL),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Give a number, such as 18.5"
        ),
    )


class GoalForm(forms.Form):
    """A goal with its baseline, target and day."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = Line(
        label="What is the goal?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Say what the goal is"},
    )
    code = Choice(label="Which measure tells of it?", required=False)
    wants = Choice(
        label="What do you hope for?",
        choices=AuthorityGoalVersion.Wants.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you hope for"},
    )
    low = Line(
        label="On a scale: what does 0 mean?", longest=LONGEST_WHY, required=False
    )
    high = Line(label="And what does 10 mean?", longest=LONGEST_WHY, required=False)
    baseline_year = forms.IntegerField(
        label="From which year do you count?",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="The year that ends in March, such as 2017 for 2016/17",
        widget=forms.TextInput(SMALL),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Give a year, such as 2017"
        ),
    )
    baseline = _number(
        "The figure of that year",
        "Leave it empty to take the published figure, where there is one",
    )
    baseline_why = Line(
        label="If it differs from the published figure, why?",
        longest=LONGEST_WHY,
        required=False,
    )
    percent = _number("The target as a change in per cent", "Such as -20")
    target = _number("Or the target as a figure")
    by_day = DayField(label="By which day?", latest=in_ten_years, required=False)
    why = Line(
        label="Why this, or why is it changed?",
        longest=LONGEST_WHY,
        error_messages={"required": "Say why"},
    )

    def __init__(
        self, data: Any = None, *, is_fixed: bool, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        if is_fixed:
            del self.fields["code"]
        else:
            self.fields["code"].choices = measure_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("baseline", "percent", "target"):
            value = cleaned.get(name)
            if value is not None and not isfinite(value):
                self.add_error(name, "Give a number, such as 18.5")
        return cleaned


class DropForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = Line(
        label="Why?",
        longest=LONGEST_WHY,
        error_messages={"required": "Say why"},
    )


class RateForm(forms.Form):
    rater = Line(
        label="Who says so?",
        help_text="A colleague, a team or a group. Name no child and no family",
        error_messages={"required": "Say who says so"},
    )
    score = forms.TypedChoiceField(
        label="Where does the authority stand, from 0 to 10?",
        choices=[(str(n), str(n)) for n in range(11)],
        coerce=int,
        error_messages={
            "required": "Choose a number from 0 to 10",
            "invalid_choice": "Choose a number from 0 to 10",
        },
    )
    evidence = Words(
        label="What shows it?",
        longest=2_000,
        help_text="What would the front line say? And the families? Name none of them",
        error_messages={"required": "Say what shows it"},
    )
    rated_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
