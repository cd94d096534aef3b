"""Choosing whose families stand on the board, what is missing, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.platform.word_fields import Line
from kinfold_core.practice.stages import STAGES

Choices = Sequence[tuple[str, str]]
ANY = ("", "Any")
STATUSES = [
    ANY,
    ("looked_after", "Looked after"),
    ("child_protection", "Child protection plan"),
    ("child_in_need", "Child in need"),
    ("early_help", "Early help"),
    ("care_leaver", "Care leaver"),
]
LONGEST_NAME = 80


class BoardForm(forms.Form):
    """Every choice may be left. `None` for a list that this viewer does not have."""

    hides_optional = True
    whose = forms.ChoiceField(label="Whose", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    worker = forms.ChoiceField(label="Worker", required=False)
    status = forms.ChoiceField(label="Service", required=False, choices=STATUSES)
    stage = forms.ChoiceField(
        label="Where we are",
        required=False,
        choices=[ANY, *((str(s.number), f"{s.code} {s.name}") for s in STAGES)],
    )
    missing = forms.ChoiceField(label="What is missing", required=False)
    sort = forms.ChoiceField(label="In order of", required=False)

    def __init__(
        self,
        data: Any,
        *,
        scopes: Choices,
        teams: Choices,
        workers: Choices,
        columns: Choices,
    ) -> None:
        super().__init__(data)
        self._choose("whose", scopes)
        self._choose("team", [ANY, *teams] if teams else [])
        self._choose("worker", [ANY, *workers] if workers else [])
        self._choose("missing", [("", "Nothing in particular"), *columns[1:]])
        self._choose("sort", [("", "Name"), *columns])

    def _choose(self, name: str, choices: Choices) -> None:
        if choices:
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class SaveViewForm(forms.Form):
    """Under which name to keep the choices."""

    name = Line(
        label="Keep this way of looking as",
        longest=LONGEST_NAME,
        error_messages={"required": "Give it a name"},
    )
