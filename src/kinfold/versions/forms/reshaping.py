"""Asking how something on the map is split, joined or moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice, Words

MOST_PARTS = 4


class ReshapeForm(forms.Form):
    """Of something that the writer saw in `version`."""

    hides_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SplitForm(ReshapeForm):
    """Each part in a box of its own; the first begins with all the words."""

    def __init__(self, data: Any = None, *, text: str, version: int) -> None:
        super().__init__(data, initial={"version": version})
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"part_{number}"] = Words(
                label=f"Part {number}", rows=3, required=number == 1,
                error_messages={"required": "Write the first part"},
            )  # fmt: skip
        self.initial["part_1"] = text

    @property
    def parts(self) -> list[str]:
        return [self.cleaned_data[f"part_{n}"] for n in range(1, MOST_PARTS + 1)]


class JoinForm(ReshapeForm):
    """Which others it is joined with, and in which words when it is an entry."""

    def __init__(
        self,
        data: Any = None,
        *,
        others: Sequence[tuple[str, str]],
        version: int,
        text: str | None = None,
    ) -> None:
        super().__init__(data, initial={"version": version, "text": text})
        self.fields["others"] = forms.MultipleChoiceField(
            label="Which says the same, or belongs with it?",
            choices=others,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Choose at least one other to join it with",
                "invalid_choice": "One of these is not on the map any more",
            },
        )
        if text is not None:
            self.fields["text"] = Words(
                label="In which words?",
                rows=4,
                error_messages={"required": "Write the words that say both"},
            )


class MoveForm(ReshapeForm):
    """Where it belongs; with its words when it was a danger statement."""

    def __init__(
        self,
        data: Any = None,
        *,
        kinds: Sequence[tuple[str, str]],
        version: int,
        text: str | None = None,
    ) -> None:
        super().__init__(data, initial={"version": version, "text": text})
        self.fields["category"] = Choice(
            label="Where does it belong?",
            choices=kinds,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose where it belongs"},
        )
        if text is not None:
            self.fields["text"] = Words(
                label="In which words?",
                rows=4,
                error_messages={"required": "Write what it says"},
            )
