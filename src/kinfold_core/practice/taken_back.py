"""Words that whoever said them no longer wants read: cut out of what holds them still.

What was written is kept (I6, I7); it is only shown without them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

GONE: Final = "(a child took these words back)"
SHORTEST: Final = 12
"""Fewer letters are nobody's own: "Nan" in a sentence is not what a child said."""


def said_by(name: str, words: str) -> str:
    """A child's words where others' words stand too, with whose they are."""
    return f"{name}: “{words}”"


def without(value: Any, texts: Collection[str], *, instead: str = "") -> Any:
    """Plain values, at any depth, with none of these texts in them."""
    if isinstance(value, str):
        return _cut(value, texts, instead)
    if isinstance(value, list | tuple):
        return type(value)(without(one, texts, instead=instead) for one in value)
    if isinstance(value, dict):
        return {key: without(one, texts, instead=instead) for key, one in value.items()}
    return value


def _cut(text: str, texts: Collection[str], instead: str) -> str:
    if text in texts:
        return instead
    cut = text
    for one in sorted(texts, key=len, reverse=True):
        if len(one) >= SHORTEST:
            cut = cut.replace(one, instead)
    if cut == text:
        return text
    return "\n".join(line for line in cut.splitlines() if line.strip())
