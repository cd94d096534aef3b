"""Questions that the forms of networks and plans ask alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET, Choice, ChooseMany
from kinfold.practice.forms.fields import add_name_fields, clean_name
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import NOBODY, Named

__all__ = [
    "ChooseMany",
    "NamingForm",
    "OneOf",
    "OverNewest",
    "OverVersion",
    "day_within_a_year",
    "past_day",
]


def past_day(label: str, **options: Any) -> DayField:
    """A day up to today; today stands in the boxes already."""
    options.setdefault("initial", timezone.localdate)
    options.setdefault("error_messages", NOT_YET)
    return DayField(label=label, latest=timezone.localdate, **options)


class OneOf(Choice):
    """One of a few, all in sight. Nothing is chosen beforehand."""

    widget = forms.RadioSelect


class OverVersion(forms.Form):
    """Carries the version of the row that its page showed."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def clean_version(self) -> int:
        """A page that carried none showed the first."""
        return self.cleaned_data["version"] or 1


class OverNewest(forms.Form):
    """Carries which row was the newest of its kind when the page was shown.

    It is named as a version is, so that a draft keeps it too.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def was(self) -> UUID | None:
        """The newest row that the writer saw; None when they saw none."""
        try:
            return UUID(self.cleaned_data["version"])
        except ValueError:
            return None


class NamingForm(forms.Form):
    """Asks who somebody is, from the family's people or written out.

    A name is asked for by the list or by the line, so neither says it may be left.
    """

    hides_optional = True

    def ask_who(
        self,
        name: str,
        label: str,
        people: Sequence[Member],
        *,
        standing: Named = NOBODY,
        missing: str = "Say who it is",
        help_text: str = "",
    ) -> None:
        """Add the list and the line. `who(name)` is then whom they name."""
        self._asked = {**getattr(self, "_asked", {}), name: (people, standing, missing)}
        add_name_fields(
            self, name, label=label, people=people, nobody="Choose",
            standing=standing, help_text=help_text,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, (people, standing, missing) in getattr(self, "_asked", {}).items():
            named = clean_name(self, name, people, standing)
            if missing and not named.name and not self._has_error(name):
                self.add_error(name, missing)
            cleaned[f"{name}_named"] = named
        return cleaned

    def _has_error(self, name: str) -> bool:
        return bool({name, f"{name}_other"} & self.errors.keys())
