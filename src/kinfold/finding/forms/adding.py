"""Asking who belongs to a family, when it opens and later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from kinfold.finding.details import NewMember
from kinfold.people.details import PersonDetails
from kinfold.people.forms.people import BORN_HELP, SEXES
from kinfold.records.forms.fields import (
    LONGEST_NAME,
    FuzzyDateField,
    PlainText,
    day_within_a_year,
    past_day,
)

PARTS = [
    ("child", "Child"),
    ("unborn", "Unborn baby"),
    ("adult", "Adult"),
    ("network", "Somebody else who matters to them"),
]
MOST_MEMBERS = 20
NEW = "new"


class FamilyForm(forms.Form):
    name = PlainText(
        label="What to call this family",
        max_length=LONGEST_NAME,
        help_text="The name or names they go by, for example Okafor and Reed",
    )
    opened_on = past_day("When did the work begin?", "Today, unless it began earlier")


class MemberForm(forms.Form):
    """One row of a new family. A row with no name and not unborn is left out."""

    part = forms.ChoiceField(label="Who is it?", choices=PARTS)
    given_names = PlainText(
        label="First and middle names", required=False, max_length=LONGEST_NAME
    )
    family_name = PlainText(label="Last name", required=False, max_length=LONGEST_NAME)
    known_as = PlainText(
        label="What they like to be called", required=False, max_length=LONGEST_NAME
    )
    born = FuzzyDateField(
        label="Date of birth", required=False, help_text=BORN_HELP, max_length=60
    )
    due_on = day_within_a_year("Due date, for an unborn baby", required=False)
    sex = forms.ChoiceField(label="Sex as recorded", choices=SEXES, initial="unknown")
    match = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("part") == "unborn" and found.get("born"):
            self.add_error("born", "Give a due date instead, or choose Child")
        return found

    def clean_match(self) -> str:
        """ "" (not asked yet), "new", or the id of somebody on record."""
        match = str(self.cleaned_data["match"])
        if match in {"", NEW}:
            return match
        try:
            return str(UUID(match))
        except ValueError:
            raise forms.ValidationError("Choose one of the people shown") from None

    @property
    def is_blank(self) -> bool:
        found = self.cleaned_data
        names = ("given_names", "family_name", "known_as")
        is_named = any(found.get(name) for name in names)
        is_coming = found.get("part") == "unborn" and found.get("due_on")
        return not (is_named or is_coming or found.get("match") not in {"", NEW, None})

    def details(self) -> PersonDetails:
        found = self.cleaned_data
        is_unborn = found["part"] == "unborn"
        return PersonDetails(
            given_names=found["given_names"],
            family_name=found["family_name"],
            known_as=found["known_as"],
            born=None if is_unborn else found["born"],
            is_unborn=is_unborn,
            due_on=found["due_on"] if is_unborn else None,
            sex=found["sex"],
        )

    def member(self) -> NewMember:
        match = self.cleaned_data["match"]
        if match not in {"", NEW}:
            return NewMember(part=self.cleaned_data["part"], person_id=UUID(match))
        return NewMember(part=self.cleaned_data["part"], details=self.details())


class PartForm(forms.Form):
    part = forms.ChoiceField(label="What is their part?", choices=PARTS)


MemberRows = forms.formset_factory(
    MemberForm, extra=0, max_num=MOST_MEMBERS, validate_max=True, absolute_max=40
)
