"""What can be printed, and what must be said in words instead.

The shipped faces draw the Latin, Greek, Cyrillic, Arabic, Hebrew, Ethiopic and several
South Asian scripts and emoji. Anything else would come out as empty boxes, or stop an
accessible PDF from being made at all.
"""

from __future__ import annotations

import bisect
import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent / "pdf_fonts"
MARK = "[…]"
# A word longer than this is given places where it may be broken, unseen.
LONGEST_WORD = 28
_BREAK = "\u200b"
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# Joiners and selectors shape their neighbours and draw nothing themselves.
_SILENT = frozenset("\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f\n")


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int]]:
    pairs = json.loads((FONTS / "coverage.json").read_text())
    return [low for low, _ in pairs], [high for _, high in pairs]


def is_drawn(letter: str) -> bool:
    """Whether some shipped face draws this character, or it draws nothing anyway."""
    if letter in _SILENT:
        return True
    lows, highs = _ranges()
    place = bisect.bisect_right(lows, ord(letter)) - 1
    return place >= 0 and ord(letter) <= highs[place]


@dataclass(slots=True)
class Printer:
    """Makes text printable and counts what could not be."""

    missing: set[str] = field(default_factory=set)

    def text(self, words: str) -> str:
        """The words with every run of what cannot be drawn marked as such."""
        kept: list[str] = []
        for letter in unicodedata.normalize("NFC", words):
            if is_drawn(letter):
                kept.append(letter)
            elif unicodedata.category(letter) in {"Cc", "Cf"}:
                continue
            else:
                self.missing.add(letter)
                if not kept or kept[-1] != MARK:
                    kept.append(MARK)
        return _LONG.sub(_breakable, "".join(kept))

    def value(self, value: Any) -> Any:
        """The same for every text within plain values."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.value(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(inner) for inner in value]
        return value


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    step = LONGEST_WORD // 2
    return _BREAK.join(word[n : n + step] for n in range(0, len(word), step))
