"""Fields that read what people type, and say how to mend what cannot be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.dates_typed import UnreadableDateError, read_date

LONGEST_NAME = 120
A_YEAR = timedelta(days=366)
MANY_YEARS = timedelta(days=120 * 366)


def long_ago() -> date:
    return timezone.localdate() - MANY_YEARS


def day_within_a_year(label: str, **options: Any) -> DayField:
    """A day that is planned. A year mistyped would put it off for good."""
    said = {"too_late": "Enter a day within a year from today"}
    return DayField(
        label=label,
        latest=lambda: timezone.localdate() + A_YEAR,
        error_messages=said | options.pop("error_messages", {}),
        **options,
    )


def look_again_day() -> DayField:
    """Of what is kept from the family: a year mistyped would keep it for good."""
    return DayField(
        label="When will you look at this again?",
        required=False,
        latest=lambda: timezone.localdate() + A_YEAR,
        error_messages={"too_late": "Look at it again within a year"},
    )


def past_day(label: str, help_text: str = "", *, required: bool = True) -> DayField:
    """A day that is not in the future."""
    return DayField(
        label=label,
        help_text=help_text,
        required=required,
        earliest=long_ago,
        latest=timezone.localdate,
    )


class PlainText(forms.CharField):
    """One line of text without characters that cannot be seen.

    Marks that turn the writing direction of the text around them are taken out: a
    name holding one could make a whole page read backwards.
    """

    _UNSEEN = dict.fromkeys(
        [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF]
    )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return " ".join(str(text or "").translate(self._UNSEEN).split())


class LongText(forms.CharField):
    widget = forms.Textarea({"rows": 4})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").strip()


class FuzzyDateField(forms.CharField):
    """A date as far as it is known: "3 May 2017", "March 2017", "about 2015"."""

    def clean(self, value: Any) -> FuzzyDate | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return read_date(text, today=timezone.localdate())
        except UnreadableDateError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, FuzzyDate) else value


class LanguagesField(forms.CharField):
    """Languages parted by commas, each once."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = str(super().clean(value) or "")
        found = [" ".join(part.split()) for part in text.split(",")]
        if any(len(part) > 60 for part in found):
            raise ValidationError("Part the languages with commas")
        return tuple(dict.fromkeys(part for part in found if part))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value
