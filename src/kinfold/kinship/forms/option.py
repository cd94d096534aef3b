"""Asking who the children could live with, and what was decided of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.networks.forms.fields import (
    ChooseMany,
    NamingForm,
    OneOf,
    OverNewest,
    day_within_a_year,
    past_day,
)
from kinfold.platform.word_fields import Line, Words
from kinfold.sides.row_making import Descent
from kinfold_core import phrases
from kinfold_core.people.relationships import Side
from kinfold_core.practice.kinship import (
    Care,
    Decliner,
    OptionDetails,
    OptionRow,
    Step,
    StepDetails,
    steps_after,
)
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import Named

SIDES = [(side.value, phrases.capital(side.label)) for side in Side]
EVERY_CHILD = "all"


class OptionForm(NamingForm):
    relationship = Line(
        label="Who are they to the children?",
        required=False,
        help_text="For example: Dean's sister; Amira's best friend's mum",
    )
    side = OneOf(
        label="Through whom do they belong?",
        choices=SIDES,
        error_messages={"required": "Choose whose side they are on"},
    )
    child = OneOf(
        label="For which child?",
        error_messages={"required": "Choose a child, or all of them"},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        descent: Descent,
        side: str = "",
        child: str = EVERY_CHILD,
    ) -> None:
        super().__init__(data, initial={"side": side, "child": child})
        self.descent = descent
        self.children = {str(one.person_id): one for one in people if one.is_child}
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (EVERY_CHILD, "All the children"),
            *((key, one.name) for key, one in self.children.items()),
        ]
        others = [one for one in people if one.worker_id is None]
        self.ask_who("who", "Who could they live with?", others)
        self.order_fields(["who", "who_other", "relationship", "side", "child"])

    def clean(self) -> dict[str, Any]:
        """Nobody is of one side of every child when their parents are others."""
        cleaned = super().clean()
        side = cleaned.get("side", "")
        why_not = self.descent.why_not_for_all(cleaned["who_named"], side)
        if cleaned.get("child") == EVERY_CHILD and why_not:
            said = f"{why_not}. Choose the child whose side it is"
            self.add_error("child", f"{said}, and write them down for each child")
        return cleaned

    @property
    def details(self) -> OptionDetails:
        cleaned = self.cleaned_data
        child = self.children.get(cleaned["child"])
        return OptionDetails(
            who=cleaned["who_named"],
            relationship=cleaned["relationship"],
            side=cleaned["side"],
            child_id=child.person_id if child else None,
            child_name=child.name if child else "",
        )


class StepForm(NamingForm, OverNewest):
    """Asks for all that a decision needs; a no asks for more below."""

    step = OneOf(
        label="What happened?", error_messages={"required": "Choose what happened"}
    )
    why = Words(
        label="Why?",
        rows=2,
        help_text="What was seen or said, not a label",
        error_messages={"required": "Say why"},
    )
    carer_words = Words(
        label="What do they say?",
        rows=2,
        required=False,
        help_text="In their own words",
    )
    child_words = Words(
        label="What does the child say?",
        rows=2,
        required=False,
        help_text="In their own words, or why nobody asked them",
    )
    asked_whom = Line(
        label="Who was asked about it?",
        required=False,
        help_text="For example: Leanne, Dean and Nan Jo",
    )
    alternatives = Words(
        label="What else was thought of?",
        rows=2,
        required=False,
        help_text="For example: Nan on weekdays and Raj at weekends",
    )
    declined_by = OneOf(
        label="If it was declined: who said no?",
        choices=[(one.value, one.label) for one in Decliner],
        required=False,
    )
    not_for = ChooseMany(
        label="If we or a court said no: what can it not be for now?",
        choices=[(one.value, one.label) for one in Care],
        required=False,
        help_text="Nobody is ruled out for everything. The rest stays open.",
    )
    still_for = Words(
        label="What could they still be for the child?",
        rows=2,
        required=False,
        help_text="For example: a call on Sundays; the first to be rung",
    )
    # long enough for a move or a court; longer, and a no would stand for good
    look_again_on = day_within_a_year("When is this looked at again?", required=False)
    decided_on = past_day("On which day?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        option: OptionRow,
        me: Named,
    ) -> None:
        last = option.last
        super().__init__(data, initial={"version": str(last.id) if last else ""})
        offered = steps_after(option.now)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in offered
        ]
        if len(offered) == 1:
            self.initial["step"] = offered[0].value
        if Step.DECLINED not in offered:
            for name in ("declined_by", "not_for", "still_for", "look_again_on"):
                del self.fields[name]
        self.ask_who(
            "decided_by", "Who decided?", people, standing=me, missing="Say who decided"
        )
        self.order_fields(
            ["step", "why", "declined_by", "not_for", "still_for", "look_again_on",
             "decided_by", "decided_by_other", "decided_on", "carer_words"]
        )  # fmt: skip

    @property
    def details(self) -> StepDetails:
        cleaned = self.cleaned_data
        return StepDetails(
            step=cleaned["step"],
            decided_on=cleaned["decided_on"],
            decided_by=cleaned["decided_by_named"],
            why=cleaned["why"],
            asked_whom=cleaned["asked_whom"],
            carer_words=cleaned["carer_words"],
            child_words=cleaned["child_words"],
            alternatives=cleaned["alternatives"],
            declined_by=cleaned.get("declined_by") or "",
            not_for=tuple(cleaned.get("not_for") or ()),
            still_for=cleaned.get("still_for") or "",
            look_again_on=cleaned.get("look_again_on"),
        )


def option_choices(options: Sequence[OptionRow]) -> list[tuple[str, str]]:
    """Options that an arrangement can come from."""
    return [(str(one.id), one.who.name) for one in options]


def key_of(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
