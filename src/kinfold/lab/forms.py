"""What is asked about the lab and a learning case: parsed, never saved."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.lab.models import LabNote
from kinfold.lab.record import PARTS
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.people.residuals import Residue

LONGEST_TITLE = 120
LONGEST_CASE = 20_000
MOST_SEATS = 300
MOST_DAYS_OPEN = 90
Options = list[tuple[str, str]]


def _number(label: str, initial: int, most: int, hint: str = "", least: int = 0) -> Any:
    wrong = f"Give a number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), wrong
        ),
    )


class SessionForm(forms.Form):
    title = Line(
        label="What is this day called?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Give the day a name"},
    )
    host = Choice(
        label="Which authority hosts it?",
        error_messages={"required": "Choose the authority"},
    )
    held_on = day_within_a_year(
        "On which day?", error_messages={"required": "Give the day"}
    )
    seats = _number("How many seats are there?", 24, MOST_SEATS, least=1)
    days_open = _number(
        "For how many days after it may those who booked read the cases?",
        14,
        MOST_DAYS_OPEN,
    )

    def __init__(self, data: Any = None, *, places: Options) -> None:
        super().__init__(data)
        choices = [("", "Choose an authority"), *places]
        self.fields["host"].choices = choices  # type: ignore[attr-defined]


class BookForm(forms.Form):
    brings_case = forms.TypedChoiceField(
        label="Does a team of yours bring a learning case?",
        choices=[("yes", "Yes"), ("no", "No, we sit in")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether a team brings a case"},
    )
    seats = _number(
        "How many of you come?", 2, MOST_SEATS, "0 takes your booking off the list"
    )


def _sure() -> forms.BooleanField:
    return forms.BooleanField(
        label="I looked at each name, day, place and number in my words: none of them "
        "tells who a family is",
        help_text="Needed only where something is found that looks like one",
        required=False,
    )


class NoteForm(forms.Form):
    kind = Choice(
        label="What is it?",
        choices=LabNote.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    words = Words(
        label="The words",
        help_text="Without names: everybody who booked reads it",
        error_messages={"required": "Write the note"},
    )
    is_sure = _sure()


class FollowUpForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    was_done = Words(
        label="What was done with what the team took?",
        error_messages={"required": "Write what was done, or that nothing was"},
    )
    came_of_it = Words(
        label="What came of it?",
        help_text="Without names",
        error_messages={"required": "Write what came of it, or that it is not known"},
    )
    is_sure = _sure()


class LearnForm(forms.Form):
    theme = Line(
        label="What is it about, in a few words?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Say what it is about"},
    )
    learned = Words(
        label="What was learned?",
        help_text="Without names",
        error_messages={"required": "Write what was learned"},
    )
    changed = Words(label="What changed because of it?", required=False)
    is_sure = _sure()


class BeginCaseForm(forms.Form):
    title = Line(
        label="What is the case called, without a name?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Give the case a name that names nobody"},
    )
    session = Choice(
        label="For which lab day?",
        error_messages={"required": "Choose the day. If none is there, book one first"},
    )
    parts = ChooseMany(
        label="What is it made of?",
        choices=PARTS,
        initial=[key for key, _ in PARTS],
        error_messages={"required": "Choose at least one part"},
    )

    def __init__(self, data: Any = None, *, sessions: Options) -> None:
        super().__init__(data)
        self.fields["session"].choices = sessions  # type: ignore[attr-defined]


class CaseWordsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = Words(
        label="The case",
        rows=22,
        longest=LONGEST_CASE,
        error_messages={"required": "Write the case"},
    )


class DecideForm(forms.Form):
    """A reason for each thing that may stay. Left empty, it has to be taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: Any = None, *, found: Sequence[Residue], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.names = {_key(one.words): one.words for one in found if not one.must_go}
        for one in found:
            if not one.must_go:
                self.fields[_key(one.words)] = Line(
                    label=f"Why may “{one.words}” stay?",
                    longest=LONGEST_REASON,
                    required=False,
                    help_text=f"{one.sort.label[0].upper()}{one.sort.label[1:]}, in "
                    f"“{one.where}”. Leave it empty if it has to be taken out",
                )

    @property
    def kept(self) -> dict[str, str]:
        return {
            words: self.cleaned_data[key]
            for key, words in self.names.items()
            if self.cleaned_data.get(key)
        }


def _key(words: str) -> str:
    return f"stays-{sha256(words.encode()).hexdigest()[:12]}"


class CaseConsentForm(forms.Form):
    asked = Line(
        label="Who was asked?",
        help_text="Everybody the case tells of, for example: both parents and the "
        "eldest child",
        error_messages={"required": "Say who was asked"},
    )
    said = Words(
        label="What did they say, in their words?",
        error_messages={"required": "Write what they said"},
    )
    is_yes = forms.TypedChoiceField(
        label="May the case be told?",
        choices=[("yes", "Yes"), ("no", "No, or not any more")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it may be told"},
    )
    asked_on = DayField(
        label="On which day were they asked?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )


class SendCaseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
