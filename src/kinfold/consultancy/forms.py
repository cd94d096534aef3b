"""What is asked about a visit, a call and a promise: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from kinfold.consultancy.models import LONGEST_LINE, LONGEST_NAMES, Promise, Sitting
from kinfold.gatherings.forms import in_five_years
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Line, Words

Options = list[tuple[str, str]]


class SittingForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    kind = Choice(
        label="What was it?",
        choices=Sitting.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was"},
    )
    day = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    visit = Choice(label="Which date of the calendar was it?", required=False)
    present = Line(label="Who was there?", longest=LONGEST_LINE, required=False)
    priorities = Words(
        label="Which priorities were agreed?",
        error_messages={"required": "Write down what was agreed to matter most"},
    )
    notes = Words(label="Notes", rows=6, required=False)

    def __init__(
        self, data: Any = None, *, dates: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        none = [("", "It did not stand in the calendar")]
        self.fields["visit"].choices = none + dates  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    side = Choice(
        label="Who promises it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who promises it"},
    )
    words = Line(
        label="What is promised?",
        longest=LONGEST_LINE,
        error_messages={"required": "Write what is promised"},
    )
    who = Line(
        label="Who does it?",
        longest=LONGEST_NAMES,
        error_messages={"required": "Say who does it"},
    )
    by_day = DayField(
        label="By which day?",
        latest=in_five_years,
        error_messages={"required": "Give the day"},
    )

    def __init__(self, data: Any = None, *, sides: Options) -> None:
        super().__init__(data)
        self.fields["side"].choices = sides  # type: ignore[attr-defined]


class CameForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    state = Choice(
        label="Where does it stand?",
        choices=Promise.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it stands"},
    )
    words = Line(
        label="What came of it?",
        longest=LONGEST_LINE,
        error_messages={"required": "Say what came of it"},
    )
    by_day = DayField(
        label="If it is still to do: by which day now?",
        required=False,
        latest=in_five_years,
        help_text="Leave it empty to keep the day. The days before it stay on the page",
    )
