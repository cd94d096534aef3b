"""Making a picture from a list: which parts, and where each stands. Needs no script."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice
from kinfold_core.pictures.arranging import ACROSS, DEPTHS, Wanted, arrange
from kinfold_core.pictures.palette import COLOURS, FACES, GROUNDS, LABELS
from kinfold_core.pictures.parts import PARTS
from kinfold_core.pictures.picture import Picture, Placed

NEW_ROWS = 3
ROWS_MOST = 20


def _choice(label: str, choices: list[tuple[str, str]]) -> Choice:
    return Choice(label=label, choices=choices, required=False)


class PartsForm(forms.Form):
    """A row for each part that stands, and three for new ones."""

    hides_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ground = Choice(label="Where is it?", choices=[(g, LABELS[g]) for g in GROUNDS])

    def __init__(self, data: Any = None, *, picture: Picture, version: int) -> None:
        super().__init__(data)
        self.picture = picture
        self.initial.update({"version": version, "ground": picture.ground})
        self.standing = picture.parts[:ROWS_MOST]
        self.row_count = len(self.standing) + NEW_ROWS
        for number in range(self.row_count):
            before = self.standing[number] if number < len(self.standing) else None
            self._add_row(number, before)

    def _add_row(self, number: int, before: Placed | None) -> None:
        row = f"part_{number}"
        nothing = "Take it out" if before else "Nothing"
        parts = [("", nothing), *((key, part.label) for key, part in PARTS.items())]
        across = [(key, label) for key, (label, _) in ACROSS.items()]
        if before:
            across = [("", "Where it stands now"), *across]
        self.fields[row] = _choice("What", parts)
        self.fields[f"{row}_face"] = _choice("Face", [(f, LABELS[f]) for f in FACES])
        self.fields[f"{row}_colour"] = _choice(
            "Colour", [("", "Its usual one"), *((c, LABELS[c]) for c in COLOURS)]
        )
        self.fields[f"{row}_across"] = _choice("Where", across)
        self.fields[f"{row}_depth"] = _choice(
            "How near", [(key, label) for key, (label, *_) in DEPTHS.items()]
        )
        self.initial.update(
            {
                row: before.part if before else "",
                f"{row}_face": (before.face if before else "") or "calm",
                f"{row}_colour": before.colour if before else "",
                f"{row}_across": "" if before else "middle",
                f"{row}_depth": "middle",
            }
        )

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Each row's number and its questions."""
        names = ("", "_face", "_colour", "_across", "_depth")
        return [
            (number + 1, [self[f"part_{number}{name}"] for name in names])
            for number in range(self.row_count)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            wanted = [self._wanted(number) for number in range(self.row_count)]
            cleaned["picture"] = arrange(self.picture, cleaned["ground"], wanted)
        return cleaned

    def _wanted(self, number: int) -> Wanted | None:
        row, cleaned = f"part_{number}", self.cleaned_data
        if not cleaned[row]:
            return None
        before = self.standing[number] if number < len(self.standing) else None
        return Wanted(
            part=cleaned[row],
            across=cleaned[f"{row}_across"],
            depth=cleaned[f"{row}_depth"] or "middle",
            colour=cleaned[f"{row}_colour"],
            face=cleaned[f"{row}_face"],
            is_flipped=bool(before and before.is_flipped),
        )
