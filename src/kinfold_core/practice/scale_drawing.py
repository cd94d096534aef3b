"""A scale drawn on the server: everybody's dot by name, how far apart, how they moved.

Classes carry the colours, so that it reads in light, dark and print. There is no
average here on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH, EDGE = 760, 34
STEP = (WIDTH - 2 * EDGE) / 10
LETTER, LANE, GAP = 8.6, 24, 12
RADIUS = 9
LONGEST_LABEL = 28


@dataclass(frozen=True, slots=True)
class Dot:
    """Where one person is now, and where they were before when that was elsewhere."""

    name: str
    value: Decimal
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    dot: Dot
    text: str
    left: float
    lane: int


def draw(dots: Sequence[Dot]) -> str:
    """The picture, hidden from screen readers: the list beside it says the same."""
    labels = place_labels(dots)
    lanes = max((label.lane for label in labels), default=0) + 1
    line = 14 + lanes * LANE
    height = line + 36
    parts = [
        f'<svg class="scale__drawing" viewBox="0 0 {WIDTH} {height}" '
        'aria-hidden="true" focusable="false">',
        *_ground(line),
        *_spread(dots, line),
        *(part for label in labels for part in _leader(label, line, lanes)),
        *(part for dot in dots for part in _moved(dot, line)),
        *(part for label in labels for part in _dot(label, line, lanes)),
    ]
    return "".join([*parts, "</svg>"])


def _x(value: Decimal) -> float:
    return EDGE + STEP * float(value)


def place_labels(dots: Sequence[Dot], *, letter: float = LETTER) -> list[PlacedLabel]:
    """Names over their dots, in the lowest lane where they do not touch another.

    `letter` is how wide one is, in the units of `WIDTH`.
    """
    ends: list[float] = []
    labels = []
    for dot in sorted(dots, key=lambda dot: (dot.value, dot.name)):
        name = dot.name
        short = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
        text = (
            f"{short} {dot.value:g}" if dot.value % 1 else f"{short} {int(dot.value)}"
        )
        width = len(text) * letter
        left = min(max(_x(dot.value) - width / 2, 0), WIDTH - width)
        lane = next((n for n, end in enumerate(ends) if end + GAP < left), len(ends))
        ends[lane : lane + 1] = [left + width]
        labels.append(PlacedLabel(dot, text, left, lane))
    return labels


def _ground(line: float) -> list[str]:
    ground = [
        f'<line class="scale__line" x1="{EDGE}" y1="{line}" x2="{WIDTH - EDGE}" '
        f'y2="{line}"/>'
    ]
    for number in range(11):
        x = _x(Decimal(number))
        ground.append(
            f'<line class="scale__tick" x1="{x:.1f}" y1="{line - 5}" x2="{x:.1f}" '
            f'y2="{line + 5}"/><text class="scale__number" x="{x:.1f}" '
            f'y="{line + 28}" text-anchor="middle">{number}</text>'
        )
    return ground


def _spread(dots: Sequence[Dot], line: float) -> list[str]:
    values = [dot.value for dot in dots]
    if not values or min(values) == max(values):
        return []
    return [
        f'<line class="scale__spread" x1="{_x(min(values)):.1f}" y1="{line}" '
        f'x2="{_x(max(values)):.1f}" y2="{line}"/>'
    ]


def _baseline(label: PlacedLabel, lanes: int) -> float:
    return 14 + (lanes - 1 - label.lane) * LANE


def _leader(label: PlacedLabel, line: float, lanes: int) -> list[str]:
    x, top = _x(label.dot.value), _baseline(label, lanes) + 5
    return [
        f'<line class="scale__leader" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" '
        f'y2="{line}"/>'
    ]


def _moved(dot: Dot, line: float) -> list[str]:
    if dot.before is None or dot.before == dot.value:
        return []
    return [
        f'<circle class="scale__dot-before" cx="{_x(dot.before):.1f}" cy="{line}" '
        f'r="{RADIUS - 3}"/>'
    ]


def _dot(label: PlacedLabel, line: float, lanes: int) -> list[str]:
    return [
        f'<circle class="scale__dot" cx="{_x(label.dot.value):.1f}" cy="{line}" '
        f'r="{RADIUS}"/>',
        f'<text class="scale__name" x="{label.left:.1f}" '
        f'y="{_baseline(label, lanes)}">{escape(label.text)}</text>',
    ]
