"""Steps of the whole plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.networks.forms.fields import day_within_a_year, past_day
from kinfold.planning.forms.fields import PlanPeopleForm, of_the_family
from kinfold.platform.word_fields import LONGEST_REASON, Line, Words
from kinfold_core import phrases
from kinfold_core.practice.family_plan import ToAnswer
from kinfold_core.practice.plan_written import PlanPerson, Who
from kinfold_core.practice.what_was_read import read_back, written_out

WEEKS_TO_REVIEW = 4


class AgreeForm(PlanPeopleForm):
    # named as the drafts keep it: which wording of each rule the page showed
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed_on = past_day("When did they agree?")
    words = Words(
        label="What was said?",
        help_text="Where you met, and what people were glad or unsure about",
        rows=2,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        read: Mapping[UUID, int],
    ) -> None:
        super().__init__(data, initial={"version": written_out(read)})
        self.ask_some(
            "people", "Who agreed to the plan as it stands?", of_the_family(people),
            missing="Say who agreed, by name",
        )  # fmt: skip
        self.order_fields(["people", "people_other", "agreed_on", "words"])

    @property
    def read(self) -> dict[UUID, int]:
        """Which wording of each rule was read."""
        return read_back(self.cleaned_data["version"])


class LiveForm(forms.Form):
    """`too_few` says that fewer have said yes than hoped for, which is asked about."""

    effective_from = past_day("Since when is the plan lived by?")
    review_on = day_within_a_year(
        "When will family, network and service look at it together?"
    )

    why_already = Line(
        label="Why does the family live by it already?",
        longest=LONGEST_REASON,
        required=False,
    )

    def __init__(self, data: Any = None, *, too_few: str = "") -> None:
        super().__init__(data)
        self.initial["review_on"] = timezone.localdate() + timedelta(
            weeks=WEEKS_TO_REVIEW
        )
        if too_few:
            self.fields["why_already"].help_text = too_few
        else:
            del self.fields["why_already"]


class SuspendForm(forms.Form):
    reason = Line(
        label="Why does the plan not hold now?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why the plan does not hold now"},
    )
    replaced_today_by = Line(
        label="What keeps the children safe today instead?",
        help_text="Who is with them tonight, and who is rung if that changes",
        longest=LONGEST_REASON,
        error_messages={"required": "Say what keeps the children safe today"},
    )


class WordsForm(forms.Form):
    """One answer in words."""

    words = Words(label="What have you seen?", rows=3)

    def __init__(self, data: Any = None, *, label: str, missing: str) -> None:
        super().__init__(data)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = missing


class NameForm(forms.Form):
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    title = Line(
        label="What does the family call its plan?",
        error_messages={"required": "Write what the family calls its plan"},
    )


class SourcesForm(PlanPeopleForm):
    """Whose actions each worry is about."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[PlanPerson],
        dangers: Sequence[ToAnswer],
        standing: Mapping[UUID, Sequence[Who]],
        stamp: str,
    ) -> None:
        super().__init__(data, initial={"version": stamp})
        self.dangers = dangers
        for one in dangers:
            self.ask_some(
                f"d_{one.id.hex}",
                f"{phrases.capital(one.label)}: {one.text}",
                of_the_family(people),
                standing=standing.get(one.id, ()),
            )

    @property
    def sources(self) -> dict[UUID, tuple[Who, ...]]:
        return {one.id: self.some(f"d_{one.id.hex}") for one in self.dangers}
