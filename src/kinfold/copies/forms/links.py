"""Whom a link is for, how long it opens, and with which code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.copies.details import LinkDetails
from kinfold.platform.word_fields import Choice, Line
from kinfold_core.practice.copy_link import DAYS_OPEN, why_not_a_code

PERSON = "person"
DAYS = ((1, "1 day"), (7, "1 week"), (DAYS_OPEN, "2 weeks"), (30, "30 days"),
        (90, "90 days"))  # fmt: skip


class WhoseForm(forms.Form):
    """Asked by address, as whom the copy is for is."""

    person = Choice(
        label="Whose telephone is it for?",
        widget=forms.RadioSelect,
        help_text="One person. Make another link for anybody else.",
        error_messages={"required": "Choose whose telephone it is for"},
    )

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data if PERSON in data or "go" in data else None)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen; None while nobody is."""
        is_chosen = self.is_bound and self.is_valid()
        return UUID(self.cleaned_data["person"]) if is_chosen else None


class LinkForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)
    code = Line(
        label="A code of their own choosing",
        longest=100,
        required=False,
        help_text="6 or more letters or numbers that others in the house would not "
        "guess. Leave it empty and Kinfold makes one. It is asked for each time.",
    )
    days = Choice(
        label="How long does it open?",
        choices=[(str(days), label) for days, label in DAYS],
        help_text="You or they can end it at any time.",
    )

    def __init__(self, data: Any = None, *, stamp: str) -> None:
        super().__init__(data)
        self.initial["seen"], self.initial["days"] = stamp, str(DAYS_OPEN)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if wrong := code and why_not_a_code(code):
            raise forms.ValidationError(wrong)
        return code

    def details(self, *, person_id: UUID, phone: str) -> LinkDetails:
        return LinkDetails(
            person_id=person_id,
            code=self.cleaned_data["code"],
            days=int(self.cleaned_data["days"]),
            phone=phone,
        )
