"""A chart to take away, with its title, what it counts and its source inside.

On a page colours come from the style sheet and words stand around the picture. A file
that travels must hold both, so that a number never goes without its definition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from kinfold_core.drawing.svg import element, text_width

_STYLE = Path(__file__).with_suffix(".css")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_EDGE = 24.0
_TITLE, _SMALL = 20.0, 13.0


@lru_cache(maxsize=1)
def style() -> str:
    """Colours of every part, for a picture that no page colours."""
    return _STYLE.read_text(encoding="utf-8")


def coloured(chart: str) -> str:
    """The chart with its colours inside, for a paper that has the words around it."""
    return chart.replace(">", ">" + element("style", escape(style(), quote=False)), 1)


def standing_alone(chart: str, *, title: str, lines: Sequence[str]) -> str:
    """The chart as a file of its own: the title over it, the lines under it.

    Raises:
        ValueError: this is no drawing of ours.
    """
    size = _BOX.search(chart)
    if size is None:
        raise ValueError("This drawing has no size")
    width, height = float(size[1]), float(size[2])
    parts: list[str] = []
    down = _EDGE
    for line in wrapped(title, width, _TITLE):
        down += _TITLE * 1.3
        parts.append(_line(line, down, _TITLE, "alone-title"))
    down += _SMALL
    parts.append(
        chart.replace(
            "<svg ",
            f'<svg x="{_EDGE:g}" y="{down:g}" width="{width:g}" height="{height:g}" ',
            1,
        )
    )
    down += height
    for paragraph in lines:
        down += _SMALL * 0.5
        for line in wrapped(paragraph, width, _SMALL):
            down += _SMALL * 1.45
            parts.append(_line(line, down, _SMALL, "alone-line"))
    whole = (width + 2 * _EDGE, down + _EDGE)
    paper = element("rect", width=whole[0], height=whole[1], class_="alone-paper")
    return element(
        "svg",
        element("style", escape(style(), quote=False)) + paper + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {whole[0]:g} {whole[1]:g}",
        width=whole[0],
        height=whole[1],
    )


def _line(words: str, down: float, size: float, class_: str) -> str:
    return element(
        "text", escape(words), x=_EDGE, y=down, font_size=size, class_=class_
    )


def wrapped(words: str, width: float, size: float) -> tuple[str, ...]:
    """The words in lines no wider than the picture; a word too long has its own."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
