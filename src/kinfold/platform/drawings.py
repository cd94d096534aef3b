"""Pictures drawn on the server as SVG: classes for colour, no style attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

from kinfold.platform.components import Rating

TOP_SCORE = 10
LEFT, STEP = 24, 60
DOT_RADIUS, DOT_GAP = 9, 22
LETTER_WIDTH, NAME_ROW = 8.4, 21
LONGEST_LABEL = 26
WIDTH = LEFT * 2 + STEP * TOP_SCORE


def draw_scale(ratings: Sequence[Rating]) -> str:
    """A scale from 0 to 10 with a named dot for every rater.

    People who gave the same number stand above one another; a name that would run
    into another's is lifted, with a thin line down to its dot. The picture is hidden
    from screen readers: the list beside it says the same in words.

    Raises:
        ValueError: a score is not between 0 and 10.
    """
    stacks: dict[int, list[str]] = defaultdict(list)
    for rating in sorted(ratings, key=lambda rating: rating.score):
        if not 0 <= rating.score <= TOP_SCORE:
            raise ValueError(f"A score is from 0 to 10, not {rating.score}")
        stacks[rating.score].append(rating.name)
    rises = _rises(stacks)
    line = max(rises.values(), default=DOT_RADIUS) + 20
    parts = [
        f'<svg class="scale__drawing" viewBox="0 0 {WIDTH} {line + 34}" '
        'aria-hidden="true" focusable="false">',
        f'<line class="scale__line" x1="{LEFT}" y1="{line}" x2="{WIDTH - LEFT}" '
        f'y2="{line}"/>',
    ]
    for score in range(TOP_SCORE + 1):
        x = LEFT + STEP * score
        parts.append(
            f'<line class="scale__tick" x1="{x}" y1="{line - 5}" x2="{x}" '
            f'y2="{line + 5}"/><text class="scale__number" x="{x}" y="{line + 27}" '
            f'text-anchor="middle">{score}</text>'
        )
    for score, names in stacks.items():
        parts += _stack(score, names, line=line, rise=rises[score])
    return "".join([*parts, "</svg>"])


def _label(names: Sequence[str]) -> str:
    """Everyone's name when it fits, or the first and how many more."""
    every = " · ".join(names)
    short = f"{names[0][:LONGEST_LABEL]} and {len(names) - 1} more"
    return every if len(every) <= LONGEST_LABEL or len(names) == 1 else short


def _span(score: int, names: Sequence[str]) -> tuple[float, float]:
    """Where a label begins and ends along the scale; ends stay inside the drawing."""
    x = LEFT + STEP * score
    half = len(_label(names)) * LETTER_WIDTH / 2
    if score == 0:
        return x - DOT_RADIUS, x - DOT_RADIUS + half * 2
    if score == TOP_SCORE:
        return x + DOT_RADIUS - half * 2, x + DOT_RADIUS
    return x - half, x + half


def _rises(stacks: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """How far above the line each label stands so that none runs into another."""
    rises: dict[int, int] = {}
    for score, names in stacks.items():
        start, end = _span(score, names)
        rise = (len(names) - 1) * DOT_GAP + 18
        near = [
            (rises.get(other, 0), (len(people) - 1) * DOT_GAP + DOT_RADIUS)
            for other, people in stacks.items()
            if other != score and _meets((start, end), other, people)
        ]
        tallest_dots = max((dots for _, dots in near), default=0)
        rise = max(rise, tallest_dots + 4) if tallest_dots > rise else rise
        while any(abs(taken - rise) < NAME_ROW for taken, _ in near if taken):
            rise += NAME_ROW
        rises[score] = rise
    return rises


def _meets(span: tuple[float, float], score: int, names: Sequence[str]) -> bool:
    """True when a label's span touches another score's label."""
    start, end = _span(score, names)
    return start < span[1] + LETTER_WIDTH and span[0] < end + LETTER_WIDTH


def _stack(score: int, names: Sequence[str], *, line: int, rise: int) -> list[str]:
    """The dots at one number, one above another, and their names over the top one."""
    x = LEFT + STEP * score
    anchor = {0: "start", TOP_SCORE: "end"}.get(score, "middle")
    at = {0: x - DOT_RADIUS, TOP_SCORE: x + DOT_RADIUS}.get(score, x)
    top_dot = line - (len(names) - 1) * DOT_GAP
    parts = []
    if line - rise + 5 < top_dot - DOT_RADIUS - 6:
        parts.append(
            f'<line class="scale__leader" x1="{x}" y1="{line - rise + 5}" '
            f'x2="{x}" y2="{top_dot}"/>'
        )
    parts += [
        f'<circle class="scale__dot" cx="{x}" cy="{line - row * DOT_GAP}" '
        f'r="{DOT_RADIUS}"/>'
        for row in range(len(names))
    ]
    parts.append(
        f'<text class="scale__name" x="{at}" y="{line - rise}" '
        f'text-anchor="{anchor}">{escape(_label(names))}</text>'
    )
    return parts
