"""The family's copy as an A4 PDF that screen readers can read (PDF/UA-1).

See ADR 12.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinfold.copies.presenters.family_copy import FamilyCopy, plain_copy
from kinfold.copies.presenters.pictures import cards
from kinfold.platform.typesetting import typeset
from kinfold_core.pictures.picture import read_picture
from kinfold_core.pictures.svg import draw
from kinfold_core.practice.scale_drawing import WIDTH, Dot, place_labels

HERE = Path(__file__).resolve().parent
BODY_PT, LARGE_PT = 13.0, 19.0
# How wide a letter of a name is on the scale's own ruler of 760, at each size.
LETTER_AT = {BODY_PT: 9.9, LARGE_PT: 14.4}


def render_copy(
    copy: FamilyCopy, *, is_large: bool = False, link: tuple[str, str] = ("", "")
) -> bytes:
    """The copy as a tagged PDF; `is_large` for 19 point type.

    `link` is an address that opens the same copy, and its picture. What the shipped
    faces cannot draw is marked, and said in words at the end.
    """
    address, picture = link
    size = LARGE_PT if is_large else BODY_PT
    drawings = [
        draw(read_picture(thing.picture)) if thing.picture else ""
        for part in copy.parts
        for group in part.groups
        for thing in group.things
    ]
    return typeset(
        HERE / "family_copy.typ",
        _data(copy, size),
        size=size,
        drawings=drawings,
        address=address,
        picture=picture,
    )


def render_pictures(copy: FamilyCopy) -> bytes:
    """The copy in pictures as a tagged PDF. Drawings go in beside the words."""
    every = cards(copy)
    data = {
        "our": dict(copy.our.words),
        "language": _language(copy),
        "title": copy.title,
        "is_made_up": copy.is_made_up,
        "is_draft": copy.is_draft,
        "cards": [
            {"head": c.head, "alt": c.alt, "things": [asdict(t) for t in c.things]}
            for c in every
        ],
    }
    drawings = [c.svg if c.alt else "" for c in every]
    return typeset(HERE / "pictures.typ", data, drawings=drawings)


def _language(copy: FamilyCopy) -> dict[str, Any]:
    return {"code": copy.our.code, "is_rtl": copy.our.direction == "rtl"}


def _data(copy: FamilyCopy, size: float) -> dict[str, Any]:
    plain = plain_copy(copy)
    plain["language"] = _language(copy)
    # a copy of one person's part is no family's, and holds no map
    plain["paper"] = f"{'Our map' if copy.family else 'My part'}: {copy.title}"
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
    things = (t for p in plain["parts"] for g in p["groups"] for t in g["things"])
    for number, thing in enumerate(things):
        thing["drawing"] = number if thing.pop("picture") else None
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
