"""The effect that other choices of the treated would have shown, and the actual one.

Each dot is one of a hundred equal parts of all choices, so that a share can be counted
(a quantile dot plot: Kay and others, 2016). Dots as far from nought are filled dark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kinfold_core.drawing.scales import Scale, ticks_over
from kinfold_core.drawing.svg import Drawing
from kinfold_evaluation.chance import counted
from kinfold_evaluation.pictures.picture import (
    Picture,
    Room,
    Told,
    paragraph,
    pictured,
    signed,
    tick,
)

WIDE: Final = Room("wide", 720, 330, 15, 16, 16, 34, 84, 6)
NARROW: Final = Room("narrow", 262, 300, 12, 12, 12, 30, 104, 4)
SHOWN: Final = (1, 5, 25, 50, 75, 95, 99)
"""Hundredths that the table has."""

LARGEST: Final = 20.0
SMALLEST: Final = 1.0


def assignments(
    spread: Sequence[float],
    actual: float,
    *,
    p_value: float,
    count: int,
    key: str,
    title: str,
    unit: str,
) -> Picture:
    """The spread as equal parts of all choices, ascending, and where the actual is.

    Args:
        spread: effects in the middle of each part.
        p_value: the share of choices as far from nought, reckoned on all of them.
        count: how many choices there were.
    """
    rows = [
        (f"{share} of 100 lie below", signed(_quantile(spread, share)))
        for share in SHOWN
    ]
    told = Told(
        key,
        title,
        f"{len(spread)} dots, each an equal part of {count:,} choices.",
        f"The actual effect is {signed(actual)} {unit}. {counted(p_value, count)} "
        "choices of whom to treat show one as far from nought or farther.",
        ("of all choices", f"effect, {unit}"),
        (*rows, ("the actual one", signed(actual))),
    )
    return pictured(told, (WIDE, NARROW), lambda room: _drawn(spread, actual, room))


def _quantile(spread: Sequence[float], share: int) -> float:
    return spread[min(len(spread) - 1, len(spread) * share // 100)]


def _drawn(spread: Sequence[float], actual: float, room: Room) -> Drawing:
    drawing = Drawing(room.width, room.height, room.type_size)
    # dots are kept to six digits, so that the actual one is told by as many
    far = abs(float(f"{actual:.6g}"))
    ticks = ticks_over(min(*spread, -far), max(*spread, far), room.ticks)
    x = room.across(ticks[0], ticks[-1])
    floor = room.height - room.bottom
    for value in ticks:
        at = x.at(value)
        class_ = "chart-grid" if value else "chart-nought"
        drawing.line((at, room.top), (at, floor), class_)
        below = floor + room.type_size * 1.4
        drawing.text((at, below), tick(value), "chart-tick", anchor="middle")
    for end in (-far, far):
        drawing.line((x.at(end), room.top), (x.at(end), floor), "chart-limit")
    for at, height, size, value in _stacked(spread, x, floor - room.top):
        class_ = "chart-dot" if abs(value) >= far else "chart-peer"
        drawing.dot((at, floor - height), size * 0.42, class_)
    _actual(drawing, room, x, actual, floor)
    return drawing


def _stacked(
    spread: Sequence[float], x: Scale, tall: float
) -> Iterator[tuple[float, float, float, float]]:
    """Where each dot lies, how high, and how wide dots are: as wide as stacks allow."""
    size = LARGEST
    while size > SMALLEST and size * _highest(spread, x, size) > tall:
        size -= 0.5
    heaps: Counter[int] = Counter()
    for value in spread:
        column = _column(x, value, size)
        heaps[column] += 1
        yield x.start + column * size, (heaps[column] - 0.5) * size, size, value


def _column(x: Scale, value: float, size: float) -> int:
    return round((x.at(value) - x.start) / size)


def _highest(spread: Sequence[float], x: Scale, size: float) -> int:
    return max(Counter(_column(x, value, size) for value in spread).values())


def _actual(
    drawing: Drawing, room: Room, x: Scale, actual: float, floor: float
) -> None:
    at = x.at(actual)
    drawing.line((at, room.top - 6), (at, floor), "chart-own")
    words = f"actual {signed(actual)}"
    is_right = at > room.width / 2
    place = (at - 6 if is_right else at + 6, room.top - 10)
    anchor = "end" if is_right else None
    drawing.text(place, words, "chart-label-own", anchor=anchor)
    under = floor + room.type_size * 1.4 + room.line * 1.2
    words = (
        "Each dot: one in a hundred of all choices. Dark: as far from nought as the "
        "actual one, or farther."
    )
    paragraph(drawing, (0, under), words, room.width, "chart-label")
