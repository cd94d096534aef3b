"""Asking about a family's record: its name, its service, who works with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.platform.word_fields import ChooseMany
from kinfold.records.forms.fields import LONGEST_NAME, LongText, PlainText, past_day

Choices = Iterable[tuple[str, str]]


class RenameForm(forms.Form):
    name = PlainText(label="What to call this family", max_length=LONGEST_NAME)
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000
    )


def ids_of(values: Sequence[str]) -> list[UUID]:
    return [UUID(value) for value in values]


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


class LeaveForm(forms.Form):
    left_on = past_day("Since which day are they no longer part of it?")


class ReasonForm(forms.Form):
    reason = LongText(label="Why?", max_length=500)
