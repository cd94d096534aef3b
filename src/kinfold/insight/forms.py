"""What somebody asks of the published figures: parsed and explained, never saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kinfold_measures.catalogue import BY_CODE, THEMES

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
        for theme, codes in THEMES
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
