"""Asking the child who may see one thing; and about telling it in spite of a no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from kinfold.child_words.selectors import Whom
from kinfold.networks.forms.fields import OneOf, past_day
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.child_rows import ItemRow
from kinfold_core.practice.child_sharing import (
    GROUPS,
    Audience,
    MayShow,
    Override,
    standing,
)
from kinfold_core.practice.child_sharing import (
    Choice as Chosen,
)

ANSWERS = [(one.value, one.label) for one in reversed(MayShow)]


class ShareForm(forms.Form):
    """A line for each group and each person. Only what is answered anew is written."""

    hides_optional = True
    nobody = forms.BooleanField(
        label="Nobody but my worker",
        help_text="This takes back everything that the child chose before",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, item: ItemRow, people: Sequence[Whom]):
        super().__init__(data, initial={"version": len(item.choices)})
        self.people = people
        counted = {one.about: one.answer for one in standing(item.choices)}
        self.was: dict[str, str] = {}
        self.about: dict[str, Chosen] = {}
        for group in GROUPS:
            self._ask(
                group.value, group.label, Chosen(audience=group, answer=""), counted
            )
        for one in people:
            self._ask(one.key, one.name, one.question, counted)
        self.fields["chosen_on"] = past_day("When did the child say so?")

    def _ask(
        self, key: str, label: str, about: Chosen, counted: dict[tuple[str, str], str]
    ) -> None:
        self.fields[key] = OneOf(label=label, choices=ANSWERS, required=False)
        self.about[key] = about
        self.was[key] = counted.get(about.about, "")
        self.initial[key] = self.was[key]

    @property
    def choices(self) -> tuple[Chosen, ...]:
        """What the child answers now, and did not answer so before."""
        cleaned = self.cleaned_data
        day = cleaned["chosen_on"]
        if cleaned["nobody"]:
            return (Chosen(audience=Audience.NOBODY, answer=MayShow.NO, chosen_on=day),)
        return tuple(
            replace(about, answer=cleaned[key], chosen_on=day)
            for key, about in self.about.items()
            if cleaned[key] and cleaned[key] != self.was[key]
        )

    def differs(self, now: ShareForm) -> list[tuple[str, str, str]]:
        """Where what counts now is not what was sent: of whom, now, and sent."""
        said = {"": "Not asked", **dict(ANSWERS)}
        return [
            (str(self.fields[key].label), said[now.was[key]], said[sent])
            for key in self.about.keys() & now.was.keys()
            if (sent := self.cleaned_data[key]) != now.was[key]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answered = [cleaned.get(key) for key in self.about]
        if cleaned.get("nobody") and "yes" in answered:
            self.add_error("nobody", "Choose either somebody, or nobody")
        if not self.errors and not self.choices:
            raise forms.ValidationError(
                "Nothing is answered anew. Ask the child about each line"
            )
        return cleaned


class OverrideForm(forms.Form):
    """What exactly must be told, to whom, why, by whom decided; does the child know."""

    what = Words(
        label="What exactly is told?",
        rows=2,
        help_text="No more than is needed to keep somebody safe",
        error_messages={"required": "Write exactly what is told, and nothing more"},
    )
    to_whom = Choice(label="Who is told?")
    other = Line(label="Their name, if it is somebody else", required=False)
    reason = Words(
        label="Why must it be told?",
        rows=2,
        help_text="The child reads your reason in their copy",
        error_messages={"required": "Say why it must be told"},
    )
    decided_by = Line(
        label="Who decided?", error_messages={"required": "Say who decided"}
    )
    decided_on = past_day("When was it decided?")
    told_child_on = DayField(label="When was the child told?", required=False)
    why_not_told = Words(
        label="If the child does not know yet: why not?", rows=2, required=False
    )
    child_words = Words(label="What did the child say?", rows=2, required=False)

    def __init__(self, data: Any = None, *, people: Sequence[Whom], decided_by: str):
        super().__init__(data, initial={"decided_by": decided_by})
        self.people = {one.key: one for one in people}
        self.fields["to_whom"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((group.value, group.label) for group in reversed(GROUPS)),
            *((key, one.name) for key, one in self.people.items()),
            ("other", "Somebody else"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to_whom") == "other" and not cleaned.get("other"):
            self.add_error("other", "Write their name")
        return cleaned

    @property
    def override(self) -> Override:
        cleaned = dict(self.cleaned_data)
        key, other = cleaned.pop("to_whom"), cleaned.pop("other")
        one = self.people.get(key)
        if one is None and key != "other":
            return Override(audience=key, **cleaned)
        return Override(
            audience=Audience.PERSON.value,
            name=one.name if one else other,
            person_id=one.person_id if one else None,
            member_id=one.member_id if one else None,
            **cleaned,
        )
