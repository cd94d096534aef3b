"""Asking what somebody was given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinfold.networks.forms.fields import NamingForm, past_day
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import Named


class DisclosureForm(NamingForm):
    what = Line(
        label="What were they told or given?",
        longest=LONGEST_REASON,
        help_text="A copy, a message, a paper: what is no step of what they know",
        error_messages={"required": "Say what they were told or given"},
    )
    permission = Line(
        label="Who agreed to it?",
        longest=LONGEST_REASON,
        help_text="If nobody was asked, say why it was right without asking",
        error_messages={
            "required": "Say who agreed that they may be told, or why it was right "
            "without asking"
        },
    )
    told_on = past_day("When?")

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], me: Named
    ) -> None:
        super().__init__(data)
        self.ask_who(
            "told_by", "Who gave it or told it?", people, standing=me,
            missing="Say who told them",
        )  # fmt: skip
        self.order_fields(["what", "told_by", "told_by_other", "permission"])
