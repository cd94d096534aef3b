"""What must be in place, why, and with what force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import NamingForm, OneOf, OverVersion, past_day
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold.trajectory.models import CaseBottomLine
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.road import BottomLineDetails
from kinfold_core.practice.written import Named

LONGEST_LIST_OF_NAMES = 300


class BottomLineForm(NamingForm):
    text = Words(
        label="What must be in place?",
        help_text="What, never how. For example: “Nobody who has been drinking is in "
        "sole charge of the children.” How it comes about is for the family and "
        "their network to decide.",
        error_messages={"required": "Write what must be in place"},
    )
    danger_id = Choice(label="Which worry is it about?", required=False)
    why = Words(
        label="Why is it needed?",
        help_text="What you saw or heard that makes you ask for it",
        rows=2,
        required=False,
    )
    set_as = OneOf(
        label="As what did they set it?",
        choices=CaseBottomLine.SetAs.choices,
        error_messages={"required": "Choose who has set it"},
    )
    force = OneOf(
        label="What stands behind it?",
        choices=CaseBottomLine.Force.choices,
        error_messages={"required": "Choose what stands behind it"},
    )
    set_on = past_day("When was it set?")
    reason = Words(
        label="Why does it change?",
        help_text="The family sees your reason",
        rows=2,
        error_messages={"required": "Say why it changes. The family sees your reason"},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        dangers: Sequence[tuple[str, str]],
        set_by: Named,
        standing: BottomLineDetails | None = None,
        version: int = 1,
    ) -> None:
        super().__init__(data, initial=_initial(standing) | {"version": version})
        if standing is None:
            del self.fields["reason"]
        choices = [("", "None of them: the reason is below"), *dangers]
        self.fields["danger_id"].choices = choices  # type: ignore[attr-defined]
        self.ask_who(
            "set_by", "Who set it?", people,
            standing=standing.set_by if standing else set_by,
            missing="Say who set it",
        )  # fmt: skip
        self.order_fields(
            ["text", "danger_id", "why", "set_by", "set_by_other", "set_as", "force"]
        )

    @property
    def details(self) -> BottomLineDetails:
        cleaned = self.cleaned_data
        return BottomLineDetails(
            text=cleaned["text"],
            why=cleaned["why"],
            danger_id=UUID(cleaned["danger_id"]) if cleaned["danger_id"] else None,
            set_by=cleaned["set_by_named"],
            set_as=cleaned["set_as"],
            force=cleaned["force"],
            set_on=cleaned["set_on"],
        )


def _initial(standing: BottomLineDetails | None) -> dict[str, Any]:
    if standing is None:
        return {"set_as": CaseBottomLine.SetAs.WORKER}
    return {
        "text": standing.text,
        "danger_id": str(standing.danger_id or ""),
        "why": standing.why,
        "set_as": standing.set_as,
        "force": standing.force,
        "set_on": standing.set_on,
    }


class ExplainForm(OverVersion):
    explained_to = Line(
        label="Who has heard it?",
        longest=LONGEST_LIST_OF_NAMES,
        help_text="Everybody by name, for example: Leanne, Dean and Nan Jo",
        error_messages={"required": "Say who it was explained to"},
    )
    explained_on = past_day("When?")


class SeenForm(OverVersion):
    shown_by = Words(
        label="What was seen?",
        help_text="Who did what, when, and who saw it. Hard days count most.",
        error_messages={"required": "Write what was seen, by whom and when"},
    )
    seen_on = past_day("Since which day can you say so?")


class LiftForm(OverVersion):
    reason = Words(
        label="Why is it no longer needed?",
        rows=2,
        help_text="The family sees your reason",
        error_messages={"required": "Say why it is no longer needed"},
    )
