"""Asking for an extract, deciding it and ending it: parsed, never saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.extracts.models import ExtractRequest, Grain
from kinfold.extracts.policy import (
    FEWEST_ALIKE,
    LONGEST,
    MOST_ALIKE,
    USUAL_ALIKE,
)
from kinfold.extracts.written import Asking, Giving, Limits
from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, ChooseMany, Line, Words
from kinfold_measures.extracts.offered import OFFERED

LONG, SHORTER = 2_000, 1_000
Columns = Mapping[str, Sequence[str]]


def column_choices(columns: Columns) -> list[tuple[str, list[tuple[str, str]]]]:
    """By table: what each column tells."""
    return [
        (
            OFFERED[table].meaning,
            [
                (f"{table}.{name}", _told(name, OFFERED[table].column(name).meaning))
                for name in names
            ],
        )
        for table, names in columns.items()
    ]


def every_column() -> dict[str, list[str]]:
    return {
        table.name: [column.name for column in table.columns]
        for table in OFFERED.values()
    }


def _told(name: str, meaning: str) -> str:
    """ "Latest category: NEG, PHY, SAB, EMO or MUL": a code alone says too little."""
    return f"{name.replace('_', ' ').capitalize()}: {meaning}"


def _in_a_year() -> date:
    return timezone.localdate() + 4 * LONGEST


def _today() -> date:
    return timezone.localdate()


class LimitsForm(forms.Form):
    """Which columns, of what period, how finely."""

    columns = ChooseMany(
        label="What it holds",
        help_text=(
            "Only these can be had. Children stand under a pseudonym that is made anew "
            "for each extract; days, names and places are never told"
        ),
        error_messages={"required": "Choose what the extract is to hold"},
    )
    first_day = DayField(
        label="From",
        help_text="What began on this day or later",
        error_messages={"required": "Enter the first day of the period"},
    )
    last_day = DayField(
        label="To",
        latest=_today,
        error_messages={
            "required": "Enter the last day of the period",
            "too_late": "This day has not come yet. Enter today or an earlier day",
        },
    )
    grain = Choice(
        label="A day is given as",
        choices=Grain.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the month or the quarter"},
    )

    def limits(self) -> Limits:
        return Limits(
            columns=_by_table(self.cleaned_data["columns"]),
            first_day=self.cleaned_data["first_day"],
            last_day=self.cleaned_data["last_day"],
            grain=self.cleaned_data["grain"],
        )


def _by_table(chosen: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in chosen:
        table, _, name = one.partition(".")
        found.setdefault(table, []).append(name)
    return found


class AskForm(LimitsForm):
    """What an evaluator asks, and what for."""

    place = Choice(
        label="Authority",
        error_messages={"required": "Choose the authority you ask"},
    )
    study = Line(
        label="Study",
        help_text="Its name, or the title of its protocol",
        error_messages={"required": "Name the study"},
    )
    purpose = Words(
        label="What for?",
        longest=LONG,
        help_text="The question, and why it cannot be answered from published figures",
        error_messages={"required": "Say what the extract is for"},
    )
    holders = Words(
        label="Who will hold it, and where?",
        longest=SHORTER,
        help_text="Everybody who can open it, by name, and the place it is kept in",
        error_messages={"required": "Say who will hold it, and where"},
    )
    lawful_basis = Words(
        label="Lawful basis",
        longest=SHORTER,
        help_text="In your own words, such as a task in the public interest, and whose",
        error_messages={"required": "Say what the lawful basis is"},
    )
    dpia = Line(
        label="Data protection impact assessment",
        help_text="Its number or where it is to be found",
        error_messages={"required": "Say where the impact assessment is to be found"},
    )
    wanted_until = DayField(
        label="Until when do you need it?",
        earliest=_today,
        latest=_in_a_year,
        help_text=f"An authority gives at most {LONGEST.days} days at a time",
        error_messages={
            "required": "Enter the day until which you need it",
            "too_early": "Choose a day from today on",
        },
    )
    field_order = (
        "place", "study", "purpose", "columns", "first_day", "last_day", "grain",
        "wanted_until", "holders", "lawful_basis", "dpia",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, places: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["place"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]
        self.fields["columns"].choices = column_choices(every_column())  # type: ignore[attr-defined]

    def asking(self) -> Asking:
        found = self.cleaned_data
        return Asking(
            study=found["study"],
            purpose=found["purpose"],
            wanted_until=found["wanted_until"],
            holders=found["holders"],
            lawful_basis=found["lawful_basis"],
            dpia=found["dpia"],
            limits=self.limits(),
        )


class DecideForm(LimitsForm):
    """Yes, with its limits, or no; and why. What was asked stands filled in."""

    answer = Choice(
        label="Your answer",
        choices=[("yes", "Yes, as it stands below"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    reason = Words(
        label="Why?",
        longest=LONG,
        help_text="Whoever asked reads this. It is kept for good",
        error_messages={"required": "Say why you decide so"},
    )
    alike = forms.IntegerField(
        label="How many children must be alike?",
        min_value=FEWEST_ALIKE,
        max_value=MOST_ALIKE,
        help_text=(
            "Whatever fewer share is told more coarsely or withheld, and the file says "
            "how often. More keeps children safer and tells less"
        ),
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={
            "required": f"Enter a number from {FEWEST_ALIKE} to {MOST_ALIKE}",
            "invalid": f"Enter a number from {FEWEST_ALIKE} to {MOST_ALIKE}",
            "min_value": f"At least {FEWEST_ALIKE} children must be alike",
            "max_value": f"Enter at most {MOST_ALIKE}",
        },
    )
    expires_on = DayField(
        label="The last day it can be had",
        help_text=(
            f"At most {LONGEST.days} days from today, and no later than it is wanted. "
            "Then the file is deleted"
        ),
        error_messages={"required": "Enter the last day it can be had"},
    )
    field_order = (
        "answer", "reason", "columns", "first_day", "last_day", "grain", "alike",
        "expires_on",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, request: ExtractRequest, **options: Any
    ) -> None:
        last = min(request.wanted_until, timezone.localdate() + LONGEST)
        initial = {
            "columns": [
                f"{table}.{name}"
                for table, names in request.columns.items()
                for name in names
            ],
            "first_day": request.first_day,
            "last_day": request.last_day,
            "grain": request.grain,
            "alike": USUAL_ALIKE,
            "expires_on": last,
        }
        super().__init__(data, initial=initial, **options)
        self.fields["columns"].choices = column_choices(request.columns)  # type: ignore[attr-defined]

    def full_clean(self) -> None:
        """A no needs a reason and nothing else."""
        if self.is_bound and self.data.get("answer") == "no":
            for name in (
                "columns",
                "first_day",
                "last_day",
                "grain",
                "alike",
                "expires_on",
            ):
                self.fields[name].required = False
        super().full_clean()

    def giving(self) -> Giving | None:
        """The yes with its limits; None for a no."""
        found = self.cleaned_data
        if found["answer"] == "no":
            return None
        return Giving(
            limits=self.limits(),
            alike=found["alike"],
            expires_on=found["expires_on"],
        )


class EndForm(forms.Form):
    why = Words(
        label="Why does it end?",
        longest=SHORTER,
        help_text="The other side reads this. It is kept for good",
        error_messages={"required": "Say why it ends"},
    )
