"""What is asked about ways and training: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from kinfold.development.models import Trajectory
from kinfold.platform.fields import DayField
from kinfold.platform.files import UploadField
from kinfold.platform.word_fields import (
    LONGEST_NAME,
    LONGEST_REASON,
    NOT_YET,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold.records.forms.fields import day_within_a_year

Options = list[tuple[str, str]]
SOMEBODY_ELSE = "named"
MOST_DAYS = 30
MOST_NAMES = 300


def _number(label: str, *, least: int, most: int, **options: Any) -> forms.IntegerField:
    say = f"Give a whole number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), say
        ),
        **options,
    )


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def past_day(label: str) -> DayField:
    return DayField(
        label=label,
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )


class BeginForm(forms.Form):
    trajectory = Choice(
        label="Which trajectory?",
        choices=Trajectory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a trajectory"},
    )
    who = Choice(label="Whose way is it?", error_messages={"required": "Choose who"})
    name = Line(
        label="The leader's name, if they do not work with Kinfold",
        required=False,
        longest=LONGEST_NAME,
    )

    def __init__(self, data: Any = None, *, who: Options, may_name: bool) -> None:
        super().__init__(data)
        if may_name:
            named = (SOMEBODY_ELSE, "A leader who is not on this list")
            who = [("", "Choose somebody"), *who, named]
        else:
            del self.fields["name"]
        self.fields["who"].choices = who  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("who") == SOMEBODY_ELSE and not cleaned.get("name"):
            self.add_error("name", "Write the leader's name")
        return cleaned


class OfStep(forms.Form):
    """A form about one step of a trajectory."""

    code = Choice(label="Which step?", error_messages={"required": "Choose the step"})

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        steps: Options,
        initial: Any = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        choose = [("", "Choose a step"), *steps]
        self.fields["code"].choices = choose  # type: ignore[attr-defined]


class StepForm(OfStep):
    version = _version()
    taken = Choice(
        label="What do you write down?",
        choices=[("yes", "The step is taken"), ("no", "It is to be taken again")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you write down"},
    )
    day = past_day("On which day?")
    words = Words(
        label="What showed it, or why is it to be taken again?", required=False
    )


class PieceForm(OfStep):
    title = Line(
        label="What is it?",
        error_messages={"required": "Say what it is in a few words"},
    )
    words = Words(
        label="In your own words",
        rows=6,
        required=False,
        help_text="No family's name and no child's name: this is your own record",
    )
    link = Line(label="A link", required=False, longest=LONGEST_REASON)
    file = UploadField(required=False)


class ObservationForm(OfStep):
    observer = Line(
        label="Who observed?", error_messages={"required": "Write who observed"}
    )
    day = past_day("On which day?")
    seen = Words(
        label="What was seen?",
        rows=6,
        help_text="What they did and what came of it. No family's name",
        error_messages={"required": "Write what was seen"},
    )
    next_words = Words(
        label="What could come next?",
        error_messages={"required": "Write what could come next"},
    )


class AnswerForm(forms.Form):
    words = Words(
        label="What do you say to it?",
        rows=5,
        error_messages={"required": "Write what you say to it"},
    )


class NextForm(forms.Form):
    version = _version()
    words = Words(
        label="What is the next step?",
        error_messages={"required": "Write what is next"},
    )
    by_day = day_within_a_year("By which day?", required=False)


class WordingForm(forms.Form):
    version = _version()
    trajectory = Choice(
        label="Which trajectory?",
        choices=Trajectory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a trajectory"},
    )
    place = _number("Which place in the order?", least=1, most=99)
    title = Line(
        label="What is the step called?",
        error_messages={"required": "Give the step a name"},
    )
    words = Words(
        label="What does somebody do?",
        error_messages={"required": "Write what somebody does"},
    )
    shown_by = Words(
        label="What would show it?", rows=2, longest=LONGEST_REASON, required=False
    )
    is_dropped = forms.BooleanField(
        label="Leave this step out from now on", required=False
    )
    why = Words(
        label="Why this change?",
        rows=2,
        longest=LONGEST_REASON,
        error_messages={"required": "Write why"},
    )

    def __init__(
        self, data: Any = None, *, is_new: bool = False, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        del self.fields["is_dropped" if is_new else "trajectory"]


class PlanForm(forms.Form):
    place = Choice(label="For whom?", required=False)
    course = Choice(
        label="Which course?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a course"},
    )
    title = Line(
        label="What is it called?",
        error_messages={"required": "Give the training a name"},
    )
    starts_on = day_within_a_year(
        "On which day does it begin?", error_messages={"required": "Give the first day"}
    )
    days = _number("How many days?", least=1, most=MOST_DAYS, initial=2)
    where = Line(label="Where?", required=False)
    led_by = Line(
        label="Who leads it?",
        required=False,
        help_text="By role: “two trainers of the programme”",
    )

    def __init__(self, data: Any = None, *, places: Options, courses: Options) -> None:
        super().__init__(data)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["course"].choices = courses  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    version = _version()
    workers = ChooseMany(label="Who was there?", required=False)
    names = Words(
        label="Others of our authority, one to a line",
        required=False,
        help_text="Colleagues who do not work with Kinfold",
    )

    def __init__(
        self, data: Any = None, *, workers: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["workers"].choices = workers  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        lines = [
            " ".join(one.split()) for one in self.cleaned_data["names"].split("\n")
        ]
        names = list(dict.fromkeys(one for one in lines if one))
        if len(names) > MOST_NAMES or any(len(one) > LONGEST_NAME for one in names):
            raise forms.ValidationError(
                f"Up to {MOST_NAMES} names fit, each of up to {LONGEST_NAME} letters. "
                "Shorten the list"
            )
        return names


class CoachForm(forms.Form):
    who = Choice(
        label="Who was coached?",
        error_messages={"required": "Choose who was coached"},
    )
    coach = Line(
        label="Who coached them?", error_messages={"required": "Write who coached"}
    )
    day = past_day("On which day?")
    words = Words(
        label="What did they work on, and what is next?",
        error_messages={"required": "Write what they worked on"},
    )

    def __init__(self, data: Any = None, *, workers: Options) -> None:
        super().__init__(data)
        choose = [("", "Choose somebody"), *workers]
        self.fields["who"].choices = choose  # type: ignore[attr-defined]


class ConfidenceForm(forms.Form):
    """How sure somebody is of each tool: before, after with a number, or both."""

    def __init__(self, data: Any = None, *, tools: Options, moment: str) -> None:
        super().__init__(data)
        self.tools, self.moment = tools, moment
        if moment == "after":
            self.fields["number"] = Line(
                label="Your number from before",
                longest=10,
                help_text="Six figures, like 407 153",
                error_messages={"required": "Give your number, or answer for both"},
            )
        for code, title in tools:
            for name in ("before", "after"):
                if moment in {name, "both"}:
                    when = "before the training" if name == "before" else "now"
                    are = "were" if moment == "both" and name == "before" else "are"
                    self.fields[f"{name}-{code}"] = _number(
                        f"{title}: how sure {are} you {when}?", least=0, most=10
                    )

    def said(self, name: str) -> dict[str, int]:
        return {
            code: self.cleaned_data[f"{name}-{code}"]
            for code, _ in self.tools
            if f"{name}-{code}" in self.cleaned_data
        }

    def clean_number(self) -> str:
        digits = "".join(one for one in self.cleaned_data["number"] if one.isdigit())
        return f"{digits[:3]} {digits[3:]}"
