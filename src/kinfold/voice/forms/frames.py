"""The words of a frame."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.story import LONGEST_WORDS, FrameDetails, Section


class FrameForm(forms.Form):
    hides_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    section = Choice(
        label="What does this frame tell?",
        choices=[(s.value, s.label) for s in Section],
    )
    words = Words(
        label="The words",
        rows=6,
        longest=LONGEST_WORDS,
        required=False,
        help_text="As you would say it to the youngest child, out loud. One thing at "
        "a time. Real names.",
    )
    alt_text = Words(
        label="What is in the picture?",
        rows=2,
        longest=500,
        required=False,
        help_text="Said to whoever listens and cannot see it, for example “Amira and "
        "Kai hold hands. Dad looks angry.”",
    )
    drawn_by = Line(label="Who drew it?", required=False)
    is_new_to_child = forms.BooleanField(
        label="This tells the child something they do not know yet",
        help_text="Then your manager decides with you, before it is read.",
        required=False,
    )

    def __init__(
        self, data: Any = None, *, standing: FrameDetails, version: int
    ) -> None:
        super().__init__(data)
        for name in ("section", "words", "alt_text", "drawn_by", "is_new_to_child"):
            self.initial[name] = getattr(standing, name)
        self.initial["version"] = version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["details"] = FrameDetails(
                section=cleaned["section"],
                words=cleaned["words"],
                alt_text=cleaned["alt_text"],
                drawn_by=cleaned["drawn_by"],
                is_new_to_child=cleaned["is_new_to_child"],
            )
        return cleaned
