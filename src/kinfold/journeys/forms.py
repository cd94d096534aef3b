"""What is asked about phases and deliverables: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.journeys.models import DeliverableEntry, RoadEvent
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Address,
    Choice,
    Line,
    Words,
)
from kinfold.records.forms.fields import past_day
from kinfold_core.practice.phases import PHASE_WORDS


class PhaseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    phase = Choice(
        label="Which phase began?",
        choices=[(one.value, words) for one, words in PHASE_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the phase"},
    )
    begins_on = past_day("On which day did it begin?")
    reason = Words(
        label="Why?",
        rows=3,
        longest=LONGEST_REASON,
        required=False,
        help_text="Needed for a reboot, and for a correction",
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["begins_on"].error_messages.update(
            {"required": "Give the day it began", **NOT_YET}
        )


class EventForm(forms.Form):
    kind = Choice(
        label="What was it?",
        choices=RoadEvent.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was"},
    )
    happened_on = past_day("On which day?")
    words = Line(
        label="What happened?",
        help_text="In one line. No family and no child is named here",
        error_messages={"required": "Write what happened"},
    )
    link = Address(
        label="Where is it read?",
        required=False,
        help_text="An address of the web, or of a page of Kinfold",
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["happened_on"].error_messages.update(
            {"required": "Give the day on which it happened", **NOT_YET}
        )


class TakeEventBackForm(forms.Form):
    why = Words(
        label="Why is it taken back?",
        rows=3,
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is taken back"},
    )


class DeliverableForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = Line(label="What is made?", error_messages={"required": "Say what is made"})
    owner = Line(
        label="Who owns it?",
        help_text="A role or an authority: whoever is asked when it does not move",
        error_messages={"required": "Say who owns it"},
    )
    state = Choice(
        label="How far is it?",
        choices=DeliverableEntry.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it is"},
    )
    words = Words(
        label="What should be known of it?",
        longest=2_000,
        required=False,
        help_text="If it is stopped: why",
    )


class EvidenceForm(forms.Form):
    place = Choice(
        label="In which authority was it seen?",
        error_messages={"required": "Choose the authority"},
    )
    seen_on = past_day("On which day?")
    words = Words(
        label="What was seen?",
        longest=2_000,
        help_text="What anybody could check. No family and no child is named here",
        error_messages={"required": "Write what was seen"},
    )
    link = Address(
        label="Where is it read?",
        required=False,
        help_text="An address of the web, or of a page of Kinfold",
    )

    def __init__(self, data: Any = None, *, places: list[tuple[str, str]]) -> None:
        super().__init__(data)
        choose = [("", "Choose an authority")] if len(places) > 1 else []
        self.fields["place"].choices = [*choose, *places]  # type: ignore[attr-defined]
        self.fields["seen_on"].error_messages.update(
            {"required": "Give the day it was seen", **NOT_YET}
        )
