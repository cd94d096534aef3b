"""Asking about what came of it: answered, shown, given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import OneOf, past_day
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.child_rows import SessionRow
from kinfold_core.practice.child_tools import CopyKept, ResponseDetails


class CopyForm(forms.Form):
    form = OneOf(
        label="What does the child have?",
        choices=[(one.value, one.label) for one in CopyKept],
        error_messages={"required": "Choose what the child has"},
    )
    kept_where = Line(label="Where does the child want to keep it?", required=False)
    why_not = Line(
        label="If the child has nothing yet: why not?", required=False, longest=500
    )
    given_on = past_day("When?")


class AnswerForm(forms.Form):
    what_changed = Words(
        label="What is different now because of what the child said?",
        help_text="In words for the child. If nothing is different, say why",
        error_messages={
            "required": "Write what is different now. If nothing is, say why"
        },
    )
    answered_by = Line(
        label="Which grown-ups answer?",
        help_text="By name, for example “Mum and Nan Jo”",
        error_messages={"required": "Say who answers"},
    )
    item = Choice(label="Is it about one thing that the child said?", required=False)
    answered_on = past_day("When did they answer?")

    def __init__(self, data: Any = None, *, session: SessionRow) -> None:
        super().__init__(data)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", "About all of it"),
            *((str(one.id), one.words[:80] or one.part.label) for one in session.told),
        ]

    @property
    def details(self) -> ResponseDetails:
        cleaned = dict(self.cleaned_data)
        item = cleaned.pop("item")
        return ResponseDetails(**cleaned, item_id=UUID(item) if item else None)


class ToldForm(forms.Form):
    """The child was shown or told something, and says something of it."""

    child_words = Words(
        label="What does the child say?",
        rows=3,
        required=False,
        help_text="Word for word. Leave it empty if the child says nothing",
    )
    on = past_day("On which day?")
