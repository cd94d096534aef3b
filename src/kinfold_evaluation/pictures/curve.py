"""A specification curve: every reasonable way to ask, by its effect, and its choices.

Above, the effects in ascending order; below, a row for each choice with a mark under
each effect that was reached with it. What one choice alone brings about is then seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinfold_core.drawing.scales import Scale, ticks_over
from kinfold_core.drawing.svg import Drawing, text_width
from kinfold_evaluation.chance import p_words
from kinfold_evaluation.pictures.picture import (
    Picture,
    Room,
    Told,
    heights,
    pictured,
    signed,
)

WIDE: Final = Room("wide", 720, 220, 15, 284, 16, 12, 14, 5)
NARROW: Final = Room("narrow", 262, 200, 12, 40, 10, 10, 14, 4)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask: its effect, and by the choice's name what was chosen."""

    effect: float
    choices: Mapping[str, str]


def curve(
    ways: Sequence[Way], *, p_value: float, key: str, title: str, unit: str
) -> Picture:
    """The ways in ascending order of their effects.

    Args:
        p_value: of the median of all of them together.
    """
    ways = sorted(ways, key=lambda way: way.effect)
    names = tuple(ways[0].choices)
    told = Told(
        key,
        title,
        f"{len(ways)} effects in ascending order, {unit}, and what each rests on.",
        _sentence(ways, p_value),
        (f"effect, {unit}", *names),
        tuple((signed(way.effect), *way.choices.values()) for way in ways),
    )
    return pictured(told, (WIDE, NARROW), lambda room: _drawn(ways, room))


def _sentence(ways: Sequence[Way], p_value: float) -> str:
    below = sum(way.effect < 0 for way in ways)
    low, middle, high = ways[0], ways[len(ways) // 2], ways[-1]
    return (
        f"Of {len(ways)} ways, {below} are below nought. Effects go from "
        f"{signed(low.effect)} to {signed(high.effect)}, with about "
        f"{signed(middle.effect)} in the middle (p {p_words(p_value)}, all together)."
    )


def _choices(ways: Sequence[Way]) -> Iterator[tuple[str, str]]:
    """What was chosen between; a choice that all share is no choice."""
    for name in ways[0].choices:
        chosen = list(dict.fromkeys(way.choices[name] for way in ways))
        if len(chosen) > 1:
            for one in sorted(chosen):
                yield name, one


def _drawn(ways: Sequence[Way], room: Room) -> Drawing:
    rows = list(_choices(ways))
    longest = max((text_width(_words(row), room.type_size) for row in rows), default=0)
    is_over = longest > room.left - 12  # then words stand over their marks
    tall = room.line * (2 if is_over else 1.2)
    floor = room.height - room.bottom
    whole = replace(room, height=floor + 12 + len(rows) * tall + room.bottom)
    drawing = Drawing(whole.width, whole.height, room.type_size)
    effects = [way.effect for way in ways]
    ticks = ticks_over(min(0.0, *effects), max(0.0, *effects), room.ticks)
    x, y = room.across(-0.5, len(ways) - 0.5), room.up(ticks[0], ticks[-1])
    heights(drawing, room, y, ticks)
    size = _size(x)
    for at, way in enumerate(ways):
        drawing.dot((x.at(at), y.at(way.effect)), size, "chart-dot-last")
    for number, (name, chosen) in enumerate(rows):
        down = floor + 12 + (number + 0.5) * tall
        beside = (0, down + room.type_size * 0.35)
        drawing.text(beside, _words((name, chosen)), "chart-label")
        level = down + room.line * 0.9 if is_over else down
        drawing.line((x.start, level), (x.end, level), "chart-grid")
        for at, way in enumerate(ways):
            if way.choices[name] == chosen:
                drawing.dot((x.at(at), level), size * 0.8, "chart-dot")
    return drawing


def _words(row: tuple[str, str]) -> str:
    return ": ".join(row)


def _size(x: Scale) -> float:
    """Dots that do not touch, however many there are."""
    return min(4.0, max(1.0, (x.at(1) - x.at(0)) * 0.4))
