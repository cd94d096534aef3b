"""What is asked about implementation plans: parsed, never saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold_core.practice.implementation_plan import ALIGNMENT, DELIVERABLES, STATES

Options = list[tuple[str, str]]
LONGEST_LINE = 1_000
LONGEST_ANCHOR = 300
LONGEST_WORDS = 3_000
LONGEST_PART = 80
LONGEST_STRETCH_YEARS = 10
LONGEST_SHARE_DAYS = 366
NUMBER = "Give a whole number from 0 to 10, or leave it empty"


def in_ten_years() -> date:
    return timezone.localdate() + timedelta(days=365 * LONGEST_STRETCH_YEARS)


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=LONGEST_SHARE_DAYS)


class Versioned(forms.Form):
    """Carries the version that its page showed."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=1_000_000
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("version") or 0


class StretchForm(Versioned):
    title = Line(
        label="What is the plan called?",
        help_text="For example: Implementation plan 2018",
        error_messages={"required": "Give the plan a name"},
    )
    starts_on = DayField(
        label="From which day?",
        latest=in_ten_years,
        error_messages={"required": "Give the first day"},
    )
    ends_on = DayField(
        label="Until which day?",
        latest=in_ten_years,
        error_messages={"required": "Give the last day"},
    )
    workshop = Line(
        label="For which workshop does it have to be ready?",
        help_text="For example: Leaders' workshop, December 2017",
        error_messages={"required": "Name the workshop"},
    )
    due_on = DayField(
        label="On which day is that workshop?",
        latest=in_ten_years,
        error_messages={"required": "Give the day of the workshop"},
    )


class GoalForm(Versioned):
    part = Line(
        label="Which sub-plan is it in?",
        longest=LONGEST_PART,
        required=False,
        help_text=f"Leave empty for the plan itself. {ALIGNMENT} needs a plan of its "
        f"own: write {ALIGNMENT}",
    )
    text = Words(
        label="What do we want to see?",
        longest=LONGEST_LINE,
        error_messages={"required": "Say what you want to see"},
    )
    zero = Words(
        label="0 means",
        rows=2,
        longest=LONGEST_ANCHOR,
        required=False,
        help_text="What it looks like where nothing of it is there",
    )
    ten = Words(
        label="10 means",
        rows=2,
        longest=LONGEST_ANCHOR,
        required=False,
        help_text="What it looks like when it is done so well that you would stop",
    )
    now = forms.IntegerField(
        label="Where does it stand now, from 0 to 10?",
        required=False,
        min_value=0,
        max_value=10,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={
            "invalid": NUMBER,
            "min_value": NUMBER,
            "max_value": NUMBER,
        },
    )
    evidence = Words(
        label="How will we know?",
        longest=LONGEST_LINE,
        required=False,
        help_text="What the front line or families would say, or a number that moves",
    )
    deliverables = ChooseMany(
        label="Which of the programme's deliverables is it about?",
        required=False,
        choices=list(DELIVERABLES.items()),
    )
    is_done = forms.BooleanField(label="This goal is reached", required=False)
    why = Line(
        label="What did you change, and why?",
        longest=LONGEST_REASON,
        required=False,
        help_text="It is shown in the list of versions",
    )


class ActionForm(Versioned):
    text = Words(
        label="What will be done?",
        longest=LONGEST_LINE,
        error_messages={"required": "Say what will be done"},
    )
    owner = Line(
        label="Who sees to it?",
        required=False,
        help_text="A name or a post",
    )
    due = DayField(label="By when?", required=False, latest=in_ten_years)
    evidence = Words(
        label="What will show that it was done?", longest=LONGEST_LINE, required=False
    )
    is_done = forms.BooleanField(label="This is done", required=False)
    why = Line(
        label="What did you change, and why?",
        longest=LONGEST_REASON,
        required=False,
        help_text="It is shown in the list of versions",
    )


class RemoveForm(Versioned):
    why = Line(
        label="Why does it come out of the plan?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it comes out"},
    )


class StepForm(Versioned):
    state = Choice(
        label="Where does it go?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it goes"},
    )
    on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    why = Words(
        label="Why now?",
        rows=2,
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it goes on, or back, now"},
    )
    why_unanswered = Words(
        label="If somebody who road-tested it has no answer: why not?",
        rows=2,
        longest=LONGEST_REASON,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, states: tuple[str, ...], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["state"].choices = [(one, STATES[one]) for one in states]  # type: ignore[attr-defined]


class ShareForm(Versioned):
    recipients = ChooseMany(label="With which authorities?", required=False)
    to_programme = forms.BooleanField(
        label="Also with those who run the programme", required=False
    )
    until = DayField(
        label="Until which day may they read it?",
        latest=in_a_year,
        error_messages={
            "required": "Give the last day on which they may read it",
            "too_late": "Give a day within a year from now",
        },
    )
    left_out = ChooseMany(
        label="Which lines are left out?",
        required=False,
        help_text="Nobody you share it with can read them, in any form. With a goal "
        "its actions are left out too. The name of the plan is always shown. Who was "
        "shown a line in an older share can read it there until that share ends or "
        "is taken back",
    )
    note = Words(
        label="What would you like to hear from them?",
        rows=2,
        longest=LONGEST_REASON,
        required=False,
        help_text="They can still read this when the plan itself is shown no more",
    )

    def __init__(
        self, data: Any = None, *, others: Options, lines: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        for name, options in (("recipients", others), ("left_out", lines)):
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            "recipients" in cleaned
            and not cleaned["recipients"]
            and not cleaned.get("to_programme")
        ):
            self.add_error("recipients", "Choose at least one to share it with")
        return cleaned


class SayForm(Versioned):
    """A comment, or an answer to one."""

    words = Words(
        label="What do you want to say?",
        longest=LONGEST_WORDS,
        error_messages={"required": "Write what you want to say"},
    )


class TakeBackForm(Versioned):
    """Nothing is asked: only whether."""


class FeedbackForm(Versioned):
    place = Line(
        label="Which agency or team said it?",
        error_messages={"required": "Name the agency or team"},
    )
    said_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    line = Choice(
        label="Which line is it about?",
        required=False,
    )
    words = Words(
        label="What did they say?",
        longest=LONGEST_WORDS,
        error_messages={"required": "Write what they said"},
    )

    def __init__(
        self, data: Any = None, *, lines: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["line"].choices = [("", "The whole plan"), *lines]  # type: ignore[attr-defined]


class AnswerForm(Versioned):
    is_taken = forms.TypedChoiceField(
        label="Is it taken into the plan?",
        choices=[("yes", "Yes, taken"), ("no", "No, not taken")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is taken"},
    )
    why = Words(
        label="Why?",
        longest=LONGEST_WORDS,
        error_messages={"required": "Say why, so that they can be told"},
    )
