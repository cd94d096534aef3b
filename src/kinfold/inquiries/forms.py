"""Writing about work that went well, and saying who may read it."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.inquiries.details import InquiryDetails
from kinfold.platform.word_fields import Choice, Words
from kinfold.supervision.forms.fields import Choices, id_of, number_choice, number_of


class InquiryForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    proud_of = Words(
        label="What are you proud of?",
        rows=3,
        error_messages={"required": "Write what you are proud of"},
    )
    details = Words(
        label="What did you do, step by step?",
        help_text="What did you say, how did you begin, what was hard about it?",
        rows=5,
        required=False,
    )
    difference = Words(
        label="What difference did it make?",
        help_text="What would the family say?",
        rows=3,
        required=False,
    )
    learned = Words(
        label="What did you learn?",
        help_text="What will you do again, and what would you tell a colleague?",
        rows=3,
        required=False,
    )
    value = number_choice(
        "How much like the worker you want to be was this?",
        "0: not at all. 10: this is why I do the work.",
    )

    def __init__(
        self, data: Any = None, *, families: Choices, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["family"] = Choice(
            label="Was it with one of your families?",
            help_text="They are never named beyond your team.",
            choices=[("", "No, or I would rather not say"), *families],
            required=False,
        )
        self.order_fields(["version", "family"])

    def written(self) -> InquiryDetails:
        cleaned = self.cleaned_data
        return InquiryDetails(
            proud_of=cleaned["proud_of"],
            family_id=id_of(self, "family"),
            details=cleaned["details"],
            difference=cleaned["difference"],
            learned=cleaned["learned"],
            value=number_of(self, "value"),
        )


class ShareForm(forms.Form):
    shared_with = Choice(
        label="Who may read this?",
        widget=forms.RadioSelect,
        choices=[
            ("nobody", "Only me"),
            ("team", "My team"),
            ("authority", "Everybody here who works with families"),
        ],
        error_messages={"required": "Choose who may read this"},
    )
    may_publish = forms.BooleanField(
        label="It may go into the library, where others can learn from it",
        required=False,
    )
