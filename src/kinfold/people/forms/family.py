"""Asking about a family: who is in it, where they live, what service they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.people.details import AddressDetails, NewMember, PersonDetails
from kinfold.people.forms.fields import (
    LONGEST_NAME,
    FuzzyDateField,
    LongText,
    PlainText,
    past_day,
)
from kinfold.people.forms.people import BORN_HELP, SEXES
from kinfold.platform.fields import DayField
from kinfold_core.people.relationships import KINDS, Side, inverse

PARTS = [
    ("child", "Child"),
    ("unborn", "Unborn baby"),
    ("adult", "Adult"),
    ("network", "Somebody else who matters to them"),
]
Choices = Iterable[tuple[str, str]]
MOST_MEMBERS = 20
NEW = "new"


class FamilyForm(forms.Form):
    name = PlainText(
        label="What to call this family",
        max_length=LONGEST_NAME,
        help_text="The name or names they go by, for example Okafor and Reed",
    )
    opened_on = past_day("When did the work begin?", "Today, unless it began earlier")


class RenameForm(forms.Form):
    name = PlainText(label="What to call this family", max_length=LONGEST_NAME)
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000
    )


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
    due_on = DayField(label="Due date, for an unborn baby", required=False)
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


class ChooseMany(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


def ids_of(values: Sequence[str]) -> list[UUID]:
    return [UUID(value) for value in values]


def _said_of_them() -> list[tuple[str, str]]:
    """Neutral kinds, both directions: sexed words come from the people."""
    return [
        (code, kind.label)
        for code, kind in KINDS.items()
        if inverse(inverse(code)) == code
    ]


class RelateForm(forms.Form):
    """What one person is to one or more others."""

    code = forms.ChoiceField(choices=[])
    others = ChooseMany(label="Of whom?", choices=[])
    side = forms.ChoiceField(
        label="Through whom?",
        required=False,
        choices=[("", "Does not apply"), *((s.value, s.label) for s in Side)],
    )
    certainty = forms.ChoiceField(
        label="How sure is it?",
        choices=[
            ("known", "It is known"),
            ("said", "Somebody said so"),
            ("unsure", "Not sure"),
        ],
    )
    has_parental_responsibility = forms.BooleanField(
        label="They have parental responsibility in law", required=False
    )
    is_confirmed = forms.BooleanField(
        label="It is unusual, and it is right", required=False
    )

    def __init__(self, *args: Any, name: str, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = f"What is {name}?"
        self.fields["code"].choices = [("", "Choose"), *_said_of_them()]  # type: ignore[attr-defined]
        self.fields["others"].choices = list(people)  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    people = ChooseMany(label="Who lives there?", choices=[])
    lines = LongText(
        label="Address",
        required=False,
        max_length=400,
        help_text="Without the postcode",
    )
    postcode = PlainText(label="Postcode", required=False, max_length=10)
    household = PlainText(
        label="What the family calls this home",
        required=False,
        max_length=100,
        help_text="For example: Mum's, Nan Jo's",
    )
    kind = forms.ChoiceField(
        label="What kind of home is it?",
        choices=[
            ("home", "Home"),
            ("second_home", "Second home"),
            ("placement", "Where a child is placed"),
            ("temporary", "Temporary"),
            ("correspondence", "For letters only"),
        ],
    )
    started_on = past_day("Since which day?")
    is_hidden = forms.BooleanField(
        label="Hide this address: somebody would be in danger if it were known",
        required=False,
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]

    def address(self) -> AddressDetails:
        found = self.cleaned_data
        return AddressDetails(
            lines=found["lines"],
            postcode=found["postcode"],
            is_hidden=found["is_hidden"],
        )


class StatusForm(forms.Form):
    children = ChooseMany(label="For which children?", choices=[])
    status = forms.ChoiceField(
        label="What service do they have now?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("early_help", "Early help"),
            ("child_in_need", "Child in need"),
            ("child_protection", "Child protection plan"),
            ("looked_after", "Looked after"),
            ("care_leaver", "Care leaver"),
            ("", "None any more"),
        ],
    )
    started_on = past_day("From which day?")
    keeps_others = forms.BooleanField(
        label="What they have now goes on beside it", required=False
    )
    reason = LongText(label="Why did it change?", required=False, max_length=250)

    def __init__(self, *args: Any, children: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]


class AllocateForm(forms.Form):
    """`holder` is "team" or "team:worker": only people who can hold the family."""

    holder = forms.ChoiceField(label="Who works with the family?", choices=[])
    started_on = past_day("From which day?")

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", "Choose"), *holders]  # type: ignore[attr-defined]

    def ids(self) -> tuple[UUID, UUID | None]:
        team, _, worker = str(self.cleaned_data["holder"]).partition(":")
        return UUID(team), UUID(worker) if worker else None


class CloseForm(forms.Form):
    closed_on = past_day("On which day does it close?")
    reason = LongText(
        label="Why does it close?",
        max_length=250,
        help_text="In words the family would accept: they can read this",
    )


class LeaveForm(forms.Form):
    left_on = past_day("Since which day are they no longer part of it?")
