"""Texts that a spreadsheet would run as a formula, made harmless and read back."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A text as a spreadsheet may be given it: one that begins a formula is quoted."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_it_was(text: str) -> str:
    """A text that a spreadsheet was given, without the quote that made it harmless."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text
