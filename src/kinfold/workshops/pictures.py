"""Votes as bars. Every word is escaped; colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from kinfold_core.drawing.svg import element

WIDTH: Final = 640
ROW: Final = 46
BAR: Final = 18
ROOM_FOR_COUNT: Final = 44
LONGEST: Final = 62
HEIGHT: Final = 220
GROUND: Final = 180


def bars(labels: Sequence[str], counts: Sequence[int], *, said: str) -> str:
    """A bar for each answer, its words above it and its count behind it."""
    most = max(counts, default=0) or 1
    parts = []
    for index, (label, count) in enumerate(zip(labels, counts, strict=True)):
        top = index * ROW
        long = (WIDTH - ROOM_FOR_COUNT) * count / most
        parts.append(_words(0, top + 16, _short(label)))
        parts.append(_bar(0, top + 22, max(long, 2), BAR))
        parts.append(_words(max(long, 2) + 8, top + 37, str(count)))
    return _drawing("".join(parts), ROW * len(labels) + 4, said)


def columns(labels: Sequence[str], counts: Sequence[int], *, said: str) -> str:
    """A column for each number of a scale, its count on top."""
    most, wide = max(counts, default=0) or 1, WIDTH / max(len(labels), 1)
    parts = []
    for index, (label, count) in enumerate(zip(labels, counts, strict=True)):
        left, tall = index * wide, (GROUND - 30) * count / most
        parts.append(_bar(left + 6, GROUND - max(tall, 2), wide - 12, max(tall, 2)))
        middle = left + wide / 2
        if count:
            parts.append(_words(middle, GROUND - tall - 8, str(count), "middle"))
        parts.append(_words(middle, GROUND + 24, label, "middle"))
    return _drawing("".join(parts), HEIGHT, said)


def _short(label: str) -> str:
    """The table has the whole of it."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _bar(x: float, y: float, width: float, height: float) -> str:
    return element(
        "rect", x=float(x), y=float(y), width=float(width), height=float(height),
        rx=3, class_="votes__bar",
    )  # fmt: skip


def _words(x: float, y: float, words: str, anchor: str = "start") -> str:
    return element(
        "text", escape(words), x=float(x), y=float(y), text_anchor=anchor,
        class_="votes__words",
    )  # fmt: skip


def _drawing(inside: str, height: int, said: str) -> str:
    return element(
        "svg", inside, xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=said, class_="votes",
    )  # fmt: skip
