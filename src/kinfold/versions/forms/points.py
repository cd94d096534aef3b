"""Choosing which version to look at, or which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice


def version_choices(numbers: Sequence[int]) -> list[tuple[str, str]]:
    return [(str(number), f"Version {number}") for number in numbers]


def _version_field(label: str, numbers: Sequence[int]) -> Choice:
    return Choice(
        label=label,
        choices=version_choices(numbers),
        error_messages={
            "required": "Choose a version",
            "invalid_choice": "There is no such version of this map. Choose another",
        },
    )


class VersionForm(forms.Form):
    def __init__(self, data: Any, *, numbers: Sequence[int]) -> None:
        super().__init__(data)
        self.fields["version"] = _version_field("Which version?", numbers)


class CompareForm(forms.Form):
    """Any two versions, the earlier one first whichever way they are chosen."""

    def __init__(self, data: Any = None, *, numbers: Sequence[int]) -> None:
        super().__init__(data)
        self.fields["before"] = _version_field("From", numbers)
        self.fields["after"] = _version_field("To", numbers)
        if numbers:
            self.initial["after"] = str(numbers[0])
            self.initial["before"] = str(numbers[min(1, len(numbers) - 1)])

    @property
    def chosen(self) -> tuple[int, int]:
        before, after = sorted(
            (int(self.cleaned_data["before"]), int(self.cleaned_data["after"]))
        )
        return before, after


class DayForm(forms.Form):
    day = DayField(
        label="What stood on the map on a day?",
        help_text="For example, 27 3 2026",
        latest=timezone.localdate,
        error_messages=NOT_YET | {"required": "Enter a day"},
    )
