"""Asking people to a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from kinfold.meetings.details import PersonHere
from kinfold.meetings.forms.seating import must_not_meet
from kinfold.meetings.models import Attendance
from kinfold.meetings.selectors import Offered
from kinfold.network_meetings.details import Ask
from kinfold.networks.forms.fields import (
    ChooseMany,
    NamingForm,
    OneOf,
    day_within_a_year,
)
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold.stages.forms.ending import Names
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network_meeting import CONVENERS, PURPOSES
from kinfold_core.practice.written import Named

ROOM = Attendance.Mode.ROOM.value
WHAT_FOR = list(PURPOSES.items())


class AskForm(NamingForm):
    """Who is asked to come, to what, by whom. It names no worry."""

    hides_optional = True
    purpose = OneOf(
        label="What is the meeting for?",
        choices=WHAT_FOR,
        error_messages={"required": "Choose what it is for"},
    )
    on_day = day_within_a_year("On which day?", earliest=timezone.localdate)
    at_time = Line(
        label="From when to when?",
        required=False,
        help_text="For example: half past four to six, with tea",
    )
    place = Line(
        label="Where, or by which link?",
        required=False,
        help_text="Everybody who is asked reads this. Never an address that is kept "
        "from one of them",
    )
    bring = Line(
        label="What else should they know?",
        longest=LONGEST_REASON,
        required=False,
        help_text="For example: there is somebody for the little ones",
    )
    convened_as = OneOf(
        label="Who asks people to come?",
        choices=list(CONVENERS.items()),
        help_text="A meeting that the family calls is theirs",
        error_messages={"required": "Choose who asks people to come"},
    )
    asked = ChooseMany(label="Who is asked?", required=False)
    others = Names(
        label="Who else, of friends and family?",
        rows=2,
        required=False,
        help_text="One on each line",
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], offered: Sequence[Offered]
    ) -> None:
        super().__init__(data)
        self.offered = {one.key: one for one in offered}
        self.fields["asked"].choices = [  # type: ignore[attr-defined]
            (key, _with_caution(one)) for key, one in self.offered.items()
        ]
        self.ask_who("convened_by", "By name", people, missing="Say who asks")
        self.order_fields(
            ["purpose", "on_day", "at_time", "place", "bring", "convened_as",
             "convened_by", "convened_by_other", "asked", "others"]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_anybody = cleaned.get("asked") or cleaned.get("others")
        if not is_anybody and not {"asked", "others"} & self.errors.keys():
            self.add_error("asked", "Tick who is asked, or write their name")
        known = [self.offered[key].who for key in cleaned.get("asked") or ()]
        typed = [Named(name=name) for name in cleaned.get("others") or ()]
        if message := must_not_meet([*known, *typed], tuple(self.offered.values())):
            self.add_error("asked", message)
        return cleaned

    @property
    def asking(self) -> Ask:
        cleaned = self.cleaned_data
        known = [self.offered[key] for key in cleaned["asked"]]
        return Ask(
            purpose=cleaned["purpose"],
            on_day=cleaned["on_day"],
            at_time=cleaned["at_time"],
            place=cleaned["place"],
            bring=cleaned["bring"],
            convened_as=cleaned["convened_as"],
            convened_by=cleaned["convened_by_named"],
            people=(
                *(PersonHere(who=o.who, capacity=o.capacity, mode=ROOM) for o in known),
                *(
                    PersonHere(who=Named(name=name), capacity="network", mode=ROOM)
                    for name in cleaned["others"]
                ),
            ),
        )


def _with_caution(one: Offered) -> str:
    return f"{one.label}: {one.caution}" if one.caution else one.label
