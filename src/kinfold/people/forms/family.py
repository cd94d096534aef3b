"""Asking who is related to whom, and where a family's people live."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.people.details import AddressDetails
from kinfold.people.forms.people import EndForm
from kinfold.platform.word_fields import ChooseMany
from kinfold.records.forms.family import Choices
from kinfold.records.forms.fields import LongText, PlainText, past_day
from kinfold_core.people.relationships import KINDS, Side, inverse


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
    started_on = past_day("Since which day, if it is known?", required=False)
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


class EndTieForm(EndForm):
    """The day on which a tie stopped being so; of a couple also how."""

    ended_how = forms.ChoiceField(
        label="How did it end?",
        required=False,
        choices=[
            ("", "Not known or not said"),
            ("separated", "They separated"),
            ("divorced", "They divorced"),
            ("died", "One of them died"),
        ],
    )

    def __init__(self, *args: Any, is_couple: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_couple:
            del self.fields["ended_how"]


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
