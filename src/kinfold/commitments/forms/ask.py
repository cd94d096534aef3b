"""What somebody is asked to do, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.networks.forms.fields import OverVersion, day_within_a_year
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold_core.practice.commitments import (
    DAYS,
    PART_WORDS,
    CommitmentDetails,
    CommitmentRow,
)

NOBODY = [("", "Nobody yet")]
A_CHILDHOOD = timedelta(days=25 * 366)
"""A promise to a baby may run until no help of ours for care leavers is left, at 25."""


def _latest_promise() -> date:
    return timezone.localdate() + A_CHILDHOOD


@dataclass(frozen=True, slots=True)
class Asks:
    """What can be chosen: people of the network, dangers, and rules of the plan."""

    people: Sequence[tuple[str, str]]
    dangers: Sequence[tuple[str, str]]
    rules: Sequence[tuple[str, str]]
    statements: str = "danger statements"


class AskForm(OverVersion):
    """Only the words are needed. With days it is drawn in the week."""

    member = Choice(label="Who?", error_messages={"required": "Choose who is asked"})
    does = Words(
        label="What will they do?",
        rows=3,
        help_text="In words they would say, for example: “I ring at nine on Saturdays. "
        "If nobody picks up, I drive round”",
        error_messages={"required": "Write what they will do, in words they would say"},
    )
    dangers = ChooseMany(required=False)
    days = ChooseMany(
        label="On which days?",
        choices=[(str(number), day) for number, day in enumerate(DAYS)],
        required=False,
    )
    parts = ChooseMany(
        label="At what part of the day?",
        choices=[(part.value, words) for part, words in PART_WORDS.items()],
        required=False,
    )
    how_often = Line(
        label="How often, if it has no fixed day?",
        required=False,
        help_text="For example: “whenever Leanne texts ‘milk’”",
    )
    backup = Choice(label="Who comes if they cannot?", required=False)
    rule = Choice(label="Which rule of the plan does it carry?", required=False)
    from_on = day_within_a_year("From which day?", required=False)
    until = Line(
        label="Until when, in words?",
        required=False,
        help_text="For example: “until she is 18”, “for life”",
    )
    until_on = DayField(
        label="And the last day, if there is one",
        required=False,
        latest=_latest_promise,
        error_messages={
            "too_late": "Enter a day within 25 years from today, or only the words"
        },
    )

    def __init__(
        self, data: Any = None, *, asks: Asks, standing: CommitmentRow | None = None
    ) -> None:
        super().__init__(data, initial=_initial(standing))
        self.fields["member"].choices = [("", "Choose"), *asks.people]  # type: ignore[attr-defined]
        self.fields["backup"].choices = [*NOBODY, *asks.people]  # type: ignore[attr-defined]
        self.fields["rule"].choices = [("", "None"), *asks.rules]  # type: ignore[attr-defined]
        self.fields["dangers"].choices = list(asks.dangers)  # type: ignore[attr-defined]
        self.fields["dangers"].label = f"Which {asks.statements} is it about?"
        if not asks.dangers:
            del self.fields["dangers"]
        if not asks.rules:
            del self.fields["rule"]
        if standing is not None:
            del self.fields["member"]
            self.fields["why"] = Line(
                label="Why does it change?",
                longest=LONGEST_REASON,
                help_text="They are asked again: a yes is to words, and these are new",
                error_messages={"required": "Say why it changes"},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        days, parts = cleaned.get("days"), cleaned.get("parts")
        if days and not parts and "parts" not in self.errors:
            self.add_error("parts", "Choose the part of the day too")
        if parts and not days and "days" not in self.errors:
            self.add_error("days", "Choose the days too")
        return cleaned

    @property
    def member_id(self) -> UUID:
        return UUID(self.cleaned_data["member"])

    @property
    def details(self) -> CommitmentDetails:
        cleaned = self.cleaned_data
        return CommitmentDetails(
            does=cleaned["does"],
            danger_ids=tuple(UUID(key) for key in cleaned.get("dangers", ())),
            rule_id=_key(cleaned.get("rule")),
            how_often=cleaned["how_often"],
            days=tuple(int(day) for day in cleaned["days"]),
            parts=tuple(cleaned["parts"]),
            from_on=cleaned["from_on"],
            until=cleaned["until"],
            until_on=cleaned["until_on"],
            backup_id=_key(cleaned["backup"]),
        )


def _initial(standing: CommitmentRow | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "does": standing.does,
        "dangers": [str(key) for key in standing.danger_ids],
        "rule": str(standing.rule_id or ""),
        "days": [str(day) for day in standing.days],
        "parts": list(standing.parts),
        "how_often": standing.how_often,
        "backup": str(standing.backup_id or ""),
        "from_on": standing.from_on,
        "until": standing.until,
        "until_on": standing.until_on,
        "version": standing.version,
    }


def _key(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
