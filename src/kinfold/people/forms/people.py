"""Asking about one person."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from kinfold.people.details import ContactDetails, PersonDetails
from kinfold.people.ethnicity import ETHNICITIES
from kinfold.records.forms.fields import (
    LONGEST_NAME,
    FuzzyDateField,
    LanguagesField,
    LongText,
    PlainText,
    day_within_a_year,
    past_day,
)

SEXES = [
    ("female", "Female"),
    ("male", "Male"),
    ("intersex", "Intersex"),
    ("unknown", "Not known or not said"),
]
BORN_HELP = "As far as you know: 3 May 2017, March 2017, 2017 or about 2015"


class PersonForm(forms.Form):
    """Everything that is known of a person now."""

    hides_optional: ClassVar[bool] = False
    given_names = PlainText(
        label="First and middle names", required=False, max_length=LONGEST_NAME
    )
    family_name = PlainText(label="Last name", required=False, max_length=LONGEST_NAME)
    known_as = PlainText(
        label="What they like to be called",
        required=False,
        max_length=LONGEST_NAME,
        help_text="Used everywhere in place of their first name",
    )
    born = FuzzyDateField(
        label="Date of birth", required=False, help_text=BORN_HELP, max_length=60
    )
    is_unborn = forms.BooleanField(label="Not born yet", required=False)
    due_on = day_within_a_year("Due date, for an unborn baby", required=False)
    is_lost = forms.BooleanField(
        label="The baby was not born alive",
        required=False,
        help_text="Leaves the list of the children, and stays in the family picture",
    )
    has_died = forms.BooleanField(label="They have died", required=False)
    died_on = past_day("Date of death, if it is known", required=False)
    sex = forms.ChoiceField(
        label="Sex as recorded",
        choices=SEXES,
        widget=forms.RadioSelect,
        initial="unknown",
    )
    ethnicity_code = forms.ChoiceField(
        label="Ethnicity, as they describe it",
        required=False,
        choices=[("", "Not recorded"), *ETHNICITIES.items()],
    )
    languages = LanguagesField(
        label="Languages they speak at home",
        required=False,
        max_length=300,
        help_text="Part them with commas",
    )
    is_interpreter_needed = forms.BooleanField(
        label="An interpreter is needed", required=False
    )
    communication_needs = LongText(
        label="What helps them to follow and be understood",
        required=False,
        max_length=1000,
        help_text="Large print, British Sign Language, one thing at a time",
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("is_unborn"):
            if found.get("born"):
                self.add_error("born", "Leave this empty for a baby not born yet")
            for name in ("died_on", "has_died"):
                if found.get(name):
                    self.add_error(name, "Leave this empty for a baby not born yet")
        elif found.get("is_lost"):
            self.add_error("is_lost", "Tick “Not born yet” as well, or untick this")
        elif not (
            found.get("given_names")
            or found.get("family_name")
            or found.get("known_as")
            or self.errors
        ):
            self.add_error("given_names", "Enter at least one name")
        return found

    def details(self) -> PersonDetails:
        """What was typed, as an action takes it."""
        found = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return PersonDetails(**found)


class NameForm(forms.Form):
    given_names = PlainText(
        label="First and middle names", required=False, max_length=LONGEST_NAME
    )
    family_name = PlainText(label="Last name", required=False, max_length=LONGEST_NAME)
    kind = forms.ChoiceField(
        label="What kind of name is it?",
        widget=forms.RadioSelect,
        choices=[
            ("known_as", "A name they use"),
            ("legal", "Their legal name"),
            ("previous", "An earlier name"),
            ("maiden", "Their name before marriage"),
            ("nickname", "A nickname"),
        ],
    )


class ReferenceForm(forms.Form):
    kind = forms.ChoiceField(
        label="Which number is it?",
        choices=[
            ("la_child_id", "Number in the authority's case system"),
            ("upn", "Unique pupil number"),
            ("nhs_number", "NHS number"),
            ("other", "Another reference"),
        ],
    )
    value = PlainText(label="The number", max_length=60)

    SYSTEMS: ClassVar[dict[str, str]] = {
        "la_child_id": "case_system",
        "upn": "school_census",
        "nhs_number": "nhs",
        "other": "other",
    }

    @property
    def system(self) -> str:
        return self.SYSTEMS[self.cleaned_data["kind"]]


SAFETIES = [
    ("safe", "Yes, it is safe to use"),
    ("with_care", "Only in the way described below"),
    ("not_safe", "No, do not use it"),
    ("unknown", "Not known: ask first"),
]


class ContactForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("mobile", "Mobile"),
            ("phone", "Phone"),
            ("email", "Email"),
            ("other", "Another way"),
        ],
    )
    value = PlainText(label="Number or address", max_length=200)
    safety = forms.ChoiceField(
        label="Is it safe to use?", choices=SAFETIES, widget=forms.RadioSelect
    )
    how_safe = LongText(
        label="When and how is it safe?",
        required=False,
        max_length=300,
        help_text="For example: texts only, weekdays before 3pm, never leave a message",
    )
    is_protected = forms.BooleanField(
        label="Keep it hidden from everybody who does not work with them",
        required=False,
    )

    def details(self) -> ContactDetails:
        return ContactDetails(**self.cleaned_data)


class ChangeContactForm(forms.Form):
    safety = forms.ChoiceField(
        label="Is it safe to use?", choices=SAFETIES, widget=forms.RadioSelect
    )
    how_safe = LongText(
        label="When and how is it safe?", required=False, max_length=300
    )
    ended_on = past_day(
        "It stopped working on", "Leave empty while it works", required=False
    )
    shown_safety = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=400
    )


class EndForm(forms.Form):
    """The day on which something stopped being so."""

    ended_on = past_day("Until which day?")
