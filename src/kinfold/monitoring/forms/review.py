"""Family, network and service look at the plan together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.monitoring.forms.fields import some_rules
from kinfold.networks.forms.fields import day_within_a_year, past_day
from kinfold.planning.forms.fields import PlanPeopleForm
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.lived_plan import ReviewDetails
from kinfold_core.practice.plan_written import PlanPerson

WEEKS_TO_NEXT = 6


class ReviewForm(PlanPeopleForm):
    held_on = past_day("When did you meet?")
    place = Line(label="Where?", required=False)
    went_well = Words(
        label="What has gone well since you last met?", rows=3, required=False
    )
    was_hard = Words(label="What was hard?", rows=3, required=False)
    children_said = Words(
        label="What did the children say, or want said?", rows=2, required=False
    )
    decided = Words(
        label="What did you decide together?",
        rows=3,
        error_messages={"required": "Write what you decided together"},
    )
    next_review_on = day_within_a_year("When will you meet again?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        rules: Sequence[RuleRow],
    ) -> None:
        super().__init__(data)
        self.ask_some("people", "Who came?", people, missing="Say who came, by name")
        self.fields["rules"] = some_rules(
            "Which rules will be changed?",
            rules,
            "You find them on the plan; the family says how they shall read.",
        )
        self.initial["next_review_on"] = timezone.localdate() + timedelta(
            weeks=WEEKS_TO_NEXT
        )
        self.order_fields(
            [
                "held_on", "place", "people", "people_other", "went_well", "was_hard",
                "children_said", "decided", "rules", "next_review_on",
            ]
        )  # fmt: skip

    @property
    def details(self) -> ReviewDetails:
        typed = self.cleaned_data
        return ReviewDetails(
            held_on=typed["held_on"],
            place=typed["place"],
            people=tuple(who.name for who in self.some("people")),
            went_well=typed["went_well"],
            was_hard=typed["was_hard"],
            children_said=typed["children_said"],
            decided=typed["decided"],
            next_review_on=typed["next_review_on"],
            rule_ids=tuple(UUID(key) for key in typed["rules"] or ()),
        )
