"""A copy as it was given, made again from what was kept: for its page and its paper."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.safestring import SafeString, mark_safe

from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold.platform.our_words import our_words_or_english
from kinfold.practice.presenters.danger_card import ScalePicture
from kinfold_core.practice.scale_drawing import Dot, draw


def copy_from(kept: dict[str, Any], *, phone: str = "") -> FamilyCopy:
    """The copy in the language it was given in. What a newer version of Kinfold shows
    beside is empty in one that was kept before."""
    scales = tuple(_scale(scale) for scale in kept["scales"])
    beside = {
        "scales": scales,
        "our": our_words_or_english(kept["language"]),
        "phone": phone,
    }
    return _made(FamilyCopy, kept, beside)  # type: ignore[no-any-return]


def _scale(kept: dict[str, Any]) -> ScalePicture:
    dots = tuple(
        Dot(name, Decimal(value), None if before is None else Decimal(before))
        for name, value, before in kept.get("dots", ())
    )
    # escaped where it is drawn
    drawing = mark_safe(draw(dots)) if dots else SafeString("")  # noqa: S308
    beside = {"dots": dots, "drawing": drawing, "rate_url": ""}
    return _made(ScalePicture, kept, beside)  # type: ignore[no-any-return]


def _made(kind: Any, kept: dict[str, Any], beside: dict[str, Any]) -> Any:
    hints = _hints(kind)
    read = {
        field.name: _read(hints[field.name], kept[field.name])
        for field in fields(kind)
        if field.name in kept and field.name not in beside
    }
    return kind(**read, **beside)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    """A plain value as what it was: lists are tuples again, and so on down."""
    if is_dataclass(kind):
        return _made(kind, value, {})
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_read(inner[0], one) for one in value)
        return tuple(_read(k, one) for k, one in zip(inner, value, strict=True))
    return value
