"""Pictures of Family Finding, drawn on the server for the narrowest phone first.

One unit is about one pixel at 360; classes carry the colours. Every picture is hidden
from screen readers: its sentence and its table beside it say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.typed import ConnectionLine, PlaceLine

WIDTH: Final = 360
BAR, ROW, TOP = 22, 54, 8
LINE, HEAD, MIDDLE, EDGE = 26, 40, WIDTH / 2, 112
LONGEST: Final = 15
STEP, MAN = 30, 22
WHERE: Final = {
    "wanted": ' <tspan class="ff-heart">♥</tspan>',
    "lost": ' <tspan class="ff-number">?</tspan>',
    "died": ' <tspan class="ff-flower">✿</tspan>',
}


def draw_funnel(rows: Sequence[tuple[str, int]]) -> str:
    """Bars that grow shorter: each a step's words and how many people it holds."""
    most = max((number for _, number in rows), default=0) or 1
    parts = []
    for at, (words, number) in enumerate(rows):
        y = TOP + at * ROW
        width = (WIDTH - 44) * number / most
        parts.append(
            f'<text class="ff-words" x="0" y="{y + 14}">{escape(words)}</text>'
            f'<rect class="ff-bar" x="0" y="{y + 20}" width="{width:.1f}" '
            f'height="{BAR}" rx="3"/>'
            f'<text class="ff-number" x="{width + 8:.1f}" y="{y + 37}">{number}</text>'
        )
    return _svg(TOP + len(rows) * ROW, parts)


def draw_connections(child: str, people: Sequence[ConnectionLine]) -> str:
    """The child in the middle, mother's side left, father's right, oldest above.

    Whoever belongs to both sides or was chosen stands where there is more room. A line
    is solid for blood, dashed for love and dotted for spirit, thicker when it is
    stronger, and broken by a cross when it is 0. Behind a name stands where they are:
    a heart asks to find them, a question mark is lost, a flower has died.
    """
    left, right = _columns(people)
    rows = max(len(left), len(right), 1)
    height = HEAD + rows * LINE + 10
    middle = HEAD + rows * LINE / 2 - 6
    parts = [
        f'<text class="ff-side" x="0" y="16">{Side.MATERNAL.label.capitalize()}</text>'
        f'<text class="ff-side" x="{WIDTH}" y="16" text-anchor="end">'
        f"{Side.PATERNAL.label.capitalize()}</text>"
    ]
    for column, is_left in ((left, True), (right, False)):
        for at, one in enumerate(column):
            y = HEAD + at * LINE + (rows - len(column)) * LINE / 2 + 8
            parts += _tie(one, y, middle, is_left=is_left)
    parts.append(
        f'<circle class="ff-child" cx="{MIDDLE}" cy="{middle}" r="32"/>'
        f'<text class="ff-name" x="{MIDDLE}" y="{middle + 5}" text-anchor="middle">'
        f"{escape(_short(child, 8))}</text>"
    )
    return _svg(height, parts)


def draw_places(places: Sequence[PlaceLine]) -> str:
    """A road down the page: each place, and who was there, with the child's marks.

    A circle with a tick is somebody safe, one with a cross somebody not safe, an empty
    one somebody nothing was said of; a heart is somebody to see again. At the end of a
    place is how it was: a sun, a sun behind a cloud, or a cloud.
    """
    parts, y = [], 10.0
    for number, place in enumerate(places, start=1):
        when = f" · {place.when}" if place.when else ""
        parts.append(
            f'<circle class="ff-place" cx="15" cy="{y + 10}" r="13"/>'
            f'<text class="ff-name" x="15" y="{y + 15}" text-anchor="middle">{number}'
            f'</text><text class="ff-name" x="38" y="{y + 15}">'
            f"{escape(_short(place.name + when, 34))}</text>"
        )
        parts += _felt(place.felt, y + 10)
        begun = y + 23
        y += STEP
        for one in place.people:
            parts += _stood(one.name, one.mark, one.wants_contact, y)
            y += MAN
        y += 12
        if number < len(places):
            parts.insert(
                0, f'<line class="ff-road" x1="15" y1="{begun:.0f}" x2="15" '
                f'y2="{y:.0f}"/>'
            )  # fmt: skip
    return _svg(y, parts)


def _columns(
    people: Sequence[ConnectionLine],
) -> tuple[list[ConnectionLine], list[ConnectionLine]]:
    left = [one for one in people if one.side == Side.MATERNAL]
    right = [one for one in people if one.side == Side.PATERNAL]
    for one in people:
        if one not in left and one not in right:
            (left if len(left) <= len(right) else right).append(one)
    return _by_age(left), _by_age(right)


def _by_age(people: list[ConnectionLine]) -> list[ConnectionLine]:
    return sorted(people, key=lambda one: -int(one.generation or 0))


def _tie(one: ConnectionLine, y: float, middle: float, *, is_left: bool) -> list[str]:
    start, anchor = (EDGE, "end") if is_left else (WIDTH - EDGE, "start")
    end = MIDDLE - 34 if is_left else MIDDLE + 34
    at = EDGE - 5 if is_left else WIDTH - EDGE + 5
    parts = [
        f'<line class="ff-tie ff-tie--{one.tie} ff-tie--{one.strength}" x1="{start}" '
        f'y1="{y:.0f}" x2="{end}" y2="{middle:.0f}"/>'
        f'<text class="ff-name" x="{at}" y="{y + 4:.0f}" text-anchor="{anchor}">'
        f"{escape(_short(one.name, LONGEST))}{WHERE.get(one.where, '')}</text>"
    ]
    if not one.strength:
        x, half = (start + end) / 2, (y + middle) / 2
        parts.append(_cross(x, half, 6))
    return parts


def _stood(name: str, mark: str, is_wanted: bool, y: float) -> list[str]:
    parts = [f'<circle class="ff-mark ff-mark--{mark or "open"}" cx="46" '
             f'cy="{y + 6:.0f}" r="7"/>']  # fmt: skip
    if mark == "safe":
        parts.append(f'<path class="ff-sign" d="M42.5 {y + 6:.0f} l2.5 3 l4.5 -6"/>')
    elif mark == "unsafe":
        parts.append(_cross(46, y + 6, 3.5))
    heart = ' <tspan class="ff-heart">♥</tspan>' if is_wanted else ""
    parts.append(
        f'<text class="ff-name" x="60" y="{y + 11:.0f}">{escape(_short(name, 32))}'
        f"{heart}</text>"
    )
    return parts


def _felt(felt: str, y: float) -> list[str]:
    sun = (
        f'<g class="ff-sun"><circle cx="338" cy="{y:.0f}" r="5"/><path d="{_rays(y)}"/>'
        "</g>"
    )
    cloud = (
        f'<path class="ff-cloud" d="M336 {y + 8:.0f} a5 5 0 0 1 0 -10 a7 7 0 0 1 13 -2 '
        'a6 6 0 0 1 0 12 z"/>'
    )
    return {"good": [sun], "mixed": [sun, cloud], "hard": [cloud]}.get(felt, [])


def _rays(y: float) -> str:
    """Eight strokes around a sun, the four that lean a little shorter."""
    straight = (f"M338 {y - 7:.0f}v-3M338 {y + 7:.0f}v3M331 {y:.0f}h-3M345 {y:.0f}h3",)
    leaning = (
        f"M{338 + 5 * to_x} {y + 5 * to_y:.0f}l{2 * to_x} {2 * to_y}"
        for to_x in (-1, 1)
        for to_y in (-1, 1)
    )
    return "".join((*straight, *leaning))


def _cross(x: float, y: float, arm: float) -> str:
    return (
        f'<path class="ff-sign" d="M{x - arm:.1f} {y - arm:.1f} l{2 * arm} {2 * arm} '
        f'm{-2 * arm} 0 l{2 * arm} {-2 * arm}"/>'
    )


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="ff-picture" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
