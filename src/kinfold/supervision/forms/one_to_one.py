"""Supervision of the work with one family, and a decision of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.networks.forms.fields import day_within_a_year
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Words
from kinfold.supervision.details import CaseDetails
from kinfold.supervision.forms.fields import Choices, who_choice


class CaseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    held_on = DayField(
        label="When did you meet?", latest=timezone.localdate, error_messages=NOT_YET
    )
    worried = Words(label="What are we worried about?", rows=3, required=False)
    working = Words(label="What's working well?", rows=3, required=False)
    needs = Words(label="What needs to happen?", rows=3, required=False)
    next_on = day_within_a_year("When do you meet about this again?", required=False)

    def __init__(
        self, data: Any = None, *, workers: Choices, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["worker"] = who_choice("Whose work is it?", workers)
        self.fields["supervisor"] = who_choice("Who supervises?", workers)
        self.order_fields(["version", "held_on", "worker", "supervisor"])

    def details(self) -> CaseDetails:
        cleaned = self.cleaned_data
        return CaseDetails(
            worker_id=UUID(cleaned["worker"]),
            supervisor_id=UUID(cleaned["supervisor"]),
            held_on=cleaned["held_on"],
            worried=cleaned["worried"],
            working=cleaned["working"],
            needs=cleaned["needs"],
            next_on=cleaned["next_on"],
        )


class DecisionForm(forms.Form):
    text = Words(
        label="What was decided?",
        rows=2,
        error_messages={"required": "Write what was decided"},
    )
    reason = Words(
        label="Why?",
        rows=2,
        error_messages={"required": "Say why. Somebody will ask in a year"},
    )
    due_on = day_within_a_year("By when?", required=False)

    def __init__(
        self, data: Any = None, *, workers: Choices, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["who"] = who_choice("Who does it?", workers)
        self.order_fields(["text", "reason", "who"])

    @property
    def who_id(self) -> UUID:
        return UUID(self.cleaned_data["who"])
