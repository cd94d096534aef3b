"""What goes with somebody's own part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.copies.forms import OursForm
from kinfold.platform.our_words import our_words
from kinfold.platform.word_fields import Line


class MemberForm(OursForm):
    """What goes with somebody's own part, of what they were told, and who allows it."""

    also = forms.MultipleChoiceField(
        label="What goes with it?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only what they have heard or seen can be chosen.",
        error_messages={"invalid_choice": "They were not told all of it. Choose again"},
    )
    allowed_by = Line(
        label="Who of the family allows that?", longest=200, required=False,
        help_text="Kept with the note that you opened it.",
    )  # fmt: skip
    field_order = ("also", "allowed_by", "language", "phone")

    def __init__(self, data: Any, *, offered: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, language=our_words())
        self.fields["also"].choices = list(offered)  # type: ignore[attr-defined]
        if not offered:
            del self.fields["also"], self.fields["allowed_by"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("also") and not cleaned.get("allowed_by", "?"):
            self.add_error("allowed_by", "Say who of the family allows that")
        return cleaned

    @property
    def chosen_also(self) -> list[str]:
        return list(self.cleaned_data.get("also", ())) if self.is_chosen else []

    @property
    def why(self) -> str:
        """Who allowed what goes with it; "" when nothing does."""
        return (
            f"Allowed by {self.cleaned_data['allowed_by']}" if self.chosen_also else ""
        )

    @property
    def asked(self) -> dict[str, object]:
        names = ("also", "allowed_by")
        return super().asked | {one: self.cleaned_data.get(one, "") for one in names}
