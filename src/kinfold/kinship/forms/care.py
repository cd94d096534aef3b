"""Asking about an arrangement: who, since when, and what it is in law."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.kinship.forms.option import key_of, option_choices
from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, past_day
from kinfold.platform.word_fields import Choice, Words
from kinfold_core.practice.kinship import (
    OptionRow,
)
from kinfold_core.practice.kinship_care import (
    ARRANGED,
    HOW_IT_CAME,
    LEGAL_STATUS,
    CareDetails,
    CareRow,
)
from kinfold_core.practice.kinship_law import Kind, Relation
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.written import NOBODY

Pairs = Sequence[tuple[str, str]]
_PLAIN = (
    "relation", "kind", "started_on", "how", "arranged", "arranged_words",
    "legal_status", "responsibility", "assessments", "child_view", "permanence",
    "is_child_disabled",
)  # fmt: skip


class CareForm(NamingForm):
    child = OneOf(
        label="Which child?", error_messages={"required": "Choose which child"}
    )
    relation = OneOf(
        label="Who is the carer to the child?",
        choices=[(one.value, one.label) for one in Relation],
        help_text="The law asks this. It decides whether the council must be told.",
        error_messages={"required": "Choose who the carer is to the child"},
    )
    kind = OneOf(
        label="What kind of care is it?",
        choices=[(one.value, one.label) for one in Kind],
        error_messages={"required": "Choose what kind of care it is"},
    )
    started_on = past_day("Since which day does the child live there?")
    how = OneOf(
        label="How did it come about?",
        choices=list(HOW_IT_CAME.items()),
        error_messages={"required": "Choose how it came about"},
    )
    arranged = OneOf(
        label="Did the service arrange it?",
        choices=list(ARRANGED.items()),
        help_text="A court would ask what the service did, said and offered. If it "
        "arranged the care, the child may be looked after, with all that is owed then.",
        error_messages={"required": "Choose who arranged it"},
    )
    arranged_words = Words(
        label="What did each person do and say on the first day?",
        rows=2,
        required=False,
    )
    legal_status = Choice(
        label="What order is there for the child?",
        choices=[("", "Choose"), *LEGAL_STATUS.items()],
        error_messages={"required": "Choose what order there is"},
    )
    responsibility = Words(
        label="Who holds parental responsibility?",
        rows=2,
        required=False,
        help_text="For example: Leanne and Dean, both",
    )
    child_view = Words(
        label="What does the child say of living there?",
        rows=2,
        help_text="In their own words, or why nobody asked them",
        error_messages={
            "required": "Write what the child says, or why nobody asked them"
        },
    )
    permanence = Words(
        label="What is it meant to be in the end?",
        rows=2,
        required=False,
        help_text="For example: home by the summer; with Nan until she is grown up",
    )
    assessments = Words(
        label="Which assessments are there, and where?", rows=2, required=False
    )
    option = Choice(label="Which of the people thought of is it?", required=False)
    family_time = Choice(
        label="Whose time with the child goes with it?", required=False
    )
    rules = ChooseMany(
        label="Which nights of the plan are these?",
        required=False,
        help_text="Each night away from home in a plan says what kind of care it is.",
    )
    is_child_disabled = forms.BooleanField(
        label="The child is disabled in the sense of the Children Act", required=False
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        too_young: Collection[UUID],
        options: Sequence[OptionRow],
        times: Pairs,
        nights: Pairs,
        standing: CareRow | None = None,
        option: OptionRow | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(standing, option))
        children = [one for one in born(people) if one.is_child]
        self.children = {str(one.person_id): one for one in children}
        self._choose("child", [(key, c.name) for key, c in self.children.items()])
        self._choose("option", [("", "None of them"), *option_choices(options)])
        self._choose("family_time", [("", "Nobody's yet"), *times])
        self._choose("rules", list(nights))
        for name, offered in (
            ("option", options), ("family_time", times), ("rules", nights)
        ):  # fmt: skip
            if not offered:
                del self.fields[name]
        first = standing.carer if standing else option.who if option else NOBODY
        others = [
            one for one in people
            if one.worker_id is None and one.person_id not in too_young
        ]  # fmt: skip
        self.ask_who(
            "carer", "Who cares for the child?", others, standing=first,
            missing="Say who cares for the child",
        )  # fmt: skip
        self.ask_who(
            "second", "Who else in that home cares for the child?", others,
            standing=standing.second_carer if standing else NOBODY, missing="",
        )  # fmt: skip
        self.order_fields(
            ["child", "carer", "carer_other", "second", "second_other", "relation",
             "kind", "started_on", "how", "arranged", "arranged_words",
             "legal_status", "responsibility", "child_view"]
        )  # fmt: skip

    def _choose(self, name: str, choices: Pairs) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def details(self) -> CareDetails:
        cleaned = self.cleaned_data
        child = self.children[cleaned["child"]]
        return CareDetails(
            child_id=UUID(cleaned["child"]),
            child_name=child.name,
            carer=cleaned["carer_named"],
            second_carer=cleaned["second_named"],
            option_id=key_of(cleaned.get("option")),
            family_time_id=key_of(cleaned.get("family_time")),
            rule_ids=tuple(UUID(key) for key in cleaned.get("rules") or ()),
            **{name: cleaned[name] for name in _PLAIN},
        )


def _initial(standing: CareRow | None, option: OptionRow | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": standing.version if standing else 1}
    if standing is not None:
        initial |= {name: getattr(standing, name) for name in _PLAIN}
        initial |= {
            "child": str(standing.child_id),
            "option": str(standing.option_id or ""),
            "family_time": str(standing.family_time_id or ""),
            "rules": [str(key) for key in standing.rule_ids],
        }
    elif option is not None:
        initial["option"] = str(option.id)
        if option.child_id:
            initial["child"] = str(option.child_id)
    return initial


class EndCareForm(forms.Form):
    reason = Words(
        label="How did it end, and where does the child live now?",
        rows=2,
        error_messages={"required": "Say how it ended, and where the child lives now"},
    )
    ended_on = past_day("On which day?")
