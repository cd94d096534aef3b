"""How a meeting was, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.meetings.selectors import AccountRow, MeetingRow
from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, OverNewest
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network_meeting import (
    CHILD_SAID,
    CONVENERS,
    COUNTS_AS,
    PURPOSES,
    AccountDetails,
)
from kinfold_core.practice.written import NOBODY

LONGEST_PRIVATE_TIME = 600
WHAT_FOR = list(PURPOSES.items())


class AccountForm(NamingForm, OverNewest):
    """How the meeting was. Only what it was and who convened it must be answered."""

    hides_optional = True
    counts_as = ChooseMany(
        label="What was this meeting?",
        choices=list(COUNTS_AS.items()),
        help_text="It can be several things at once. Choose all that fit",
        error_messages={"required": "Tick what this meeting was"},
    )
    purpose = OneOf(
        label="What was it for?",
        choices=WHAT_FOR,
        error_messages={"required": "Choose what it was for"},
    )
    convened_as = OneOf(
        label="Who asked people to come?",
        choices=list(CONVENERS.items()),
        error_messages={"required": "Choose who asked people to come"},
    )
    coordinator = Line(
        label="Who held it, and works on nothing else with the family?", required=False
    )
    private_minutes = forms.IntegerField(
        label="For how many minutes was the family among itself?",
        min_value=1,
        max_value=LONGEST_PRIVATE_TIME,
        required=False,
        help_text="Everybody else had left the room. Leave it empty when they had not",
        error_messages={
            "invalid": "Enter the minutes as a number, for example 40",
            "min_value": "Enter 1 minute or more, or leave it empty",
            "max_value": f"Enter {LONGEST_PRIVATE_TIME} minutes at most",
        },
    )
    private_people = ChooseMany(label="Who was in the room then?", required=False)
    story_by = Line(label="Who told the story of the worries?", required=False)
    story_how = Words(
        label="How did they tell it?",
        rows=2,
        required=False,
        help_text="For example: Leanne read it from the map, and Nan Jo went on",
    )
    questions = Words(
        label="What did people ask?", rows=3, required=False,
        help_text="Those that are still open too",
    )  # fmt: skip
    child_wanted = Words(
        label="What did the children want said?",
        rows=2,
        required=False,
        help_text="In their words",
    )
    child_said = OneOf(
        label="Was it said?", choices=list(CHILD_SAID.items()), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        meeting: MeetingRow,
        standing: AccountRow | None,
        counts_as: Sequence[str] = (),
    ) -> None:
        super().__init__(data)
        self.fields["private_people"].choices = [  # type: ignore[attr-defined]
            (chair.who.name, chair.who.name) for chair in meeting.chairs
        ]
        self.initial["counts_as"] = list(counts_as)
        if standing is not None:
            for name in self.fields:
                if hasattr(standing, name):
                    self.initial[name] = getattr(standing, name)
            self.initial["version"] = str(standing.id)
        self.ask_who(
            "convened_by", "By name", people,
            standing=standing.convened_by if standing else NOBODY,
            missing="Say who asked people to come",
        )  # fmt: skip
        self.order_fields(
            ["counts_as", "purpose", "convened_as", "convened_by", "convened_by_other"]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_bare = not cleaned.get("private_minutes") and cleaned.get("private_people")
        if is_bare and "private_minutes" not in self.errors:
            self.add_error("private_minutes", "Say for how many minutes")
        return cleaned

    @property
    def details(self) -> AccountDetails:
        cleaned = self.cleaned_data
        return AccountDetails(
            counts_as=tuple(cleaned["counts_as"]),
            purpose=cleaned["purpose"],
            convened_as=cleaned["convened_as"],
            convened_by=cleaned["convened_by_named"],
            coordinator=cleaned["coordinator"],
            private_minutes=cleaned["private_minutes"],
            private_people=tuple(cleaned["private_people"]),
            story_by=cleaned["story_by"],
            story_how=cleaned["story_how"],
            questions=cleaned["questions"],
            child_wanted=cleaned["child_wanted"],
            child_said=cleaned["child_said"],
        )


class DecideForm(forms.Form):
    text = Words(
        label="What was decided?",
        help_text="One thing, in the words of the room. It can become a rule of their "
        "plan or a next step afterwards",
        error_messages={"required": "Write what was decided"},
    )
