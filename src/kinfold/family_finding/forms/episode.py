"""Beginning Family Finding, setting the stage, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.family_finding.forms.fields import (
    DetailsForm,
    line,
    one_of,
    ticked,
    version,
    words,
)
from kinfold.networks.forms.fields import OverNewest, past_day
from kinfold_core.practice.family_finding.details import (
    CloseDetails,
    EpisodeDetails,
    StageDetails,
)
from kinfold_core.practice.family_finding.logs import StageRow
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.words import Outcome, Trigger
from kinfold_core.practice.living_map import Member

OF_THE_DAY = ("set_on", "version")


def _number(label: str, help_text: str, initial: int, most: int) -> forms.IntegerField:
    codes = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label, help_text=help_text, initial=initial, min_value=1, max_value=most,
        error_messages=dict.fromkeys(codes, f"Enter a number from 1 to {most}"),
    )  # fmt: skip


class _EpisodeForm(DetailsForm):
    makes = EpisodeDetails
    trigger = one_of("Why now?", Trigger.choices(), "Choose why it begins now")
    coordinator = line("Who leads the looking?", "Say who leads the looking")
    started_on = past_day("Since when?")
    target_people = _number(
        "How many people do you want to find?",
        "At least 40: of many, a few stay for life", 40, 500,
    )  # fmt: skip
    target_plans = _number(
        "How many plans do you want to have?", "Three or more: plans fail", 3, 26
    )


class BeginForm(_EpisodeForm):
    child_id = one_of("Which child?", (), "Choose which child")

    def __init__(self, data: Any = None, *, people: Sequence[Member], me: str) -> None:
        super().__init__(data, initial={"coordinator": me})
        self.children = {str(one.person_id): one for one in people if one.is_child}
        self.fields["child_id"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.children.items()
        ]
        self.order_fields(["child_id"])

    def told(self) -> dict[str, Any]:
        key = self.cleaned_data["child_id"]
        child = {"child_id": UUID(key), "child_name": self.children[key].name}
        return super().told() | child


class ChangeForm(_EpisodeForm):
    version = version()

    def __init__(self, data: Any = None, *, standing: EpisodeRow) -> None:
        names = [*_EpisodeForm.base_fields, "version"]
        super().__init__(
            data, initial={name: getattr(standing, name) for name in names}
        )
        self.standing = standing

    def told(self) -> dict[str, Any]:
        of = self.standing
        return super().told() | {"child_id": of.child_id, "child_name": of.child_name}


class StageForm(DetailsForm, OverNewest):
    makes = StageDetails
    child_words = words(
        "What does the child say of looking?",
        "Write what the child says, or why nobody asked them",
        "In their own words, or why nobody asked them",
    )
    consent = words(
        "Who agreed?",
        "Say who agreed, or by what right you look without",
        "The child, each parent, carers, by name. If somebody did not agree, say by "
        "what right you look all the same",
    )
    not_to_contact = words(
        "Who must not be contacted?",
        help_text="Names, as they will stand on the list, and why. Nobody can be "
        "reached for who is named here",
    )
    safety = words(
        "What did you look at, and what keeps everybody safe?",
        help_text="Violence, orders of a court, addresses that are kept hidden, how "
        "the child may be found through others",
        rows=3,
    )
    is_adoption_private = ticked(
        "An adoption is private here: each contact needs somebody who allows it"
    )
    is_screen_complete = ticked("The safety screen is complete")
    set_on = past_day("When?")

    def __init__(self, data: Any = None, *, standing: StageRow | None) -> None:
        initial: dict[str, Any] = {}
        if standing is not None:
            names = [name for name in self.base_fields if name not in OF_THE_DAY]
            initial = {name: getattr(standing, name) for name in names}
            initial["version"] = str(standing.id)
        super().__init__(data, initial=initial)
        self.order_fields(["child_words", "consent", "not_to_contact", "safety"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_complete = cleaned.get("is_screen_complete")
        if is_complete and not cleaned.get("safety") and "safety" not in self.errors:
            self.add_error("safety", "Say what you looked at and what is safe")
        return cleaned


class CloseForm(DetailsForm):
    makes = CloseDetails
    outcome = one_of(
        "Where does the child stand now?", Outcome.choices(),
        "Choose where the child stands now",
    )  # fmt: skip
    ended_reason = words(
        "Why does it end now?", "Say why it ends now",
        "And who goes on, if somebody does",
    )  # fmt: skip
    ended_on = past_day("Since which day?")
