"""What is asked about a review, a rater and a rating: parsed, never saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.framework.models import LONGEST_EVIDENCE, LONGEST_LINE, LONGEST_NAME
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.self_review import Hat

Options = list[tuple[str, str]]
NUMBERS: Options = [(str(one), str(one)) for one in range(11)]
FROM_0_TO_10 = "Choose a number from 0 to 10"


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=366)


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class _Score(forms.TypedChoiceField):
    def __init__(self, *, none: str = "", **options: Any) -> None:
        options.setdefault("required", not none)
        super().__init__(
            choices=[("", none or "Choose a number"), *NUMBERS],
            coerce=int,
            empty_value=None,
            error_messages=dict.fromkeys(("required", "invalid_choice"), FROM_0_TO_10),
            **options,
        )


class PurposeForm(forms.Form):
    version = _version()
    day = DayField(
        label="For which day is it?",
        latest=in_a_year,
        help_text="Reviews are set beside each other in the order of these days",
        error_messages={
            "required": "Give the day",
            "too_late": "This is more than a year ahead. Give an earlier day",
        },
    )
    why = Line(
        label="Why now?",
        longest=LONGEST_LINE,
        help_text="What will be decided with it",
        error_messages={"required": "Say what the review is for"},
    )
    who_rates = Line(
        label="Who may rate?",
        longest=LONGEST_LINE,
        help_text="Such as: directors, a practice leader of each service, three social "
        "workers, the parents’ panel, a head teacher",
        error_messages={"required": "Say who may rate"},
    )


class RaterForm(forms.Form):
    hat = Choice(
        label="As whom do they rate?",
        choices=[(one.value, one.label) for one in Hat],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose as whom they rate"},
    )
    account = Choice(
        label="Do they sign in to Kinfold?",
        required=False,
        help_text="Then they rate on their own, and nobody can do it for them",
    )
    name = Line(
        label="If they do not sign in: what is their name?",
        longest=LONGEST_NAME,
        required=False,
        help_text="You will write down what they say. Of a family give the group, such "
        "as “the parents’ panel”: no child’s name, and no family’s",
    )
    role = Line(
        label="What do they do?",
        longest=LONGEST_NAME,
        required=False,
        help_text="Such as: social worker in a duty team. Left empty, it is what their "
        "account says",
    )

    def __init__(self, data: Any = None, *, colleagues: dict[int, tuple[str, str]]):
        super().__init__(data)
        self.colleagues = colleagues
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            ("", "No: I write down what they say"),
            *((str(key), f"{name}, {job}") for key, (name, job) in colleagues.items()),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = said.get("account")
        account = int(chosen) if chosen else None
        name, job = self.colleagues.get(account or 0, ("", ""))
        said["account"] = account
        said["name"] = name or said.get("name", "")
        said["role"] = said.get("role") or job
        if not said["name"]:
            self.add_error("name", "Choose a colleague above, or give a name here")
        elif not said["role"]:
            self.add_error("role", "Say what they do")
        return said


class SetAsideForm(forms.Form):
    why = Line(
        label="Why did they not rate?",
        longest=LONGEST_LINE,
        error_messages={"required": "Say why they did not rate"},
    )


class RateForm(forms.Form):
    """One part, as one rater. Nobody is asked to guess what they say themselves."""

    version = _version()
    score = _Score(label="Where do you put it, from 0 to 10?")
    evidence = Words(
        label="What shows it?",
        rows=4,
        longest=LONGEST_EVIDENCE,
        help_text="What you have seen or heard. Name no child and no family",
        error_messages={"required": "Say what shows it"},
    )
    front_line = _Score(
        label="What would the front line say, from 0 to 10?", none="I cannot tell"
    )
    front_line_why = Line(
        label="And what would make them say so?", longest=LONGEST_LINE, required=False
    )
    families = _Score(
        label="What would families say, from 0 to 10?", none="I cannot tell"
    )
    families_why = Line(
        label="And what would make families say so?",
        longest=LONGEST_LINE,
        required=False,
    )
    corrected_why = Line(
        label="The review is closed: why do you correct this?",
        longest=LONGEST_LINE,
        error_messages={"required": "Say why it is corrected"},
    )

    def __init__(
        self, data: Any = None, *, hat: str, is_closed: bool, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        left = {Hat.FRONT_LINE: "front_line", Hat.FAMILY: "families"}.get(Hat(hat))
        if left:
            del self.fields[left], self.fields[f"{left}_why"]
        if not is_closed:
            del self.fields["corrected_why"]
