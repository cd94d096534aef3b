"""What is asked about a date: parsed, never saved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import Truncator

from kinfold.gatherings.models import (
    LONGEST_TITLE,
    LONGEST_WHERE,
    LONGEST_WHY,
    Gathering,
    Guest,
    Rhythm,
    Visit,
)
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, ChooseMany, Line, Words
from kinfold_core.practice.links import is_on_the_web
from kinfold_core.practice.materials import materials_in
from kinfold_core.practice.recurring import MOST_DATES

Options = list[tuple[str, str]]
NO_TIME = "Enter a time in 24 hours, for example 09:30"
NO_LINK = "Enter a whole address that begins with https://"
MOST_PEOPLE = 2_000
MOST_AT_ONCE = 60
"""Addresses in one form: each is looked up."""
_NAMED = re.compile(r"^[^<>]*<([^<>]+)>$")
SMALL = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def in_five_years() -> date:
    return timezone.localdate() + timedelta(days=5 * 366)


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput({"class": "govuk-input--width-5"}, format="%H:%M"),
        error_messages={"invalid": NO_TIME},
    )


def _number(label: str, most: int, wrong: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(SMALL),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), wrong
        ),
        **options,
    )


class WhenForm(forms.Form):
    """A day, its times, and how to get there."""

    day = DayField(
        label="On which day?",
        latest=in_five_years,
        error_messages={
            "required": "Give the day",
            "too_late": "Plan within five years from today",
        },
    )
    starts_at = _time("From what time?")
    ends_at = _time("Until what time?")
    where = Line(label="Where?", longest=LONGEST_WHERE, required=False)
    link = forms.URLField(
        label="A link to join by",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": NO_LINK, "max_length": NO_LINK},
    )

    def clean_link(self) -> str:
        """A page of Kinfold is nothing to join by, and calendars open it elsewhere."""
        given: str = self.cleaned_data["link"]
        if given and not is_on_the_web(given):
            raise forms.ValidationError(NO_LINK, code="invalid")
        return given


class SeriesForm(forms.Form):
    """One date, or how many how often."""

    rhythm = Choice(
        label="How often?",
        choices=Rhythm.choices,
        initial=Rhythm.ONCE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often"},
    )
    count = _number(
        "How many dates?",
        MOST_DATES,
        f"Give a number of dates from 1 to {MOST_DATES}",
        initial=1,
        help_text="Each date can be moved or cancelled later without the others",
    )


class GatheringForm(WhenForm):
    kind = Choice(
        label="What is it?",
        choices=Gathering.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    title = Line(
        label="What is it called?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Give it a title"},
    )
    about = Words(label="What is it about?", required=False)
    materials = Words(
        label="What is read or worked with there?",
        required=False,
        help_text="One a line: what it is, then its address, which begins with "
        "https://, or with / for a page of Kinfold",
    )
    host = Choice(label="Which authority hosts it?", required=False)
    capacity = _number(
        "How many people may come?",
        MOST_PEOPLE,
        f"Give a number of people from 1 to {MOST_PEOPLE:,}, or leave it empty",
        required=False,
        help_text="Empty is as many as like. When it is full, people wait in turn",
    )

    def __init__(
        self, data: Any = None, *, hosts: Options, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["host"].choices = hosts  # type: ignore[attr-defined]
        asked = [name for name in self.fields if name not in WhenForm.base_fields]
        late = [name for name in ("host", "capacity") if name in asked]
        early = [
            name for name in ("kind", "title", "about", "materials") if name in asked
        ]
        self.order_fields([*early, *WhenForm.base_fields, *late])

    def clean_materials(self) -> str:
        typed: str = self.cleaned_data["materials"]
        try:
            materials_in(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return typed


class PlanForm(SeriesForm, GatheringForm):
    places = ChooseMany(
        label="Which authorities are invited?",
        required=False,
        help_text="Choose none to invite every authority of the programme",
    )

    def __init__(self, data: Any = None, *, hosts: Options, places: Options) -> None:
        super().__init__(data, hosts=hosts)
        self.fields["places"].choices = places  # type: ignore[attr-defined]


class VisitForm(SeriesForm, WhenForm):
    place = Choice(
        label="With which authority?",
        error_messages={"required": "Choose an authority"},
    )
    kind = Choice(
        label="What is it?",
        choices=Visit.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )

    def __init__(self, data: Any = None, *, places: Options) -> None:
        super().__init__(data)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.order_fields(["place", "kind", *WhenForm.base_fields])


class ChangeForm(GatheringForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = Line(
        label="Why is it changed?",
        longest=LONGEST_WHY,
        error_messages={"required": "Say why it is changed"},
    )


class MoveForm(WhenForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = Line(
        label="Why is it moved?",
        longest=LONGEST_WHY,
        error_messages={"required": "Say why it is moved"},
    )


class CancelForm(forms.Form):
    why = Line(
        label="Why is it cancelled?",
        longest=LONGEST_WHY,
        error_messages={"required": "Say why it is cancelled"},
    )


class AnswerForm(forms.Form):
    says = Choice(
        label="Do you come?",
        choices=Guest.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    why = Line(
        label="A word why not",
        longest=LONGEST_WHY,
        required=False,
        help_text="Read by whoever keeps this date and by you, and by nobody else",
    )


class InviteForm(forms.Form):
    """The addresses people sign in with, and authorities that are not invited yet."""

    emails = Words(
        label="Whom do you invite by name?",
        rows=4,
        required=False,
        help_text="The e-mail address each signs in to Kinfold with, one a line or "
        "with commas between. "
        "Nobody is written to: it waits on the first page of the programme for them",
    )
    places = ChooseMany(label="Which whole authorities?", required=False)

    def __init__(self, data: Any = None, *, places: Options) -> None:
        super().__init__(data)
        self.fields["places"].choices = places  # type: ignore[attr-defined]
        if not places:
            del self.fields["places"]

    def clean_emails(self) -> list[str]:
        pieces = re.split("[\n,;]", self.cleaned_data["emails"])
        # as a mail program gives it: "Jo Smith <jo@council.gov.uk>; ..."
        lines = [_NAMED.sub(r"\1", one.strip()) for one in pieces]
        found = list(dict.fromkeys(one for one in lines if one))
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"These are {len(found)} addresses. Invite {MOST_AT_ONCE} at once"
            )
        for one in found:
            try:
                validate_email(one)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    f"“{Truncator(one).chars(60)}” is no e-mail address. Write it "
                    "like name@council.gov.uk"
                ) from error
        return found


class AgreeForm(forms.Form):
    words = Line(
        label="What was agreed?",
        longest=500,
        error_messages={"required": "Write what was agreed"},
    )
    who = Line(label="Who does it?", error_messages={"required": "Say who does it"})
    by_day = DayField(
        label="By which day?",
        latest=in_five_years,
        error_messages={"required": "Give the day"},
    )


class FinishForm(forms.Form):
    came_of_it = Line(
        label="What came of it?",
        longest=500,
        error_messages={"required": "Say what came of it"},
    )
