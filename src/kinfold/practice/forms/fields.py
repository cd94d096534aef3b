"""Fields for words, names and days as people give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.practice.details import NOBODY, SHOWN, Named, Showing
from kinfold.practice.rows import Member
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.dates_typed import UnreadableDateError, read_date

LONGEST_TEXT = 10_000
LONGEST_NAME = 200
LONGEST_REASON = 500
HIDDEN_CHARACTER = (
    "There is a hidden character in this text that cannot be kept. "
    "Type it again instead of pasting it"
)
NOT_YET = {"too_late": "This day has not come yet. Enter today or an earlier day"}
OTHER = "other"


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


class Choice(forms.ChoiceField):
    """One of a list. What was chosen may have gone from it since the page was read."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": "This is not on the list any more. Choose again",
    }


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


def name_choices(
    people: Sequence[Member], *, nobody: str, standing: Named = NOBODY
) -> list[tuple[str, str]]:
    """Whom a list of names offers: the family, the writer, and whoever stands there."""
    choices = [("", nobody)]
    choices += [(member.key, member.label) for member in people]
    if standing.name and key_of(standing) not in dict(choices):
        choices.append((key_of(standing), standing.name))
    return [*choices, (OTHER, "Somebody else")]


def key_of(named: Named) -> str:
    """The value that stands for somebody in a list of names."""
    if named.person_id:
        return f"person:{named.person_id}"
    if named.worker_id:
        return f"worker:{named.worker_id}"
    return OTHER if named.name else ""


def add_name_fields(
    form: forms.Form,
    name: str,
    *,
    label: str,
    people: Sequence[Member],
    nobody: str,
    standing: Named = NOBODY,
    is_required: bool = False,
    help_text: str = "",
) -> None:
    """A list of names, and a line for somebody who is not in it."""
    form.fields[name] = Choice(
        label=label,
        choices=name_choices(people, nobody=nobody, standing=standing),
        required=is_required,
        help_text=help_text,
        error_messages={"required": "Choose who, or choose somebody else"},
    )
    form.fields[f"{name}_other"] = Line(
        label="Their name, if it is somebody else",
        required=False,
        help_text="And how they know the family, for example “Ms Bell (teacher)”",
    )
    form.initial.setdefault(name, key_of(standing))
    is_written_out = standing.name and key_of(standing) == OTHER
    form.initial.setdefault(f"{name}_other", standing.name if is_written_out else "")


def clean_name(
    form: forms.Form, name: str, people: Sequence[Member], standing: Named = NOBODY
) -> Named:
    """Whom the list and the line together name; errors go to the line."""
    chosen = form.cleaned_data.get(name) or ""
    written = form.cleaned_data.get(f"{name}_other") or ""
    if chosen == OTHER or (not chosen and written):
        if not written and f"{name}_other" not in form.errors:
            form.add_error(f"{name}_other", "Write their name")
        return Named(name=written)
    if chosen and chosen == key_of(standing):
        return standing
    member = next((m for m in people if m.key == chosen), None)
    return member.as_named() if member else NOBODY


def add_showing_fields(form: forms.Form, standing: Showing) -> None:
    """Whether the family is shown it. Yes, unless somebody says why not."""
    form.fields["is_hidden"] = forms.BooleanField(
        label="Keep this out of the family's copy for now", required=False
    )
    form.fields["hidden_reason"] = Line(
        label="Why should they not see it yet?",
        longest=LONGEST_REASON,
        required=False,
        help_text="For example, it would put Leanne in danger if it were read at home",
    )
    form.fields["hidden_review_on"] = DayField(
        label="When will you look at this again?", required=False
    )
    form.initial.setdefault("is_hidden", not standing.is_visible)
    form.initial.setdefault("hidden_reason", standing.reason)
    form.initial.setdefault("hidden_review_on", standing.review_on)


def clean_showing(form: forms.Form) -> Showing:
    """What was said about the family seeing it; errors stand at what is missing."""
    if not form.cleaned_data.get("is_hidden"):
        return SHOWN
    reason = form.cleaned_data.get("hidden_reason") or ""
    review_on = form.cleaned_data.get("hidden_review_on")
    if not reason and "hidden_reason" not in form.errors:
        form.add_error("hidden_reason", "Say why the family should not see this yet")
    if review_on is None and "hidden_review_on" not in form.errors:
        form.add_error("hidden_review_on", "Enter when this will be looked at again")
    return Showing(is_visible=False, reason=reason, review_on=review_on)
