"""A rule of the plan, as the family says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import ChooseMany
from kinfold.planning.forms.fields import PlanPeopleForm, of_the_family
from kinfold.planning.models import PlanRule
from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line, Words
from kinfold_core import phrases
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.family_plan import ToAnswer
from kinfold_core.practice.plan_written import PlanPerson, PlanRuleDetails

WHEN_NEEDED = "Say what the first sign is, so that everybody knows when to act"


class RuleForm(PlanPeopleForm):
    """Who does what, when, and what it answers; last of all, whose rule it is."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )
    kind = Choice(label="What is it for?", choices=PlanRule.Kind.choices)
    when = Words(
        label="When?",
        help_text="The day, or the first sign that it gets hard: “Friday pay-day”, "
        "“Dean hasn't answered by 6”",
        rows=2,
        required=False,
    )
    text = Words(
        label="Who does what?",
        help_text="In their words, so that the children could say it too",
        rows=4,
        error_messages={"required": "Write who does what"},
    )
    is_own_words = forms.BooleanField(label="These are their own words", required=False)
    child_part = Words(label="What do the children do, or see?", rows=2, required=False)
    how_known = Words(
        label="How will others know that it happened?",
        help_text="A call, a photo, a line in the journal",
        rows=2,
        required=False,
    )
    how_often = Line(label="How often, or for how long?", required=False)
    if_not_working = Words(
        label="What if it does not work?",
        help_text="Who is rung next, and next after that; 999 when anybody is hurt or "
        "afraid",
        rows=2,
        required=False,
    )

    ABOUT = ("kind", "when", "text", "is_own_words", "carriers", "carriers_other")
    HOLDS = (
        "backups", "backups_other", "if_not_working", "child_part", "how_known",
        "how_often",
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        dangers: Sequence[ToAnswer],
        bottom_lines: Sequence[ToAnswer],
        standing: PlanRuleDetails,
        version: int = 1,
    ) -> None:
        super().__init__(data)
        self.standing = standing
        self.initial["version"] = version
        for name in (
            "kind", "when", "text", "is_own_words", "child_part", "how_known",
            "how_often", "if_not_working",
        ):  # fmt: skip
            self.initial[name] = getattr(standing, name)
        self.ask_some(
            "carriers", "Who does it, by name?", people, standing=standing.carriers
        )
        self.ask_some(
            "backups", "Who stands in if they cannot?", people,
            standing=standing.backups,
        )  # fmt: skip
        self._ask_topics("dangers", "Which worry does it answer?", dangers)
        self._ask_topics(
            "bottom_lines", "Which bottom line does it meet?", bottom_lines
        )
        self.ask_one(
            "author",
            "Whose rule is it?" if not standing.text else "Who says so now?",
            of_the_family(people),
            missing="Say who of the family or network says it",
            help_text="You write it down for them. If the idea is yours, suggest it "
            "instead.",
        )

    def _ask_topics(self, name: str, label: str, topics: Sequence[ToAnswer]) -> None:
        if not topics:
            return
        self.fields[name] = ChooseMany(
            label=label,
            choices=[
                (str(one.id), f"{phrases.capital(one.label)}: {one.text}")
                for one in topics
            ],
            required=False,
        )
        chosen = (
            self.standing.danger_ids
            if name == "dangers"
            else self.standing.bottom_line_ids
        )
        self.initial[name] = [str(key) for key in chosen]

    @property
    def asked_about(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABOUT]

    @property
    def asked_holds(self) -> list[forms.BoundField]:
        return [self[name] for name in self.HOLDS]

    @property
    def asked_answers(self) -> list[forms.BoundField]:
        return [
            self[name] for name in ("dangers", "bottom_lines") if name in self.fields
        ]

    @property
    def asked_whose(self) -> list[forms.BoundField]:
        return [self["author"], self["author_other"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_hard_moment = cleaned.get("kind") == RuleKind.TRIGGER_RESPONSE
        if is_hard_moment and not cleaned.get("when") and "when" not in self.errors:
            self.add_error("when", WHEN_NEEDED)
        if not self._topics("dangers") and not self._topics("bottom_lines"):
            where = "dangers" if "dangers" in self.fields else None
            if where not in self.errors:
                self.add_error(
                    where,
                    "Tick the worry it answers"
                    if where
                    else "Write a danger on the map first: a rule answers one",
                )
        return cleaned

    def _topics(self, name: str) -> tuple[UUID, ...]:
        return tuple(UUID(key) for key in self.cleaned_data.get(name) or ())

    @property
    def typed(self) -> PlanRuleDetails:
        """What the rules read of what stands in the boxes, whole or half."""
        if not self.is_bound:
            return replace(self.standing, text=self.initial["text"] or "")
        self.is_valid()
        typed = self.cleaned_data
        return PlanRuleDetails(
            kind=typed.get("kind") or self.standing.kind,
            text=typed.get("text") or "",
            when=typed.get("when") or "",
            carriers=self.some("carriers"),
            backups=self.some("backups"),
            danger_ids=self._topics("dangers"),
            bottom_line_ids=self._topics("bottom_lines"),
            is_own_words=bool(typed.get("is_own_words")),
        )

    @property
    def details(self) -> PlanRuleDetails:
        """The rule as it was typed. Ask when the form is valid."""
        typed = self.cleaned_data
        return PlanRuleDetails(
            kind=typed["kind"],
            text=typed["text"],
            when=typed["when"],
            how_often=typed["how_often"],
            carriers=self.some("carriers"),
            backups=self.some("backups"),
            child_part=typed["child_part"],
            how_known=typed["how_known"],
            if_not_working=typed["if_not_working"],
            danger_ids=tuple(sorted(self._topics("dangers"))),
            bottom_line_ids=tuple(sorted(self._topics("bottom_lines"))),
            author=self.one("author"),
            capacity=self.capacity("author"),
            is_own_words=typed["is_own_words"],
        )


class FamilySaysForm(PlanPeopleForm):
    """Who of the family or network says so, and why."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )
    reason = Line(
        label="Why, in their words?",
        longest=LONGEST_REASON,
        help_text="The rule stays readable, with this beside it.",
        error_messages={"required": "Write why"},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        version: int,
        asks_reason: bool = True,
    ) -> None:
        super().__init__(data)
        self.initial["version"] = version
        if not asks_reason:
            del self.fields["reason"]
        self.ask_one(
            "author", "Who says so?", of_the_family(people),
            missing="Say who of the family or network says so",
        )  # fmt: skip
        self.order_fields(["version", "author", "author_other", "reason"])
