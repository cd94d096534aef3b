"""The meeting, the plans, what was decided, and testing what was offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.family_finding.forms.fields import (
    DetailsForm,
    line,
    names_in,
    one_of,
    ticked,
    words,
)
from kinfold.networks.forms.fields import past_day
from kinfold.platform.word_fields import LONGEST_REASON, Choice
from kinfold_core import phrases
from kinfold_core.practice.family_finding.details import (
    DecisionDetails,
    MeetingDetails,
    OfferCheckDetails,
    PlanDetails,
)
from kinfold_core.practice.family_finding.logs import PlanRow
from kinfold_core.practice.family_finding.typed import read_voices
from kinfold_core.practice.family_finding.words import Permanence, Sure

NAMES = "One name a line"
SAID = "One a line: who said it, a colon, their words"
STAYS = (
    "Who stays theirs, whatever comes?", "",
    "Names. Where a child lives is not yet who the child belongs to: who is there at "
    "thirty?",
)  # fmt: skip
VOICES = (("hopes", "hope"), ("worries", "worry"), ("views", "need"))


class SaidForm(DetailsForm):
    """What each one said at a meeting that says itself when it was and who came."""

    agenda = words("What was talked about?")
    hopes = words("What do they hope?", help_text=SAID, rows=4)
    worries = words("What worries them?", help_text=SAID, rows=4)
    views = words(
        "What does each one see that the child needs?", help_text=SAID, rows=4
    )
    needs = words(
        "What does the child need, as they said it together?",
        "Write what the child needs, as they said it together",
        "For life, not for this month", rows=3,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        voices = []
        for field, kind in VOICES:
            said, errors = read_voices(cleaned.get(field, ""))
            voices += [(kind, speaker, words) for speaker, words in said]
            if errors:
                self.add_error(field, errors)
        cleaned["voices"] = tuple(voices)
        return cleaned


class MeetingForm(SaidForm):
    makes = MeetingDetails
    family_here = words(
        "Who of the family and friends came?",
        "Write who of the family and friends came",
        f"{NAMES}. The child too, if they were there", rows=6,
    )  # fmt: skip
    staff_here = words("Who came because it is their work?", help_text=NAMES, rows=3)
    held_on = past_day("When was it?")
    field_order = ("family_here", "staff_here")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for field in ("family_here", "staff_here"):
            if field in cleaned:
                cleaned[field] = names_in(self, field)
        return cleaned


class PlanForm(DetailsForm):
    makes = PlanDetails
    what = words(
        "What is the plan?", "Write what the plan is",
        "Where the child lives, with whom, and what everybody does", rows=3,
    )  # fmt: skip
    in_law = one_of(
        "What would it be in law?", Permanence.choices(),
        "Choose what it would be in law",
    )  # fmt: skip
    who_stays = words(*STAYS)
    supports = words("What would it need from others?")
    made_on = past_day("When was it made?")


class DecisionForm(DetailsForm):
    makes = DecisionDetails
    plan_id = one_of("Which plan?", (), "Choose which plan")
    fallback_id = Choice(label="Which one, if that cannot be?", required=False)
    decided_by = line("Who decided?", "Say who decided", longest=LONGEST_REASON)
    reason = words(
        "Why this one?", "Say why", "What was weighed: safe, well, and belonging"
    )
    who_stays = words(*STAYS)
    child_view = words(
        "What does the child say?",
        "Write what the child says, or why nobody asked them",
    )
    decided_on = past_day("When was it decided?")

    def __init__(
        self, data: Any = None, *, plans: Sequence[PlanRow], **options: Any
    ) -> None:
        super().__init__(data, **options)
        offered = [
            (str(one.id), f"{one.letter}: {phrases.shortened(one.what, 90)}")
            for one in plans
        ]
        self.fields["plan_id"].choices = offered  # type: ignore[attr-defined]
        self.fields["fallback_id"].choices = [("", "None yet"), *offered]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        cleaned, after = self.cleaned_data, self.cleaned_data["fallback_id"]
        return super().told() | {
            "plan_id": UUID(cleaned["plan_id"]),
            "fallback_id": UUID(after) if after else None,
        }


class OfferForm(DetailsForm):
    makes = OfferCheckDetails
    realistic = one_of(
        "Is it realistic?", Sure.choices(), "Choose whether it is realistic"
    )
    is_tested = ticked("It has been tried, also on a hard day")
    gap = words(
        "What is missing?", help_text="For example: “A second bed; the bus fare”"
    )
    gap_owner = line("Who takes that on, by name?")
    words = words("How do you know?", "Say how you know")
    checked_on = past_day("When?")
    field_order = ("realistic", "is_tested", "words")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_needed = cleaned.get("realistic") == Sure.NO or cleaned.get("gap_owner")
        if is_needed and not cleaned.get("gap") and "gap" not in self.errors:
            self.add_error("gap", "Say what is missing")
        return cleaned
