"""The parts of a tree, each asked with its own question: one thing a line."""

from __future__ import annotations

from typing import Any

from kinfold.belonging.forms.pictures import OWN_WORDS, WHEN
from kinfold.family_finding.forms.fields import DetailsForm, names_in, words
from kinfold.networks.forms.fields import past_day
from kinfold_core.practice.family_finding.tree import PARTS, TreeDetails, TreeRow


class TreeForm(DetailsForm):
    """Begins with the tree that was kept last. Any part may stay empty."""

    makes = TreeDetails
    child_words = words(OWN_WORDS)
    drawn_on = past_day(WHEN)

    def __init__(self, data: Any = None, *, last: TreeRow | None) -> None:
        lines = {key: "\n".join(last.part(key)) for key, _, _ in PARTS} if last else {}
        super().__init__(data, initial=lines)
        for key, name, asks in PARTS:
            self.fields[key] = words(f"{name}: {asks}", help_text="One thing a line")
        self.order_fields([key for key, _, _ in PARTS])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for key, _, _ in PARTS:
            if key in cleaned:
                cleaned[key] = names_in(self, key)
        return cleaned
