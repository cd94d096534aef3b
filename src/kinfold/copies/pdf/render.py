"""The family's copy as an A4 PDF that screen readers can read (PDF/UA-1).

See ADR 12.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinfold.copies.presenters.family_copy import FamilyCopy, plain_copy
from kinfold.platform.typesetting import typeset
from kinfold_core.practice.scale_drawing import WIDTH, Dot, place_labels

HERE = Path(__file__).resolve().parent
BODY_PT, LARGE_PT = 13.0, 19.0
# How wide a letter of a name is on the scale's own ruler of 760, at each size.
LETTER_AT = {BODY_PT: 9.9, LARGE_PT: 14.4}


def render_copy(copy: FamilyCopy, *, is_large: bool = False) -> bytes:
    """The copy as a tagged PDF; `is_large` for 19 point type.

    What the shipped faces cannot draw is marked, and said in words at the end.
    """
    size = LARGE_PT if is_large else BODY_PT
    return typeset(HERE / "family_copy.typ", _data(copy, size), size=size)


def _data(copy: FamilyCopy, size: float) -> dict[str, Any]:
    plain = plain_copy(copy)
    plain["language"] = {"code": copy.our.code, "is_rtl": copy.our.direction == "rtl"}
    plain["scales"] = [
        {
            "title": scale.title,
            "sentence": scale.sentence,
            "anchor_0": scale.anchor_0,
            "anchor_10": scale.anchor_10,
            "said": [asdict(said) for said in scale.said],
            "labels": _labels(scale.dots, LETTER_AT[size]),
        }
        for scale in copy.scales
    ]
    return plain


def _labels(dots: tuple[Dot, ...], letter: float) -> list[dict[str, Any]]:
    """Each dot's place from 0 to 1, and where its name stands over it."""
    return [
        {
            "text": label.text,
            "left": label.left / WIDTH,
            "lane": label.lane,
            "value": float(label.dot.value) / 10,
            "before": _part(label.dot.before),
        }
        for label in place_labels(dots, letter=letter)
    ]


def _part(value: Decimal | None) -> float | None:
    return None if value is None else float(value) / 10
