"""Joining, shortening and ending words, as people would write them."""

from __future__ import annotations

from decimal import Decimal


def number(value: Decimal) -> str:
    """`4`, `4.5`: no noughts that mean nothing."""
    return f"{value.normalize():f}" if value else "0"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """`Amina, Nan Jo and Mr Cole`."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """With a stop at the end, so that parts joined together read well."""
    bare = text.strip()
    return bare if not bare or bare[-1] in ".!?…”\"'" else f"{bare}."


def shortened(text: str, longest: int = 60) -> str:
    """Its beginning, for where it is only a name."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
