"""What 0 and 10 mean for this family."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.scales import ScaleEnds


class EndsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    anchor_0 = Words(
        label="What does 0 mean here?",
        help_text="In words this family would use: what would people see at its worst?",
        rows=2,
        error_messages={"required": "Say what 0 means for this family"},
    )
    anchor_10 = Words(
        label="What does 10 mean here?",
        help_text="What would people see if it could not be better?",
        rows=2,
        error_messages={"required": "Say what 10 means for this family"},
    )
    reached_when = Line(
        label="What on it would be enough for the next stage?",
        longest=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, standing: ScaleEnds, version: int) -> None:
        super().__init__(
            data,
            initial={
                "version": version,
                "anchor_0": standing.anchor_0,
                "anchor_10": standing.anchor_10,
                "reached_when": standing.reached_when,
            },
        )

    @property
    def ends(self) -> ScaleEnds:
        cleaned = self.cleaned_data
        return ScaleEnds(
            cleaned["anchor_0"], cleaned["anchor_10"], cleaned["reached_when"]
        )
