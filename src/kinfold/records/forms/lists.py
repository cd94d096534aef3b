"""Narrowing a list of families."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinfold.records.forms.fields import PlainText


class FamilyFilterForm(forms.Form):
    hides_optional = True
    whose = forms.ChoiceField(label="Whose", required=False, choices=[])
    status = forms.ChoiceField(
        label="Service",
        required=False,
        choices=[
            ("", "Any"),
            ("looked_after", "Looked after"),
            ("child_protection", "Child protection plan"),
            ("child_in_need", "Child in need"),
            ("early_help", "Early help"),
            ("care_leaver", "Care leaver"),
        ],
    )
    begins = PlainText(label="Name begins with", required=False, max_length=60)
    closed = forms.BooleanField(label="Closed records", required=False)

    def __init__(
        self, *args: Any, scopes: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = list(scopes)  # type: ignore[attr-defined]
