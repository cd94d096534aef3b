"""Asking who could stand by the children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinfold.networks.forms.fields import NamingForm, OneOf, past_day
from kinfold.networks.models import NetworkAsk
from kinfold.platform.word_fields import Words
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import AskDetails


class AskForm(NamingForm):
    side = OneOf(
        label="Whose side did you ask about?",
        choices=NetworkAsk.About.choices,
        error_messages={"required": "Choose whose side this was about"},
    )
    answer = Words(
        label="What did they say?",
        help_text="Names and numbers, or what is known of this side and how you "
        "tried to find somebody. “Nobody” is an answer too: say how you know.",
        rows=4,
        error_messages={"required": "Write what they said, or how you tried"},
    )
    asked_on = past_day("When did you ask?")

    def __init__(self, data: Any = None, *, people: Sequence[Member], side: str = ""):
        super().__init__(data, initial={"side": side})
        self.ask_who("whom", "Who did you ask?", people, missing="Say who was asked")
        self.order_fields(["whom", "whom_other", "side", "answer", "asked_on"])

    @property
    def details(self) -> AskDetails:
        cleaned = self.cleaned_data
        return AskDetails(
            side=cleaned["side"],
            asked_on=cleaned["asked_on"],
            whom=cleaned["whom_named"],
            answer=cleaned["answer"],
        )
