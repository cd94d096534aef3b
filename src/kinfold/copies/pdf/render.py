"""The family's copy as an A4 PDF that screen readers can read (PDF/UA-1).

Everything a person wrote goes in as JSON, never as source, so that words that look
like markup stay words. See ADR 12.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from kinfold.copies.pdf.glyphs import FONTS, Printer
from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold_core.practice.scale_drawing import WIDTH, Dot, place_labels

HERE = Path(__file__).resolve().parent
BODY_PT, LARGE_PT = 13.0, 19.0
# How wide a letter of a name is on the scale's own ruler of 760, at each size.
LETTER_AT = {BODY_PT: 9.9, LARGE_PT: 14.4}
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The shipped faces alone: the same paper on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS],
    )


def render_copy(copy: FamilyCopy, *, is_large: bool = False) -> bytes:
    """The copy as a tagged PDF; `is_large` for 19 point type.

    What the shipped faces cannot draw is marked, and said in words at the end.
    """
    size = LARGE_PT if is_large else BODY_PT
    printer = Printer()
    data = printer.value(_data(copy, size))
    data["size"] = size
    data["has_missing"] = bool(printer.missing)
    if printer.missing:
        # no words of the family's in the log: only which letters, by number
        log.warning(
            "family_copy.letters_not_drawn",
            extra={"letters": sorted(f"U+{ord(c):04X}" for c in printer.missing)[:20]},
        )
    return typst.compile(
        str(HERE / "family_copy.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)},
        format="pdf",
        pdf_standards=["ua-1"],
    )


def _data(copy: FamilyCopy, size: float) -> dict[str, Any]:
    plain = asdict(copy)
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
