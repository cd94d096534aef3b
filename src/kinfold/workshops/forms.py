"""What is asked about a workshop: parsed, never saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import (
    LONGEST_NAME,
    LONGEST_REASON,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold.workshops.models import WorkshopItem

LONGEST_OPTION = 120
MOST_OPTIONS = 12
LONGEST_TOLD = 2_000
YEARS_AHEAD = 3
Options = list[tuple[str, str]]


def years_ahead() -> date:
    return timezone.localdate() + timedelta(days=365 * YEARS_AHEAD)


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class WorkshopForm(forms.Form):
    version = _version()
    title = Line(
        label="What is it called?",
        error_messages={"required": "Give the workshop a title"},
    )
    gathering = Choice(
        label="Which date of the calendar is it the room of?",
        required=False,
        help_text="Its day and place are then those of the calendar, and move with it",
    )
    held_on = DayField(
        label="On which day?",
        latest=years_ahead,
        required=False,
        help_text="Leave it empty where you chose a date of the calendar",
        error_messages={"too_late": "Enter a day within the next three years"},
    )
    place = Line(
        label="Where?",
        required=False,
        longest=LONGEST_NAME,
        help_text="Leave it empty where you chose a date of the calendar",
    )

    def __init__(self, data: Any = None, *, dates: Options, initial: Any = None):
        super().__init__(data, initial=initial)
        none = ("", "Of none: it has a day and place of its own")
        self.fields["gathering"].choices = [none, *dates]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nobody types a day or place that the calendar would take the place of."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("gathering"):
            for name in ("held_on", "place"):
                if name in self.changed_data and said.get(name):
                    self.add_error(
                        name,
                        "This is written in the calendar. Leave it empty, or choose "
                        "no date of the calendar above",
                    )
        elif "held_on" in said and said["held_on"] is None:
            self.add_error(
                "held_on",
                "Give the day of the workshop, or choose its date in the calendar",
            )
        return said


class ItemForm(forms.Form):
    version = _version()
    position = forms.IntegerField(
        label="Its number on the agenda",
        min_value=1,
        max_value=99,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Give its number, for example 1",
            "invalid": "Give its number, for example 1",
            "min_value": "Give a number from 1 to 99",
            "max_value": "Give a number from 1 to 99",
        },
    )
    kind = Choice(
        label="What is it?",
        choices=WorkshopItem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    title = Line(
        label="What is it called, or what do you ask?",
        error_messages={"required": "Say what it is called, or what you ask"},
    )
    words = Words(
        label="Words shown below it",
        required=False,
        longest=LONGEST_TOLD,
        help_text="What the room is to do, for example. They are shown large",
    )
    minutes = forms.IntegerField(
        label="For how many minutes?",
        min_value=1,
        max_value=480,
        initial=10,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Give a number of minutes, for example 10",
            "invalid": "Give a number of minutes, for example 10",
            "min_value": "Give a number of minutes from 1 to 480",
            "max_value": "Give a number of minutes from 1 to 480",
        },
    )
    options = Words(
        label="Answers to choose from, each on a line",
        required=False,
        help_text="Only for a question answered from a list",
    )
    low = Line(
        label="What does 0 mean?",
        required=False,
        longest=LONGEST_OPTION,
        help_text="Only for a vote from 0 to 10",
    )
    high = Line(label="What does 10 mean?", required=False, longest=LONGEST_OPTION)

    def clean_options(self) -> list[str]:
        lines = [
            " ".join(one.split()) for one in self.cleaned_data["options"].split("\n")
        ]
        found = list(dict.fromkeys(one for one in lines if one))
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(
                f"These are {len(found)} answers, and {MOST_OPTIONS} fit on a telephone"
            )
        for one in found:
            if len(one) > LONGEST_OPTION:
                raise forms.ValidationError(
                    f'"{one[:30]}…" is {len(one)} letters long, and {LONGEST_OPTION} '
                    "fit here. Shorten it"
                )
        return found


class WhyForm(forms.Form):
    why = Words(
        label="Why do these words come down?",
        rows=2,
        longest=LONGEST_REASON,
        error_messages={"required": "Write why these words come down"},
    )


class HighlightForm(forms.Form):
    version = _version()
    achievement = Words(
        label="Your biggest achievement since the last workshop",
        longest=LONGEST_TOLD,
        help_text="Nobody's name, and nothing of one family",
        error_messages={"required": "Write your biggest achievement"},
    )
    challenge = Words(
        label="Your biggest challenge now",
        longest=LONGEST_TOLD,
        error_messages={"required": "Write your biggest challenge"},
    )


class ActionForm(forms.Form):
    what = Words(
        label="What is to be done?",
        rows=2,
        longest=LONGEST_REASON,
        error_messages={"required": "Write what is to be done"},
    )
    who = Line(label="Who does it?", error_messages={"required": "Write who does it"})
    due_on = DayField(
        label="By which day?",
        latest=years_ahead,
        error_messages={
            "required": "Give the day by which it is done",
            "too_late": "Enter a day within the next three years",
        },
    )
    item = Choice(label="Out of which item?", required=False)

    def __init__(self, data: Any = None, *, items: Options, initial: Any = None):
        super().__init__(data, initial=initial)
        self.fields["item"].choices = [("", "None of them"), *items]  # type: ignore[attr-defined]


class JournalForm(forms.Form):
    version = _version()
    intro = Words(label="A few words to begin with", required=False, longest=4_000)
    items = ChooseMany(
        label="Which parts of the agenda?",
        required=False,
        help_text="Each with what the room answered",
    )
    notes = ChooseMany(label="Which words from the wall?", required=False)
    has_highlights = forms.BooleanField(
        label="Each authority's achievement and challenge", required=False
    )
    has_actions = forms.BooleanField(label="The actions", required=False)

    def __init__(
        self, data: Any = None, *, items: Options, notes: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["items"].choices = items  # type: ignore[attr-defined]
        self.fields["notes"].choices = notes  # type: ignore[attr-defined]
        if not notes:
            del self.fields["notes"]


class NoteForm(forms.Form):
    """Words from a telephone."""

    words = Words(
        label="Your words",
        longest=LONGEST_REASON,
        error_messages={"required": "Write some words first"},
    )
    sent = forms.UUIDField(widget=forms.HiddenInput)


class WhoForm(forms.Form):
    called = Line(label="A name", longest=60, required=False)
    place = forms.UUIDField(required=False)
