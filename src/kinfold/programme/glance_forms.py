"""What is asked of the list of a programme's authorities: parsed, never saved."""

from __future__ import annotations

from typing import Final

from django import forms

from kinfold_core.practice.phases import PHASE_WORDS
from kinfold_core.practice.programme_day import Need

LONGEST_NAME: Final = 80
NEED_WORDS: Final[dict[Need, str]] = {
    Need.OWED_TO_IT: "A promise of the programme is overdue",
    Need.OWED_BY_IT: "A promise of the authority is overdue",
    Need.PLAN_LATE: "The plan is past its day and not final",
    Need.PLAN_SOON: "The plan is due within 14 days",
    Need.FOLLOW_UP: "A follow-up of the lab is due",
    Need.NO_VISIT: "No visit for a quarter, and none ahead",
    Need.NO_PHASE: "No phase is written down",
}
SORTS: Final[dict[str, str]] = {
    "name": "Name",
    "needs": "What needs somebody first",
    "phase": "Phase",
    "plan": "Day the plan is due",
    "next": "Next event",
    "visit": "Last visit, longest ago first",
    "overdue": "Promises overdue, most first",
}
NO_PHASE, ANY_NEED = "none", "any"
_WRONG = "Choose one from the list"


class GlanceForm(forms.Form):
    """Which authorities, and in which order. Every part may be left."""

    hides_optional = True

    q = forms.CharField(
        label="Authority",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "max_length": f"Enter no more than {LONGEST_NAME} letters of the name"
        },
    )
    phase = forms.ChoiceField(
        label="Phase",
        required=False,
        choices=[
            ("", "Every phase"),
            *((one.value, words) for one, words in PHASE_WORDS.items()),
            (NO_PHASE, "None written down"),
        ],
        error_messages={"invalid_choice": _WRONG},
    )
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "Every authority"),
            (ANY_NEED, "Those that need somebody"),
            *((one.value, words) for one, words in NEED_WORDS.items()),
        ],
        error_messages={"invalid_choice": _WRONG},
    )
    sort = forms.ChoiceField(
        label="Order by",
        required=False,
        choices=list(SORTS.items()),
        error_messages={"invalid_choice": _WRONG},
    )
    programme = forms.CharField(
        required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput
    )

    def told(self) -> tuple[tuple[str, str], ...]:
        """What was typed and chosen, also what cannot be; nothing it does not ask."""
        return tuple((one, self.data[one]) for one in self.fields if one in self.data)

    def asked(self) -> dict[str, str]:
        """What was asked, without what was left or cannot be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
