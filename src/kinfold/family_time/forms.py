"""Asking about family time: whose, how, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.family_time.models import FamilyTimeDecision
from kinfold.networks.forms.fields import (
    ChooseMany,
    NamingForm,
    OneOf,
    OverNewest,
    day_within_a_year,
    past_day,
)
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.family_time import (
    DecisionDetails,
    LadderDetails,
    Rung,
    StepDetails,
    StepRow,
)
from kinfold_core.practice.living_map import Member, born

Direction = FamilyTimeDecision.Direction


class LadderForm(NamingForm):
    child = OneOf(
        label="Which child?", error_messages={"required": "Choose which child"}
    )
    why = Words(
        label="Why is it not ordinary time yet?",
        rows=2,
        help_text="What happened, and what might happen, in words the child could hear",
        error_messages={"required": "Say why it is not ordinary time yet"},
    )
    court_words = Words(
        label="What a court has said about it, if anything", rows=2, required=False
    )
    started_on = past_day("Since when?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.children = {
            str(one.person_id): one for one in born(people) if one.is_child
        }
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.children.items()
        ]
        others = [one for one in people if one.is_family]
        self.ask_who("with_whom", "With whom?", others, missing="Say with whom")
        self.order_fields(["child", "with_whom", "with_whom_other", "why"])

    @property
    def details(self) -> LadderDetails:
        cleaned = self.cleaned_data
        child = self.children[cleaned["child"]]
        return LadderDetails(
            child_id=UUID(cleaned["child"]),
            child_name=child.name,
            with_whom=cleaned["with_whom_named"],
            why=cleaned["why"],
            court_words=cleaned["court_words"],
            started_on=cleaned["started_on"],
        )


class StepForm(forms.Form):
    hides_optional = True
    rung = OneOf(
        label="Who keeps the time safe?",
        choices=[(rung.value, rung.label) for rung in Rung],
        error_messages={"required": "Choose who keeps the time safe"},
    )
    arrangement = Words(
        label="Where, how long and how often?",
        rows=2,
        help_text="For example: “Saturdays, 11 to 1, at Nan's”",
        error_messages={"required": "Write where, how long and how often"},
    )
    members = ChooseMany(label="Who of the network is there?", required=False)
    professionals = Line(label="Which professional is there?", required=False)
    purpose = Words(label="What is this time for?", rows=2, required=False)
    begins_when = Words(
        label="What must be so before it begins?",
        rows=2,
        required=False,
        help_text="For example: everybody puts it at 6 or more; four good Saturdays in "
        "the journal",
    )
    planned_on = day_within_a_year("From when, if all goes as hoped?", required=False)

    def __init__(self, data: Any = None, *, members: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["members"].choices = list(members)  # type: ignore[attr-defined]
        if not members:
            del self.fields["members"]

    @property
    def details(self) -> StepDetails:
        cleaned = self.cleaned_data
        return StepDetails(
            rung=cleaned["rung"],
            arrangement=cleaned["arrangement"],
            purpose=cleaned["purpose"],
            begins_when=cleaned["begins_when"],
            planned_on=cleaned["planned_on"],
            member_ids=tuple(UUID(pk) for pk in cleaned.get("members", ())),
            professionals=cleaned["professionals"],
        )


class DecisionForm(NamingForm, OverNewest):
    """A planned step can begin; the one that runs can stay, go up or go down."""

    direction = OneOf(
        label="What was decided?",
        error_messages={"required": "Choose what was decided"},
    )
    next_step = Choice(label="To which step, if it goes up or down?", required=False)
    reason = Words(
        label="Why?",
        rows=2,
        help_text="What was seen. The family sees your reason",
        error_messages={"required": "Say why. The family sees your reason"},
    )
    child_view = Words(
        label="What does the child say?",
        rows=2,
        help_text="In their own words, or why nobody asked them",
        error_messages={
            "required": "Write what the child says, or why nobody asked them"
        },
    )
    network_view = Words(label="What does the network say?", rows=2, required=False)
    decided_on = past_day("When was it decided?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        step: StepRow,
        planned: Sequence[StepRow],
    ) -> None:
        super().__init__(data, initial={"version": str(step.newest_id or "")})
        offered = (
            [Direction.BEGIN]
            if step.is_planned
            else [Direction.UP, Direction.STAY, Direction.DOWN]
        )
        self.fields["direction"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in offered
        ]
        self.fields["next_step"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((str(one.id), f"{one.rung.label}: {one.arrangement}") for one in planned),
        ]
        if step.is_planned:
            del self.fields["next_step"]
            self.initial["direction"] = Direction.BEGIN.value
        self.ask_who("decided_by", "Who decided?", people, missing="Say who decided")
        self.order_fields(["direction", "next_step", "reason", "child_view"])

    @property
    def details(self) -> DecisionDetails:
        cleaned = self.cleaned_data
        after = cleaned.get("next_step")
        return DecisionDetails(
            direction=cleaned["direction"],
            decided_on=cleaned["decided_on"],
            decided_by=cleaned["decided_by_named"],
            reason=cleaned["reason"],
            child_view=cleaned["child_view"],
            network_view=cleaned["network_view"],
            next_step_id=UUID(after) if after else None,
        )


class EndTimeForm(forms.Form):
    reason = Words(
        label="How does it end?",
        rows=2,
        help_text="For example: “They live together again, and time is just time”",
        error_messages={"required": "Say how it ends"},
    )
    ended_on = past_day("Since which day?")
