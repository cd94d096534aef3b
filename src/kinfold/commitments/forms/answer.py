"""An answer that came by text or on paper, as they gave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.commitments.models import CommitmentAnswer
from kinfold.networks.forms.fields import OneOf, OverVersion, past_day
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.commitments import (
    LEAST_SURE,
    MOST_SURE,
    AnswerDetails,
    Way,
)

SURE = [
    ("", "They did not say"),
    *((str(n), str(n)) for n in range(LEAST_SURE, MOST_SURE + 1)),
]


class AnswerForm(OverVersion):
    """Never the worker's word for theirs: a reply as it came, or a signature seen."""

    member = OneOf(
        label="Who answered?", error_messages={"required": "Choose who answered"}
    )
    answer = OneOf(
        label="What did they say?",
        choices=CommitmentAnswer.Answer.choices,
        error_messages={"required": "Choose what they said"},
    )
    way = OneOf(
        label="How did it come?",
        choices=[
            one for one in CommitmentAnswer.Way.choices if one[0] != Way.LINK.value
        ],
        help_text="What they tap on their link is written down by itself",
        error_messages={"required": "Choose how their answer came"},
    )
    words = Words(
        label="Their own words",
        rows=3,
        required=False,
        help_text="Of a text, the whole reply as it came. Of other words, how they "
        "would say it. Nobody has to say why not",
    )
    seen_by = Line(
        label="If they signed a paper, who saw it?",
        required=False,
    )
    sure = Choice(
        label="How sure are they that they can, from 0 to 10?",
        choices=SURE,
        required=False,
    )
    answered_on = past_day("When?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[tuple[str, str]],
        version: int,
        me: str = "",
    ) -> None:
        super().__init__(data, initial={"version": version, "seen_by": me})
        self.fields["member"].choices = list(people)  # type: ignore[attr-defined]
        if len(people) == 1:
            self.initial["member"] = people[0][0]

    @property
    def member_id(self) -> UUID:
        return UUID(self.cleaned_data["member"])

    @property
    def details(self) -> AnswerDetails:
        cleaned = self.cleaned_data
        sure = cleaned["sure"]
        return AnswerDetails(
            answer=cleaned["answer"],
            way=cleaned["way"],
            words=cleaned["words"],
            seen_by=cleaned["seen_by"],
            sure=int(sure) if sure else None,
            answered_on=cleaned["answered_on"],
        )
