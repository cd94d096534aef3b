"""What is asked of the published figures and chosen among them: parsed, never saved."""

from __future__ import annotations

from math import isfinite
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line, SomeDay
from kinfold_measures.catalogue import ALL_THEMES, BY_CODE

LONGEST_NAME = 80
FIRST_YEAR = min(measure.first_year for measure in BY_CODE.values())

SORTS: dict[str, str] = {
    "value": "Figure, lowest first",
    "-value": "Figure, highest first",
    "name": "Name",
    "neighbours": "Neighbours' middle",
}


class FindAuthorityForm(forms.Form):
    """Words of an authority's name."""

    q = forms.CharField(
        label="Find an authority",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "max_length": (
                f"Enter no more than {LONGEST_NAME} letters of the authority's name"
            )
        },
    )


def _measure_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (theme, [(code, BY_CODE[code].title) for code in codes])
        for theme, codes in ALL_THEMES
    ]


class CompareForm(forms.Form):
    """Which measure, in which year, in which order. Every part has a usual answer."""

    measure = forms.ChoiceField(
        label="Measure",
        choices=_measure_choices,
        error_messages={"invalid_choice": "Choose a measure from the list"},
    )
    year = forms.TypedChoiceField()  # its years are those of the panel; see below
    sort = forms.ChoiceField(
        choices=list(SORTS.items()),
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": "Choose one of the orders above the table to sort by"
        },
    )

    usual: ClassVar[dict[str, str]] = {
        "measure": next(iter(BY_CODE)),
        "sort": "value",
    }

    def __init__(self, asked: dict[str, str], *, last_year: int) -> None:
        usual = {**self.usual, "year": str(last_year)}
        super().__init__({**usual, **{k: v for k, v in asked.items() if v}})
        self.fields["year"] = forms.TypedChoiceField(
            label="Year",
            coerce=int,
            choices=[(y, str(y)) for y in range(last_year, FIRST_YEAR - 1, -1)],
            error_messages={"invalid_choice": "Choose a year from the list"},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        code, year = cleaned.get("measure"), cleaned.get("year")
        if code and year and year < BY_CODE[code].first_year:
            first = BY_CODE[code].first_year
            self.add_error(
                "year",
                ValidationError(
                    f"This measure has no figures before {first}. "
                    f"Choose {first} or a later year"
                ),
            )
        return cleaned


class ChoiceForm(forms.Form):
    """Whether a measure is followed, and the aim."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    is_followed = forms.TypedChoiceField(
        label="Do you follow this measure?",
        choices=[("yes", "Yes, it stands on our page"), ("no", "No, or no more")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you follow it"},
    )
    side = forms.ChoiceField(
        label="What do you aim at?",
        choices=[
            ("none", "No aim in a number"),
            ("most", "At most this"),
            ("least", "At least this"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you aim at, or that there is no aim"},
    )
    aim = forms.FloatField(
        label="The aim",
        required=False,
        widget=forms.TextInput(
            {"class": "govuk-input--width-5", "inputmode": "decimal"}
        ),
        error_messages={"invalid": "Give the aim as a number, such as 18.5"},
    )
    why = Line(
        label="Whose aim is it, and where was it set?",
        longest=LONGEST_REASON,
        help_text="Such as “Improvement board, 4 March”. Colleagues read it beside it",
        error_messages={"required": "Say whose aim it is, or why you choose this"},
    )

    def __init__(
        self, data: Any = None, *, unit: str, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["aim"].help_text = unit[0].upper() + unit[1:]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        side, aim = cleaned.get("side"), cleaned.get("aim")
        if side in {"most", "least"} and aim is None and "aim" not in self.errors:
            self.add_error("aim", "Give the aim as a number, or choose “No aim”")
        if aim is not None and not isfinite(aim):
            self.add_error("aim", "Give the aim as a number, such as 18.5")
        if side == "none":
            cleaned["aim"] = None
        return cleaned


class EventForm(forms.Form):
    """What changed in practice, and when."""

    kind = Choice(
        label="What kind of change?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of change it was"},
    )
    day = SomeDay(
        label="When?",
        help_text="As well as you know it: “4 March 2024” or “March 2024”",
        error_messages={"required": "Say when, as well as you know it"},
    )
    words = Line(
        label="What changed, in a few words?",
        help_text="It stands under every chart of yours. Name no child and no family",
        error_messages={"required": "Say in a few words what changed"},
    )

    def __init__(self, data: Any = None, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    why = Line(
        label="Why is it taken back?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is taken back"},
    )
