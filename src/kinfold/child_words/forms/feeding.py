"""Confirming where a child's words belong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from kinfold.platform.word_fields import Choice, Words
from kinfold_core.practice.child_feeds import Confirmed, FeedKind
from kinfold_core.practice.living_map import LivingMap

WITH_DANGER = frozenset({FeedKind.SAFETY, FeedKind.HOPE})


def _dangers(standing: LivingMap) -> list[tuple[str, str]]:
    return [
        (str(one.id), f"{one.number}: {one.worried_about[:80]}")
        for one in standing.dangers
    ]


class FeedForm(forms.Form):
    danger = Choice(label="Which worry is it about?", required=False)
    why = Words(
        label="Why would this rule help?",
        rows=2,
        error_messages={"required": "Say why, so that the family can judge it"},
    )

    def __init__(self, data: Any = None, *, kind: str, standing: LivingMap) -> None:
        super().__init__(data)
        self.kind = kind
        if kind != FeedKind.RULE:
            del self.fields["why"]
        if kind not in WITH_DANGER:
            del self.fields["danger"]
            return
        field = self.fields["danger"]
        choices = [("", "Choose"), *_dangers(standing)]
        field.choices = choices  # type: ignore[attr-defined]
        field.required = kind == FeedKind.HOPE
        field.error_messages["required"] = "Choose which goal it belongs to"

    @property
    def confirmed(self) -> Confirmed:
        danger = self.cleaned_data.get("danger")
        return Confirmed(
            kind=self.kind,
            danger_id=UUID(danger) if danger else None,
            why=self.cleaned_data.get("why", ""),
        )


class NumberForm(forms.Form):
    danger = Choice(
        label="On which worry's scale?",
        error_messages={"required": "Choose on which scale it belongs"},
    )
    is_shown = forms.BooleanField(
        label="The child said that the family may see the number", required=False
    )

    def __init__(self, data: Any = None, *, standing: LivingMap) -> None:
        super().__init__(data)
        choices = [("", "Choose"), *_dangers(standing)]
        self.fields["danger"].choices = choices  # type: ignore[attr-defined]
