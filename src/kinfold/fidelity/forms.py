"""What is asked of the profile: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold_measures.fidelity.beside import OUTCOMES
from kinfold_measures.fidelity.elements import ELEMENTS
from kinfold_measures.language.definition import definitions


class QuarterForm(forms.Form):
    """Which quarter; the newest when nobody says."""

    quarter = forms.ChoiceField(
        label="Quarter",
        required=False,
        error_messages={"invalid_choice": "Choose a quarter from the list"},
    )

    def __init__(
        self, asked: dict[str, Any], *, choices: list[tuple[str, str]]
    ) -> None:
        super().__init__({"quarter": choices[0][0], **asked})
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]


SHARES = [("used", "Used, of open families"), ("good", "Good, of those used with")]
LAGS = [("0", "Just before the outcome's period began"), ("4", "A year before that")]


class BesideForm(forms.Form):
    """What was recorded, which outcome, how long before. Each has a usual answer."""

    element = forms.ChoiceField(
        label="What was recorded",
        choices=[(one.code, one.title) for one in ELEMENTS],
        error_messages={"invalid_choice": "Choose an element from the list"},
    )
    share = forms.ChoiceField(
        label="Which share",
        choices=SHARES,
        error_messages={"invalid_choice": "Choose used or good"},
    )
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=lambda: [(code, definitions()[code].title) for code in OUTCOMES],
        error_messages={"invalid_choice": "Choose an outcome from the list"},
    )
    before = forms.ChoiceField(
        label="Recorded when",
        choices=LAGS,
        error_messages={"invalid_choice": "Choose one of the times in the list"},
    )

    def __init__(self, asked: dict[str, Any]) -> None:
        usual = {
            "element": ELEMENTS[0].code,
            "share": "used",
            "outcome": OUTCOMES[0],
            "before": "0",
        }
        super().__init__(usual | asked)
