"""What changed between two wordings, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

MOST_WORDS: Final = 1_500
"""Longer texts are shown as wholly changed: comparing them would take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a wording. `is_changed`: they are not in the other one."""

    text: str
    is_changed: bool


Pieces = tuple[Piece, ...]


def changed_words(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both wordings in pieces: what is only before, and what is only after.

    >>> changed_words("Nan reads", "Nan sings")[1]
    (Piece(text='Nan ', is_changed=False), Piece(text='sings', is_changed=True))
    """
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        is_changed = kind != "equal"
        _put(left, "".join(old[start:end]), is_changed)
        _put(right, "".join(new[new_start:new_end]), is_changed)
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    """Words and the spaces between them: joining them gives the text back."""
    return re.findall(r"\S+|\s+", text)


def _whole(text: str) -> Pieces:
    return (Piece(text, is_changed=True),) if text else ()


def _put(pieces: list[Piece], text: str, is_changed: bool) -> None:
    if text:
        pieces.append(Piece(text, is_changed))
