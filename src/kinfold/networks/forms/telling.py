"""What somebody was told, by whom, and who agreed to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, past_day
from kinfold.networks.models import InformedStep
from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core import phrases
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import Level, TellingDetails, level_words
from kinfold_core.practice.vocabulary import Concept, Pack, label
from kinfold_core.practice.written import Named


class TellForm(NamingForm):
    """The next step. What they know already is not offered below where they stand."""

    level = OneOf(
        label="What do they know now?",
        error_messages={"required": "Choose what they know now"},
    )
    dangers = ChooseMany(
        required=False,
        help_text="Whoever keeps a part of the plan has heard what that part is about.",
    )
    how = OneOf(
        label="How were they told?",
        choices=InformedStep.How.choices,
        error_messages={"required": "Choose how they were told"},
    )
    permission = Line(
        label="Who agreed that they may be told?",
        longest=LONGEST_REASON,
        help_text="For example: “Leanne, on the phone on Tuesday”. If nobody was "
        "asked, say why it was right to tell them",
        error_messages={
            "required": "Say who agreed that they may be told, or why it was right "
            "without asking"
        },
    )
    told_on = past_day("When?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        dangers: Sequence[tuple[str, str]],
        pack: Pack,
        current: int,
        me: Named,
    ) -> None:
        super().__init__(data)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (str(int(level)), phrases.capital(level_words(level, pack)))
            for level in Level
            if level >= max(current, 1)
        ]
        statements = label(pack, Concept.DANGER).many
        self.fields["dangers"].label = f"Which {statements} have they heard?"
        self.fields["dangers"].choices = list(dangers)  # type: ignore[attr-defined]
        if not dangers:
            del self.fields["dangers"]
        self.ask_who(
            "told_by", "Who told them?", people, standing=me,
            missing="Say who told them",
        )  # fmt: skip
        self.order_fields(
            ["level", "dangers", "told_by", "told_by_other", "how", "permission"]
        )

    @property
    def details(self) -> TellingDetails:
        cleaned = self.cleaned_data
        return TellingDetails(
            level=int(cleaned["level"]),
            told_on=cleaned["told_on"],
            how=cleaned["how"],
            told_by=cleaned["told_by_named"],
            permission=cleaned["permission"],
            danger_ids=tuple(UUID(pk) for pk in cleaned.get("dangers", ())),
        )
