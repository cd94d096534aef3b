"""Saying in words what is in a picture, for whoever cannot see it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from kinfold_core.phrases import capital, listed
from kinfold_core.pictures.palette import WIDTH
from kinfold_core.pictures.parts import PARTS
from kinfold_core.pictures.picture import Line, Picture, Placed

_PLACES: Final = ("on the left", "in the middle", "on the right")
_SETTINGS: Final = {
    "paper": "", "grass": "Outside", "room": "Inside", "night": "At night",
}  # fmt: skip


def tell(picture: Picture) -> str:
    """A first description, to be made better by somebody who knows who is who.

    "Inside: a happy child and a table on the left. Some lines are drawn."
    """
    said = []
    for third, place in enumerate(_PLACES):
        names = [_name(p) for p in picture.parts if _third(p) == third]
        if names:
            counted = Counter(names)
            said.append(f"{listed([_many(n, c) for n, c in counted.items()])} {place}")
    setting = _SETTINGS[picture.ground]
    told = capital("; ".join(said))
    if setting and told:
        told = f"{setting}: {told[0].lower()}{told[1:]}"
    sentences = [told or setting]
    if any(isinstance(item, Line) for item in picture.items):
        sentences.append("Some lines are drawn by hand")
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _third(placed: Placed) -> int:
    return max(0, min(2, placed.x * 3 // WIDTH))


def _name(placed: Placed) -> str:
    label = PARTS[placed.part].label.lower()
    return f"{placed.face} {label}" if placed.face else label


def _many(name: str, count: int) -> str:
    if count > 1:
        return f"{count} times {'an' if name[0] in 'aeiou' else 'a'} {name}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
