"""Pictures drawn on the server as SVG: classes for colour, no style attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from kinfold.platform.components import Rating

TOP_SCORE = 10
LEFT, STEP = 24, 60
LINE_Y, DOT_RADIUS, DOT_GAP = 62, 9, 22
WIDTH = LEFT * 2 + STEP * TOP_SCORE


def draw_scale(ratings: Sequence[Rating]) -> str:
    """A scale from 0 to 10 with a named dot for every rater.

    People who gave the same number stand above one another, in the order given. The
    picture is hidden from screen readers: the list beside it says the same in words.

    Raises:
        ValueError: a score is not between 0 and 10.
    """
    stacks: dict[int, list[str]] = defaultdict(list)
    for rating in ratings:
        if not 0 <= rating.score <= TOP_SCORE:
            raise ValueError(f"A score is from 0 to 10, not {rating.score}")
        stacks[rating.score].append(rating.name)
    tallest = max((len(names) for names in stacks.values()), default=1)
    line = LINE_Y + (tallest - 1) * DOT_GAP
    height = line + 34
    parts = [
        f'<svg class="scale__drawing" viewBox="0 0 {WIDTH} {height}" '
        'aria-hidden="true" focusable="false">',
        f'<line class="scale__line" x1="{LEFT}" y1="{line}" x2="{WIDTH - LEFT}" '
        f'y2="{line}"/>',
    ]
    for score in range(TOP_SCORE + 1):
        x = LEFT + STEP * score
        parts.append(
            f'<line class="scale__tick" x1="{x}" y1="{line - 5}" x2="{x}" '
            f'y2="{line + 5}"/><text class="scale__number" x="{x}" y="{line + 26}" '
            f'text-anchor="middle">{score}</text>'
        )
    for score, names in stacks.items():
        parts += _stack(LEFT + STEP * score, line, names, score)
    return "".join([*parts, "</svg>"])


def _stack(x: int, line: int, names: Sequence[str], score: int) -> list[str]:
    """The dots at one number, one above another, and their names over the top one."""
    anchor = {0: "start", TOP_SCORE: "end"}.get(score, "middle")
    at = {0: x - DOT_RADIUS, TOP_SCORE: x + DOT_RADIUS}.get(score, x)
    dots = [
        f'<circle class="scale__dot" cx="{x}" cy="{line - row * DOT_GAP}" '
        f'r="{DOT_RADIUS}"/>'
        for row in range(len(names))
    ]
    top = line - (len(names) - 1) * DOT_GAP - 18
    shown = names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"
    label = (
        f'<text class="scale__name" x="{at}" y="{top}" text-anchor="{anchor}">'
        f"{escape(shown)}</text>"
    )
    return [*dots, label]
