"""What is asked about waves and roles: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Line
from kinfold.programme.cohort_forms import far_ahead
from kinfold.programme.models import HeldRole
from kinfold.records.forms.fields import long_ago, past_day


class WaveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = Line(
        label="What is this wave called?",
        help_text="“First wave”, or what its authorities have in common",
        error_messages={"required": "Write what it is called"},
    )
    begins_on = DayField(
        label="On which day does it begin?",
        earliest=long_ago,
        latest=far_ahead,
        error_messages={"required": "Give its first day"},
    )


class WavePlaceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    wave = Choice(
        label="With which wave does it begin?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the wave, or none"},
    )

    def __init__(
        self, *args: Any, waves: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["wave"].choices = waves  # type: ignore[attr-defined]


def _kinds(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one, str(HeldRole.Kind(one).label)) for one in values]


class GiveRoleForm(forms.Form):
    email = forms.EmailField(
        label="With which address do they sign in?",
        max_length=254,
        help_text="They need an account in Kinfold. It opens the programme’s pages to "
        "them at once, and no authority’s records",
        error_messages={
            "required": "Write the address with which they sign in",
            "invalid": "This is no email address. It has an @ in it, as in "
            "name@example.org",
        },
    )
    kind = Choice(
        label="Which role?",
        choices=_kinds(HeldRole.OF_PROGRAMME),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role"},
    )
    since = past_day("Since which day do they hold it?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_of_days(self.fields["since"], "Give the day since which they hold it")


class NameRoleForm(forms.Form):
    name = Line(
        label="Who is it?",
        help_text="Their name as colleagues know it. It opens nothing for them",
        error_messages={"required": "Write their name"},
    )
    kind = Choice(
        label="Which role?",
        choices=_kinds(HeldRole.OF_AUTHORITY),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role"},
    )
    since = past_day("Since which day do they hold it?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_of_days(self.fields["since"], "Give the day since which they hold it")


class EndRoleForm(forms.Form):
    last_day = past_day("What was the last day?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_of_days(self.fields["last_day"], "Give the last day")


def _say_of_days(field: forms.Field, required: str) -> None:
    field.error_messages.update({"required": required, **NOT_YET})
