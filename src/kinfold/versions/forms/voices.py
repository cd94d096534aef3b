"""Asking who wrote the map with us, and what each of them says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, Words
from kinfold.practice.forms.fields import (
    add_capacity_field,
    add_name_fields,
    clean_capacity,
    clean_name,
)
from kinfold.versions.forms.points import version_choices
from kinfold.versions.models import Contributor, FamilyAnswer
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import AnswerDetails, ContributorDetails, Named

MUST_SAY = {FamilyAnswer.Agreement.PARTLY, FamilyAnswer.Agreement.DISAGREE}


class VoiceForm(forms.Form):
    """Of one named person, on one day."""

    hides_optional = True
    DAY = "said_on"

    def __init__(
        self, data: Any, *, people: Sequence[Member], question: str, order: list[str]
    ) -> None:
        super().__init__(data)
        self.people = people
        add_name_fields(self, "who", label=question, people=people, nobody="Choose")
        add_capacity_field(self)
        self.order_fields(["who", "who_other", "capacity", *order])
        self.initial[self.DAY] = timezone.localdate()

    def clean_voice(self) -> tuple[Named, str]:
        """Who it is and in what capacity they speak; errors stand where they are."""
        named = clean_name(self, "who", self.people)
        if not named.name and not {"who", "who_other"} & self.errors.keys():
            self.add_error("who", "Say who it is")
        return named, clean_capacity(self, "who", self.people)


class ContributorForm(VoiceForm):
    DAY = "happened_on"
    mode = Choice(
        label="How were they part of it?",
        choices=[("", "Choose"), *Contributor.Mode.choices],
        error_messages={"required": "Choose how they were part of it"},
    )
    part = Choice(label="Were they there?", choices=Contributor.Part.choices)
    happened_on = DayField(
        label="When?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(
            data,
            people=people,
            question="Who was asked?",
            order=["mode", "part", "happened_on"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who, capacity = self.clean_voice()
        if not self.errors:
            cleaned["details"] = ContributorDetails(
                who=who,
                capacity=capacity,
                mode=cleaned["mode"],
                part=cleaned["part"],
                happened_on=cleaned["happened_on"],
            )
        return cleaned


class AnswerForm(VoiceForm):
    agreement = Choice(
        label="What do they say of it?",
        choices=[("", "Choose"), *FamilyAnswer.Agreement.choices],
        error_messages={"required": "Choose what they say of it"},
    )
    words = Words(
        label="In their own words",
        help_text="What is right, what is not, how they would say it.",
        rows=4,
        required=False,
    )
    said_on = DayField(
        label="When did they say it?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], given: Sequence[int]
    ) -> None:
        super().__init__(
            data,
            people=people,
            question="Who says it?",
            order=["version", "agreement", "words", "said_on"],
        )
        self.fields["version"] = Choice(
            label="Of which version?", choices=version_choices(given)
        )
        self.order_fields(["version"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who, capacity = self.clean_voice()
        must_say = cleaned.get("agreement") in MUST_SAY
        if must_say and not cleaned.get("words") and "words" not in self.errors:
            self.add_error(
                "words", "Write what they see differently, in their own words"
            )
        if not self.errors:
            cleaned["details"] = AnswerDetails(
                version=int(cleaned["version"]),
                who=who,
                capacity=capacity,
                agreement=cleaned["agreement"],
                words=cleaned["words"],
                said_on=cleaned["said_on"],
            )
        return cleaned
