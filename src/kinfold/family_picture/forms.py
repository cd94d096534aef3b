"""Asking about a line of the ecomap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import OneOf, past_day
from kinfold.records.forms.fields import PlainText
from kinfold_core.genogram.ecomap import HELP_WORDS, TIE_WORDS, Help, LineDetails, Tie
from kinfold_core.phrases import capital

NONE_SAID = "Neither, or not said"


class LineForm(forms.Form):
    member = forms.ChoiceField(label="Whose line is it?", required=False, choices=[])
    service = PlainText(
        label="Or a service, school, group or place",
        required=False,
        max_length=200,
        help_text="As the family calls it: St Anne's, the mosque, Dr Cole",
    )
    tie = OneOf(
        label="How strong is it?",
        choices=[(one.value, capital(TIE_WORDS[one])) for one in Tie if one],
        error_messages={"required": "Choose how strong it is"},
    )
    help = forms.ChoiceField(
        label="Which way does help go?",
        required=False,
        choices=[(one.value, capital(HELP_WORDS[one]) or NONE_SAID) for one in Help],
    )
    said_by = PlainText(
        label="Who said so?",
        max_length=200,
        help_text="The child first: whose tie is it?",
        error_messages={"required": "Write who said so"},
    )
    said_on = past_day("When did they say so?")

    def __init__(
        self, data: Any = None, *, members: Sequence[tuple[str, str]], who: str = ""
    ) -> None:
        ids = {pk for pk, _ in members}
        named = {"member": who} if who in ids else {"service": who}
        super().__init__(data, initial=named)
        self.fields["member"].choices = [("", "Nobody of these"), *members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and bool(found.get("member")) == bool(found.get("service")):
            self.add_error(
                "member", "Choose somebody, or write the name of a service: one of them"
            )
        return found

    @property
    def details(self) -> LineDetails:
        found = self.cleaned_data
        return LineDetails(
            member_id=UUID(found["member"]) if found["member"] else None,
            service=found["service"],
            tie=Tie(found["tie"]),
            help=Help(found["help"]),
            said_by=found["said_by"],
            said_on=found["said_on"],
        )
