"""Writing on the map in the room: the words, and by one press who said them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.meetings.selectors import Chair
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.practice.written import NOBODY, EntryDetails, Named

# Where the words come from, by who says them
SOURCES = {
    "child": "child",
    "parent": "parent",
    "family": "network",
    "network": "network",
    "professional": "professional",
}
TOGETHER = "together"


class PenForm(forms.Form):
    """One thing for the map. Its category is known from where it was asked."""

    hides_optional = True
    text = Words(
        label="What is it, in plain words?",
        rows=4,
        error_messages={"required": "Write what was said"},
    )

    def __init__(
        self, data: Any = None, *, category: str, chairs: Sequence[Chair]
    ) -> None:
        super().__init__(data)
        self.category = category
        self.chairs = {str(chair.id): chair for chair in chairs}
        self.fields["said_by"] = Choice(
            label="Who said it?",
            choices=[*_names(chairs), (TOGETHER, "Several together")],
            widget=forms.RadioSelect,
            error_messages={"required": "Press who said it"},
        )
        self.fields["is_own_words"] = forms.BooleanField(
            label="These are their own words", required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_own_words") and cleaned.get("said_by") == TOGETHER:
            self.add_error("said_by", "Own words are one person's. Press who said them")
        return cleaned

    @property
    def details(self) -> EntryDetails:
        cleaned = self.cleaned_data
        chair = self.chairs.get(cleaned["said_by"])
        return EntryDetails(
            category=self.category,
            text=cleaned["text"],
            said_by=chair.who if chair else NOBODY,
            source_type=SOURCES[chair.capacity] if chair else "professional",
            is_own_words=cleaned["is_own_words"],
        )


class StepForm(forms.Form):
    """A next step: what, who, by when. Somebody in the room says "I will"."""

    hides_optional = True
    text = Words(
        label="What will happen?",
        rows=3,
        error_messages={"required": "Write what will happen"},
    )

    def __init__(self, data: Any = None, *, chairs: Sequence[Chair]) -> None:
        super().__init__(data)
        self.chairs = {str(chair.id): chair for chair in chairs}
        self.fields["who"] = Choice(
            label="Who will do it?",
            choices=[*_names(chairs), ("other", "Somebody who is not here")],
            widget=forms.RadioSelect,
            error_messages={"required": "Press who will do it"},
        )
        self.fields["who_other"] = Line(
            label="Their name, if they are not here", required=False
        )
        self.fields["due_on"] = day_within_a_year(
            "By when?",
            error_messages={"required": "Enter the day by which it will be done"},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_other = cleaned.get("who") == "other"
        if is_other and not cleaned.get("who_other") and "who_other" not in self.errors:
            self.add_error("who_other", "Write their name")
        return cleaned

    @property
    def details(self) -> EntryDetails:
        cleaned = self.cleaned_data
        chair = self.chairs.get(cleaned["who"])
        return EntryDetails(
            category="next_step",
            text=cleaned["text"],
            who=chair.who if chair else Named(name=cleaned["who_other"]),
            due_on=cleaned["due_on"],
        )


def _names(chairs: Sequence[Chair]) -> list[tuple[str, str]]:
    return [(str(chair.id), chair.who.name) for chair in chairs]
