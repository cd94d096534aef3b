"""Who somebody is to the children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, past_day
from kinfold.networks.models import NetworkMember
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core import phrases
from kinfold_core.people.relationships import Side
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import MemberDetails

SIDES = [(side.value, phrases.capital(side.label)) for side in Side]
BLANK = MemberDetails(who=Member(key="", name="").as_named())


class MemberForm(NamingForm):
    """Everything but the name may be filled in later."""

    relationship = Line(
        label="Who are they to the children?",
        required=False,
        help_text="For example: Leanne's mum; Kai's football coach",
    )
    side = OneOf(
        label="Through whom do they belong?",
        choices=SIDES,
        error_messages={"required": "Choose whose side they are on"},
    )
    roles = ChooseMany(
        label="What could they be for this family?",
        choices=NetworkMember.Role.asked(),
        required=False,
        help_text="Somebody who cannot look after the children may still help the "
        "grown-ups. Choose all that fit.",
    )
    children = ChooseMany(
        label="Which of the children are they there for?",
        required=False,
        help_text="Leave it open when nobody has asked yet",
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        standing: MemberDetails = BLANK,
        version: int = 1,
    ) -> None:
        initial = {
            "relationship": standing.relationship,
            "side": standing.side,
            "roles": list(standing.roles),
            "children": [str(key) for key in standing.children],
            "version": version,
        }
        super().__init__(data, initial=initial)
        self.ask_who("who", "Who is it?", people, standing=standing.who)
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (str(one.person_id), one.name) for one in people if one.is_child
        ]
        self.order_fields(
            ["who", "who_other", "relationship", "side", "roles", "children"]
        )

    @property
    def details(self) -> MemberDetails:
        cleaned = self.cleaned_data
        return MemberDetails(
            who=cleaned["who_named"],
            relationship=cleaned["relationship"],
            side=cleaned["side"],
            roles=tuple(cleaned["roles"]),
            children=tuple(UUID(key) for key in cleaned["children"]),
        )


class StepBackForm(forms.Form):
    reason = Line(
        label="What happened?",
        longest=LONGEST_REASON,
        help_text="In words that blame nobody, for example: “Her own mum is ill, and "
        "she cannot come for now”",
        error_messages={"required": "Say why, in words that blame nobody"},
    )
    ended_on = past_day("Since which day?")
