"""Asking where one person puts things on a scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, Words
from kinfold.practice.forms.fields import (
    ShownForm,
    add_capacity_field,
    add_name_fields,
    clean_capacity,
    clean_name,
)
from kinfold.practice.models import ScaleRating
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import SHOWN, RatingDetails

# Numbers by halves, as people say them. Nothing is chosen beforehand (R-SC6).
VALUES = [
    ("", "Choose"),
    *((str(Decimal(n) / 2), f"{n / 2:g}") for n in range(21)),
    (Answer.DONT_KNOW.value, "They did not know"),
    (Answer.NOT_ASKED.value, "They were not asked"),
    (Answer.DECLINED.value, "They did not want to say"),
]


class RatingForm(ShownForm):
    """One person, one number, their reasons. Never filled in from last time."""

    value = Choice(
        label="Where do they put it?",
        choices=VALUES,
        error_messages={"required": "Choose a number, or say why there is none"},
    )
    reason_why_not_lower = Words(
        label="What makes it that high, and not lower?", rows=2, required=False
    )
    what_would_make_one_higher = Words(
        label="What would make it one higher?", rows=2, required=False
    )
    occasion = Choice(
        label="Where was this said?", choices=ScaleRating.Occasion.choices
    )
    rated_on = DayField(
        label="When?",
        latest=timezone.localdate,
        error_messages={
            "too_late": "This day has not come yet. Enter when they said it"
        },
    )
    is_confirmed_by_rater = forms.BooleanField(
        label="They have seen this and say it is right", required=False
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], mark: str = "rating"
    ) -> None:
        # several may be open on one page: each box has an id of its own
        super().__init__(data, auto_id=f"id_{mark}_%s")
        self.people = people
        add_name_fields(
            self, "rater", label="Who says?", people=people,
            nobody="Choose", is_required=False,
        )  # fmt: skip
        add_capacity_field(self)
        self.ask_showing(SHOWN)
        self.initial["rated_on"] = timezone.localdate()
        self.order_fields(
            [
                "rater", "rater_other", "capacity", "value", "reason_why_not_lower",
                "what_would_make_one_higher", "occasion", "rated_on",
            ]
        )  # fmt: skip

    @property
    def asked_first(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.SHOWING]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        rater = clean_name(self, "rater", self.people)
        if not rater.name and not {"rater", "rater_other"} & self.errors.keys():
            self.add_error("rater", "Say whose number this is")
        capacity = clean_capacity(self, "rater", self.people)
        showing = self.clean_showing()
        if not self.errors:
            answer, value = _read(cleaned["value"])
            cleaned["details"] = RatingDetails(
                rater=rater,
                capacity=capacity,
                answer=answer,
                value=value,
                rated_on=cleaned["rated_on"],
                occasion=cleaned["occasion"],
                reason_why_not_lower=cleaned["reason_why_not_lower"],
                what_would_make_one_higher=cleaned["what_would_make_one_higher"],
                is_confirmed_by_rater=cleaned["is_confirmed_by_rater"],
                showing=showing,
            )
        return cleaned


def _read(chosen: str) -> tuple[Answer, Decimal | None]:
    try:
        return Answer(chosen), None
    except ValueError:
        return Answer.NUMBER, Decimal(chosen)
