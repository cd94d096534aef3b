"""Asking who could stand by the children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, past_day
from kinfold.networks.models import NetworkAsk
from kinfold.platform.word_fields import Words
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.sides import AskDetails

ALL = "all"


class AskForm(NamingForm):
    side = OneOf(
        label="Whose side did you ask about?",
        choices=NetworkAsk.About.choices,
        error_messages={"required": "Choose whose side this was about"},
    )
    children = ChooseMany(
        label="Of which children?",
        help_text="Brothers and sisters can have other fathers or mothers. Tick those "
        "whom the answer is about.",
        error_messages={"required": "Tick which children it was about, or all of them"},
    )
    answer = Words(
        label="What did they say?",
        help_text="Names and numbers, or what is known of this side and how you "
        "tried to find somebody. “Nobody” is an answer too: say how you know.",
        rows=4,
        error_messages={"required": "Write what they said, or how you tried"},
    )
    asked_on = past_day("When did you ask?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        children: Mapping[UUID, str],
        side: str = "",
        about: Sequence[str] = (),
    ) -> None:
        """`about`: the children whom the way here was about, ticked already."""
        self._every = tuple(children)
        is_all = {str(key) for key in children} <= set(about)
        initial = {"side": side, "children": [ALL] if is_all else about}
        super().__init__(data, initial=initial)
        self.ask_who("whom", "Who did you ask?", people, missing="Say who was asked")
        if len(children) > 1:
            self.fields["children"].choices = [  # type: ignore[attr-defined]
                *((str(key), name) for key, name in children.items()),
                (ALL, "The same for all of them"),
            ]
        else:
            del self.fields["children"]  # there is nothing to choose
        order = ["whom", "whom_other", "side", "children", "answer", "asked_on"]
        self.order_fields(order)

    @property
    def details(self) -> AskDetails:
        cleaned = self.cleaned_data
        chosen = cleaned.get("children", [ALL])
        return AskDetails(
            side=cleaned["side"],
            asked_on=cleaned["asked_on"],
            whom=cleaned["whom_named"],
            answer=cleaned["answer"],
            children=self._every
            if ALL in chosen
            else tuple(UUID(key) for key in chosen),
        )
