"""Asking who does what today, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.networks.forms.fields import NamingForm, OneOf, OverNewest, past_day
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold.trajectory.models import Agreement, ImmediateControl
from kinfold_core.practice.immediate import (
    ControlDetails,
    ImmediatePlanDetails,
    usual_end,
    why_not_until,
)
from kinfold_core.practice.living_map import Member

MOST_LINES = 8
LONGEST_LIST_OF_NAMES = 300


def _usual_end() -> Any:
    return usual_end(timezone.localdate())


class ImmediatePlanForm(OverNewest):
    occasion = Words(
        label="What makes it needed today?",
        help_text="What happened, and what might happen in the next days",
        error_messages={"required": "Say what makes it needed today"},
    )
    made_on = past_day("When was it agreed?")
    expires_on = DayField(
        label="Until when does it hold?",
        help_text="A week, unless there is a reason. It is looked at together before",
        initial=_usual_end,
        error_messages={"required": "Enter the day on which it runs out"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("made_on"), cleaned.get("expires_on")
        if start and end and (why_not := why_not_until(end, start=start)):
            self.add_error("expires_on", why_not)
        return cleaned

    def details(self, controls: Sequence[ControlDetails]) -> ImmediatePlanDetails:
        cleaned = self.cleaned_data
        return ImmediatePlanDetails(
            occasion=cleaned["occasion"],
            made_on=cleaned["made_on"],
            expires_on=cleaned["expires_on"],
            controls=tuple(controls),
        )


class ControlForm(NamingForm):
    """One person and what they do. A line left empty is left out."""

    carrier = Choice(
        label="Who are they?",
        choices=[("", "Choose"), *ImmediateControl.Carrier.choices],
        error_messages={"required": "Choose family, network or services"},
    )
    does = Words(
        label="What do they do?",
        rows=2,
        help_text="So that a stranger could see it: “Takes Amira and Kai to hers”",
        error_messages={"required": "Write what they do"},
    )
    when = Line(
        label="When?", required=False, help_text="“Tonight”, “Fri 5 pm to Sat 10 am”"
    )
    danger_id = Choice(label="Which worry does it answer?", required=False)
    danger_words = Line(
        label="The worry, if it is not on the map yet", required=False, longest=500
    )
    relied_on = Line(
        label="Why can we rely on this?",
        required=False,
        longest=500,
        help_text="What they have done before, and what could get in the way",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Member],
        dangers: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["danger_id"].choices = [  # type: ignore[attr-defined]
            ("", "Not on the map yet"), *dangers,
        ]  # fmt: skip
        self.ask_who("who", "Who?", people, missing="Say who does it")
        self.order_fields(["who", "who_other", "carrier", "does", "when"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_named = cleaned.get("danger_id") or cleaned.get("danger_words")
        if not is_named and not {"danger_id", "danger_words"} & self.errors.keys():
            self.add_error("danger_words", "Choose the worry it holds, or write it")
        return cleaned

    @property
    def details(self) -> ControlDetails:
        cleaned = self.cleaned_data
        danger_id = cleaned["danger_id"]
        return ControlDetails(
            who=cleaned["who_named"],
            carrier=cleaned["carrier"],
            does=cleaned["does"],
            danger_id=UUID(danger_id) if danger_id else None,
            danger_words=cleaned["danger_words"],
            when=cleaned["when"],
            relied_on=cleaned["relied_on"],
        )


class _Lines(forms.BaseFormSet):  # type: ignore[type-arg]
    default_error_messages = {
        "missing_management_form": "Part of this page was missing. Load it again: "
        "what you typed above is still here",
        "too_many_forms": "A plan for a few days has %(num)d lines at most. "
        "Keep what matters most",
    }


ControlLines = forms.formset_factory(
    ControlForm,
    formset=_Lines,
    extra=MOST_LINES,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 1,
    validate_max=True,
)


def controls_of(lines: Iterable[ControlForm]) -> list[ControlDetails]:
    """Every line that somebody filled in."""
    return [line.details for line in lines if line.has_changed()]


class ReviewForm(OverNewest):
    with_whom = Line(
        label="Who looked at it with you?",
        longest=LONGEST_LIST_OF_NAMES,
        error_messages={"required": "Say who looked at it with you"},
    )
    seen = Words(
        label="What was seen?",
        help_text="Did each part hold? What was hard, and what did people do?",
        error_messages={"required": "Write what was seen: did it hold?"},
    )
    reviewed_on = past_day("When?")
    expires_on = DayField(
        label="Until when does it go on?",
        initial=_usual_end,
        error_messages={"required": "Enter the day on which it runs out"},
    )


class EndForm(forms.Form):
    reason = Words(
        label="What holds the children safe from now on?",
        error_messages={"required": "Say what holds the children safe from now on"},
    )
    ended_on = past_day("From which day?")


class ReadForm(forms.Form):
    # a mark of what stood before, named as the drafts keep it
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    how = Words(
        label="Who read it to them, and what did they say?",
        help_text="Each child in their own words",
        error_messages={"required": "Write who read it and what the children said"},
    )
    read_on = past_day("When?")


class AgreementForm(NamingForm):
    answer = OneOf(
        label="What do they say?",
        choices=Agreement.Answer.choices,
        error_messages={"required": "Choose what they say"},
    )
    words = Words(label="In their own words", rows=2, required=False)
    said_on = past_day("When?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("who", "Who?", people)
        self.order_fields(["who", "who_other", "answer", "words", "said_on"])
