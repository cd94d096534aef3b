"""What is asked about stories: parsed, never saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.change_stories.models import ChangeStory, StoryConsent
from kinfold.platform.fields import DayField
from kinfold.platform.likely_identifiers import DecidesIdentifiers
from kinfold.platform.word_fields import (
    LONGEST_NAME,
    LONGEST_REASON,
    NOT_YET,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.practice.story_consent import MOST_DAYS_KEPT, what_is_missing

LONGEST_TITLE = 120
QUESTION = (
    "Looking back over the last months: what do you think was the most significant "
    "change?"
)
Options = list[tuple[str, str]]


class ConsentForm(forms.Form):
    """What whoever told the story agreed to."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    purpose = Choice(
        label="What did they agree to?",
        choices=StoryConsent.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they agreed to"},
    )
    given_on = DayField(
        label="On which day did they agree?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day they agreed", **NOT_YET},
    )
    until = DayField(
        label="Until which day may it be shown?",
        error_messages={"required": "Give the last day it may be shown"},
    )
    may_be_quoted = forms.TypedChoiceField(
        label="May single sentences of it be quoted?",
        choices=[("yes", "Yes"), ("no", "No, only the whole story")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it may be quoted"},
    )
    explained_by = Line(
        label="Who explained it to them?",
        required=False,
        help_text="A worker's name. Needed where a child, a parent or somebody of the "
        "family told it",
    )
    days_kept = forms.IntegerField(
        label="If they say no one day: after how many days are the words deleted?",
        initial=14,
        min_value=0,
        max_value=MOST_DAYS_KEPT,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        help_text="As they were told. Nobody sees the words once they say no",
        error_messages={
            "required": "Give a number of days, for example 14",
            "invalid": "Give a number of days, for example 14",
            "min_value": f"Give a number of days from 0 to {MOST_DAYS_KEPT}",
            "max_value": f"Give a number of days from 0 to {MOST_DAYS_KEPT}",
        },
    )

    def __init__(
        self, data: Any = None, *, told_by: str = "", initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.told_by = told_by
        today = timezone.localdate()
        self.fields["given_on"].initial = today
        self.fields["until"].initial = today + timedelta(days=365)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given_on, until = cleaned.get("given_on"), cleaned.get("until")
        if given_on and until:
            missing = what_is_missing(
                str(cleaned.get("teller") or self.told_by),
                cleaned.get("explained_by") or "",
                given_on,
                until,
                cleaned.get("days_kept") or 0,
            )
            for field, sentence in missing.items():
                if field not in self.errors:
                    self.add_error(field, sentence)
        return cleaned


class StoryForm(DecidesIdentifiers, ConsentForm):
    """A story, and what its teller agreed to, in one."""

    looked_through = ("question", "title", "story", "why")

    place = Choice(
        label="Which authority is it about?",
        error_messages={"required": "Choose the authority"},
    )
    question = Words(
        label="What were they asked?",
        rows=2,
        longest=LONGEST_REASON,
        initial=QUESTION,
        error_messages={"required": "Say what they were asked"},
    )
    teller = Choice(
        label="Who told it?",
        choices=ChangeStory.Teller.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who told it"},
    )
    teller_name = Line(
        label="Their name, only if they chose to be named",
        longest=LONGEST_NAME,
        required=False,
    )
    told_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    domain = Choice(
        label="What kind of change is it?",
        choices=ChangeStory.Domain.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a kind of change"},
    )
    title = Line(
        label="A title, in their words if you can",
        longest=LONGEST_TITLE,
        error_messages={"required": "Give it a title"},
    )
    story = Words(
        label="The story, in their own words",
        rows=10,
        help_text="What was it like before, what happened, what is it like now?",
        error_messages={"required": "Write the story"},
    )
    why = Words(
        label="Why does this change matter most to them?",
        error_messages={"required": "Write why it matters to them"},
    )

    def __init__(self, data: Any = None, *, places: Options) -> None:
        super().__init__(data)
        # whose story it is, is never chosen by standing first in the list
        choose = [("", "Choose an authority")] if len(places) > 1 else []
        self.fields["place"].choices = [*choose, *places]  # type: ignore[attr-defined]
        asked = [name for name in self.fields if name not in ConsentForm.base_fields]
        self.order_fields([*asked, *ConsentForm.base_fields])


class RoundForm(forms.Form):
    title = Line(
        label="What do you call this round?",
        error_messages={"required": "Give the round a name"},
    )
    panel = Words(
        label="Who is on the panel?",
        rows=2,
        longest=LONGEST_REASON,
        help_text="By role: “two parents, a team manager, the evaluator”",
        error_messages={"required": "Say who is on the panel"},
    )
    held_on = day_within_a_year(
        "On which day?", error_messages={"required": "Give the day"}
    )
    stories = ChooseMany(
        label="Which stories do they read?",
        error_messages={"required": "Choose at least two stories"},
    )

    def __init__(self, data: Any = None, *, stories: Options) -> None:
        super().__init__(data)
        self.fields["stories"].choices = stories  # type: ignore[attr-defined]


class ChooseForm(forms.Form):
    story = Choice(
        label="Which story did the panel choose?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the story"},
    )
    why = Words(
        label="Why this one?",
        help_text="What does it show that the others do not?",
        error_messages={"required": "Write why the panel chose it"},
    )

    def __init__(self, data: Any = None, *, stories: Options) -> None:
        super().__init__(data)
        self.fields["story"].choices = stories  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Nothing is asked: a no needs no reason."""
