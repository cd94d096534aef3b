"""A page of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.monitoring.forms.fields import some_rules
from kinfold.monitoring.models import JournalEntry
from kinfold.networks.forms.fields import past_day
from kinfold.planning.forms.fields import PlanPeopleForm
from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line, Words
from kinfold.records.forms.fields import look_again_day
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.lived_plan import JournalDetails, JournalRow
from kinfold_core.practice.plan_written import PlanPerson

FEELINGS = [("", "Nobody said")] + [(str(number), str(number)) for number in range(11)]


class JournalForm(PlanPeopleForm):
    """What somebody saw of the plan: what went well first."""

    happened_on = past_day("Which day was it?")
    went_well = Words(
        label="What went well?",
        help_text="Every time the plan held is worth a line",
        rows=3,
        required=False,
    )
    hard = Words(label="What was hard?", rows=3, required=False)
    what_we_did = Words(label="What did you do about it?", rows=3, required=False)
    is_red_flag = forms.BooleanField(
        label="This is a red flag: somebody has to look now", required=False
    )
    feeling = Choice(
        label="How did it feel, from 0 to 10?",
        help_text="10: the children were as safe and calm as can be",
        choices=FEELINGS,
        required=False,
    )
    is_agency_only = forms.BooleanField(
        label="It would put somebody in danger if everybody could read this",
        required=False,
    )
    hidden_reason = Line(label="Who, and how?", longest=LONGEST_REASON, required=False)
    hidden_review_on = look_again_day()
    HIDING = ("is_agency_only", "hidden_reason", "hidden_review_on")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        rules: Sequence[RuleRow],
        corrects: JournalRow | None = None,
    ) -> None:
        super().__init__(data)
        self.ask_one("author", "Who says it?", people, missing="Say who says it")
        if rules:
            self.fields["rules"] = some_rules("Which rules is it about?", rules)
        if corrects:
            self._begin_with(corrects, people)
        self.order_fields(
            [
                "happened_on", "author", "author_other", "went_well", "hard",
                "what_we_did", "rules", "feeling", "is_red_flag",
            ]
        )  # fmt: skip

    def _begin_with(self, corrects: JournalRow, people: Sequence[PlanPerson]) -> None:
        """A correction begins with the words that it corrects."""
        for name in ("happened_on", "went_well", "hard", "what_we_did", "is_red_flag"):
            self.initial[name] = getattr(corrects, name)
        if corrects.feeling is not None:
            self.initial["feeling"] = str(corrects.feeling)
        self.initial["rules"] = [str(key) for key in corrects.rule_ids]
        author = next(
            (one.key for one in people if one.who.is_same_as(corrects.author)), ""
        )
        self.initial["author"] = author
        self.initial["author_other"] = "" if author else corrects.author.name
        for name in self.HIDING:
            self.initial[name] = getattr(corrects, name)

    @property
    def asked_first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.HIDING]

    @property
    def asked_of_hiding(self) -> list[forms.BoundField]:
        return [self[name] for name in self.HIDING]

    @property
    def is_hiding_open(self) -> bool:
        return bool(self["is_agency_only"].value()) or any(
            name in self.errors for name in self.HIDING
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = ("went_well", "hard", "what_we_did")
        if not any(cleaned.get(name) or name in self.errors for name in words):
            self.add_error("went_well", "Write what went well, or what was hard")
        if cleaned.get("is_agency_only"):
            self._check_hiding(cleaned)
        return cleaned

    def _check_hiding(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("hidden_reason") and "hidden_reason" not in self.errors:
            self.add_error("hidden_reason", "Say who would be in danger, and how")
        review_on = cleaned.get("hidden_review_on")
        is_late = review_on is None or review_on <= timezone.localdate()
        if is_late and "hidden_review_on" not in self.errors:
            self.add_error("hidden_review_on", "Enter a day after today")

    @property
    def details(self) -> JournalDetails:
        typed = self.cleaned_data
        return JournalDetails(
            author=self.one("author"),
            capacity=self.capacity("author") or JournalEntry.Capacity.PROFESSIONAL,
            happened_on=typed["happened_on"],
            went_well=typed["went_well"],
            hard=typed["hard"],
            what_we_did=typed["what_we_did"],
            is_red_flag=typed["is_red_flag"],
            feeling=int(typed["feeling"]) if typed["feeling"] else None,
            rule_ids=tuple(UUID(key) for key in typed.get("rules") or ()),
            is_agency_only=typed["is_agency_only"],
            hidden_reason=typed["hidden_reason"],
            hidden_review_on=typed["hidden_review_on"],
        )
