"""Asking who is taken along, and which of two wordings stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import ChooseMany, OneOf
from kinfold.offline.models import VisitConflict
from kinfold.platform.word_fields import Words
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.offline_merge import MOST_DAYS

DAYS = (
    ("1", "Until tomorrow"),
    ("3", "3 days"),
    (str(MOST_DAYS), f"{MOST_DAYS} days"),
)


class TakeAlongForm(forms.Form):
    children = ChooseMany(
        label="Who are you going to see?",
        error_messages={"required": "Choose who you are going to see"},
    )
    days = OneOf(
        label="For how long?",
        choices=DAYS,
        help_text="After that the first name goes from the device by itself. What you "
        "wrote does not",
        error_messages={"required": "Choose for how long"},
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (str(one.person_id), one.name)
            for one in people
            if one.is_child and one.detail == "child"
        ]

    @property
    def child_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(key) for key in self.cleaned_data["children"])

    @property
    def days_chosen(self) -> int:
        return int(self.cleaned_data["days"])


class ChooseForm(forms.Form):
    """`version` is what stood in Kinfold when the page was shown."""

    choice = OneOf(
        label="Which one stays?", error_messages={"required": "Choose one of them"}
    )
    together = Words(
        label="Both, put together",
        rows=3,
        required=False,
        help_text="In the child's own words, if you put them together",
    )
    version = forms.CharField(
        widget=forms.HiddenInput, required=False, strip=False, max_length=500_000
    )

    def __init__(
        self, data: Any = None, *, seen: str, mine: str, is_text: bool
    ) -> None:
        super().__init__(data, initial={"version": seen, "together": _both(mine, seen)})
        choices = list(VisitConflict.Choice.choices)
        if not is_text:
            choices = choices[:2]
            del self.fields["together"]
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]


def _both(mine: str, theirs: str) -> str:
    return "\n".join(one for one in (theirs, mine) if one)


class WhyForm(forms.Form):
    """Why something is left to somebody else, or as it is."""

    why = Words(label="Why?", rows=3, error_messages={"required": "Say why"})

    def __init__(self, data: Any = None, *, label: str, help_text: str = "") -> None:
        super().__init__(data)
        self.fields["why"].label = label
        self.fields["why"].help_text = help_text
