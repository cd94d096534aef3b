"""Form fields for what people write: words, a line, one of a list, a day as known."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import is_valid_path
from django.utils import timezone

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.dates_typed import UnreadableDateError, read_date
from kinfold_core.practice.links import is_on_the_web, is_own_page

LONGEST_TEXT = 10_000
LONGEST_NAME = 200
LONGEST_REASON = 500
HIDDEN_CHARACTER = (
    "There is a hidden character in this text that cannot be kept. "
    "Type it again instead of pasting it"
)
NOT_YET = {"too_late": "This day has not come yet. Enter today or an earlier day"}


class Words(forms.CharField):
    """Words somebody wrote: line ends made plain, too long said in numbers."""

    def __init__(
        self, *, rows: int = 3, longest: int = LONGEST_TEXT, **options: Any
    ) -> None:
        options.setdefault("widget", forms.Textarea({"rows": rows}))
        self.longest = longest
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return str(text).replace("\r\n", "\n").replace("\r", "\n")

    def run_validators(self, value: Any) -> None:
        if "\x00" in value:
            raise ValidationError(HIDDEN_CHARACTER, code="null")
        if len(value) > self.longest:
            raise ValidationError(
                f"This is {len(value):,} letters long, and {self.longest:,} fit here. "
                "Shorten it, or put it in more than one place",
                code="too_long",
            )
        super().run_validators(value)


class Line(Words):
    """A line of words."""

    def __init__(self, *, longest: int = LONGEST_NAME, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput())
        super().__init__(longest=longest, **options)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split(" ")).replace("\n", " ").strip()


class Address(Line):
    """An address of the web, or of a page of Kinfold that is there: a link later."""

    def __init__(self, *, longest: int = LONGEST_REASON, **options: Any) -> None:
        super().__init__(longest=longest, **options)

    def clean(self, value: Any) -> str:
        given: str = super().clean(value)
        page = given.split("?")[0].split("#")[0]
        is_there = is_own_page(given) and is_valid_path(page)
        if given and not (is_there or is_on_the_web(given)):
            raise ValidationError(
                "This is no address of the web or of Kinfold. Copy it from the top of "
                "the browser; it begins with https:// or with /",
                code="no_address",
            )
        return given


class Choice(forms.ChoiceField):
    """One of a list. What was chosen may have gone from it since the page was read."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": "This is not on the list any more. Choose again",
    }


class ChooseMany(forms.MultipleChoiceField):
    """Any of a list, all in sight."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": "One of these is not on the list any more. Choose again",
        "invalid_list": "Choose from the list",
    }

    def to_python(self, value: Any) -> list[str]:
        """What was sent twice is chosen once."""
        return list(dict.fromkeys(super().to_python(value)))


class SomeDay(Line):
    """A date as well as it is known: "3 May 2017", "March 2017", "about 2015"."""

    def clean(self, value: Any) -> FuzzyDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text, today=timezone.localdate())
        except UnreadableDateError as error:
            raise ValidationError(str(error), code="unreadable") from error
