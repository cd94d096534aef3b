"""Asking what the road leads to, and for its dated steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.networks.forms.fields import (
    NamingForm,
    OneOf,
    OverVersion,
    day_within_a_year,
    past_day,
)
from kinfold.platform.word_fields import Line, Words
from kinfold.trajectory.models import Milestone
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.trajectory import MilestoneDetails, MilestoneRow
from kinfold_core.practice.written import NOBODY


class _Versioned(forms.Form):
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )


class ClosureForm(_Versioned):
    words = Words(
        label="What will everybody see when services can leave?",
        help_text="In plain words: what the children live, who keeps it so, and for "
        "how long it must have held, hard days included.",
        rows=5,
        error_messages={
            "required": "Write what everybody will see when services can leave"
        },
    )


class MilestoneForm(NamingForm, _Versioned):
    kind = OneOf(
        label="What is it?",
        choices=Milestone.Kind.choices,
        initial=Milestone.Kind.STEP,
        error_messages={"required": "Choose what it is"},
    )
    what = Words(
        label="What will have happened?",
        rows=2,
        help_text="So that everybody can say whether it has, for example: “Nan and "
        "Raj have heard the whole worry”",
        error_messages={"required": "Write what will have happened"},
    )
    owner_kind = OneOf(
        label="Who promises it?",
        choices=Milestone.Owner.choices,
        help_text="Put our own promises here too: the family sees when we are late",
        error_messages={"required": "Choose who promises it"},
    )
    target_on = day_within_a_year(
        "By when?",
        error_messages={"required": "Enter the day it is promised for"},
    )
    for_whom = Line(
        label="Who must be satisfied?",
        required=False,
        help_text="For example: Leanne and the conference",
    )
    evidence = Words(label="How will we see it?", rows=2, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        standing: MilestoneRow | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(standing))
        if standing is not None:
            del self.fields["target_on"]
        self._day = standing.target_on if standing else None
        self.ask_who(
            "owner", "Who sees to it?", people,
            standing=standing.owner if standing else NOBODY,
            missing="Say who sees to it",
        )  # fmt: skip
        self.order_fields(
            ["kind", "what", "owner_kind", "owner", "owner_other", "target_on"]
        )

    @property
    def details(self) -> MilestoneDetails:
        cleaned = self.cleaned_data
        return MilestoneDetails(
            kind=cleaned["kind"],
            what=cleaned["what"],
            owner_kind=cleaned["owner_kind"],
            owner=cleaned["owner_named"],
            target_on=self._day or cleaned["target_on"],
            for_whom=cleaned["for_whom"],
            evidence=cleaned["evidence"],
        )


def _initial(standing: MilestoneRow | None) -> dict[str, Any]:
    if standing is None:
        return {}
    names = ("kind", "what", "owner_kind", "for_whom", "evidence", "version")
    return {name: getattr(standing, name) for name in names}


class MoveForm(OverVersion):
    to_on = day_within_a_year(
        "To which day?", error_messages={"required": "Enter the new day"}
    )
    reason = Words(
        label="Why does it move?",
        rows=2,
        help_text="What got in the way, and what would help. The family sees this",
        error_messages={"required": "Say why it moves. The family sees your reason"},
    )


class AchievedForm(OverVersion):
    achieved_on = past_day("When was it done?")
    comment = Words(label="What was seen?", rows=2, required=False)


class TakeOffForm(OverVersion):
    reason = Words(
        label="Why is it not needed any more?",
        rows=2,
        help_text="The family sees your reason",
        error_messages={"required": "Say why it is not needed any more"},
    )
