"""Asking on which day somebody was shown a paper."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import past_day


class ShownForm(forms.Form):
    """`things`: what is on the paper, which is asked again when it is written down."""

    hides_optional = True
    things = forms.CharField(widget=forms.HiddenInput, required=False)
    on = past_day("On which day?")

    def __init__(self, data: Any = None, *, things: Collection[UUID]) -> None:
        super().__init__(data, initial={"things": " ".join(map(str, things))})

    @property
    def seen(self) -> frozenset[UUID]:
        return frozenset(self.cleaned_data["things"])

    def clean_things(self) -> list[UUID]:
        try:
            return [UUID(one) for one in self.cleaned_data["things"].split()]
        except ValueError:
            return []
