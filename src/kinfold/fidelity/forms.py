"""What is asked of the profile: parsed, never saved."""

from __future__ import annotations

from typing import Any

from django import forms


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
