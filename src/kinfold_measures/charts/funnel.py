"""England's authorities as a funnel: size across, figure up, one of them named.

The authority is strong and named, its statistical neighbours are rings, all others are
light dots. Solid limits allow for how much authorities differ; dotted ones would hold
were chance all that sets them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kinfold_core.drawing.scales import Scale, ticks_to
from kinfold_core.drawing.svg import Drawing, text_width
from kinfold_measures.funnels import (
    AreaFunnel,
    Spot,
    funnel_finding,
    funnel_sentences,
)
from kinfold_measures.measure import Unit, in_label


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    height: float
    type_size: float
    left: float
    right: float
    top: float
    bottom: float
    across: int
    up: int
    dot: float


WIDE = _Room("wide", 720, 400, 15, 62, 20, 30, 62, 6, 5, 3.4)
NARROW = _Room("narrow", 262, 300, 12, 42, 10, 26, 52, 3, 5, 2.6)
_CURVE = 24
"""Places at which a limit is reckoned; between them it is all but straight."""


@dataclass(frozen=True, slots=True)
class _Plot:
    shown: AreaFunnel
    room: _Room
    drawing: Drawing
    x: Scale
    y: Scale

    def across(self, cases: float) -> float:
        """By the root of the size, or the few large push all others into a corner."""
        return self.x.at(sqrt(cases))

    def place(self, spot: Spot) -> tuple[float, float]:
        return self.across(spot.denominator), self.y.at(spot.value)


def funnel_chart(shown: AreaFunnel, *, key: str, narrow: bool = False) -> str:
    """Draw the funnel as SVG."""
    plot = _frame(shown, NARROW if narrow else WIDE)
    _axes(plot)
    _limits(plot)
    _spots(plot)
    _named(plot)
    start = (
        f"Funnel of {shown.whole.measure.title.lower()}, {len(shown.whole.spots)} "
        "authorities by size."
    )
    return plot.drawing.svg(
        key=key,
        title=funnel_finding(shown),
        description=" ".join((start, *funnel_sentences(shown))),
        class_=f"chart-funnel chart-{plot.room.name}",
    )


def _frame(shown: AreaFunnel, room: _Room) -> _Plot:
    spots = shown.whole.spots
    drawing = Drawing(room.width, room.height, room.type_size)
    across = ticks_to(max(spot.denominator for spot in spots), room.across)
    up = ticks_to(max(spot.value for spot in spots), room.up)
    if shown.whole.measure.unit is Unit.PERCENT:
        up = tuple(tick for tick in up if tick <= 100)
    x = Scale(0, sqrt(across[-1]), room.left, room.width - room.right)
    y = Scale(0, up[-1], room.height - room.bottom, room.top)
    return _Plot(shown, room, drawing, x, y)


def _axes(plot: _Plot) -> None:
    room, drawing, size = plot.room, plot.drawing, plot.room.type_size
    for tick in ticks_to(plot.y.high, room.up):
        height = plot.y.at(tick)
        drawing.line((plot.x.start, height), (plot.x.end, height), "chart-grid")
        at = (room.left - 6, height + size * 0.35)
        drawing.text(at, f"{tick:,g}", "chart-tick", anchor="end")
    for tick in ticks_to(plot.x.high**2, room.across):
        words = f"{tick:,.0f}"
        half = text_width(words, size) / 2
        middle = min(plot.across(tick), room.width - half)
        at = (middle, plot.y.start + size * 1.4)
        drawing.text(at, words, "chart-tick", anchor="middle")
    is_rate = plot.shown.whole.measure.unit is Unit.PER_10_000
    words = "Children who live there" if is_rate else "Cases it is a share of"
    at = ((plot.x.start + plot.x.end) / 2, room.height - size * 0.5)
    drawing.text(at, words, "chart-label", anchor="middle")


def _limits(plot: _Plot) -> None:
    """Both pairs of curves, each left out where it would leave the picture."""
    most = max(spot.denominator for spot in plot.shown.whole.spots)
    # close together where the curves bend, which is among the small
    sizes = [most * ((step + 1) / _CURVE) ** 2 for step in range(_CURVE)]
    found = [plot.shown.whole.limits(size) for size in sizes]
    curves: list[tuple[str, list[float]]] = []
    for name in ("lower_998", "upper_998"):
        curves.append(("chart-chance", [getattr(pair[0], name) for pair in found]))
        curves.append(("chart-outer", [getattr(pair[1], name) for pair in found]))
    for name in ("lower_95", "upper_95"):
        curves.append(("chart-inner", [getattr(pair[1], name) for pair in found]))
    for class_, values in curves:
        _curve(plot, sizes, values, class_)
    height = plot.y.at(plot.shown.whole.england)
    plot.drawing.line((plot.x.start, height), (plot.x.end, height), "chart-england")
    words = f"England {in_label(plot.shown.whole.england, plot.shown.whole.measure)}"
    at = (plot.x.end, height - plot.room.type_size * 0.4)
    plot.drawing.text(at, words, "chart-label", anchor="end")


def _curve(
    plot: _Plot, sizes: Sequence[float], values: Sequence[float], class_: str
) -> None:
    inside = [
        (plot.across(size), plot.y.at(value))
        for size, value in zip(sizes, values, strict=True)
        if value <= plot.y.high
    ]
    plot.drawing.path(inside, class_)


def _spots(plot: _Plot) -> None:
    apart = {spot.area.code for spot in plot.shown.neighbours} | {plot.shown.area.code}
    for spot in plot.shown.whole.spots:
        if spot.area.code not in apart:
            plot.drawing.dot(plot.place(spot), plot.room.dot, "chart-peer")
    for spot in plot.shown.neighbours:
        plot.drawing.dot(plot.place(spot), plot.room.dot + 0.8, "chart-ring")


def _named(plot: _Plot) -> None:
    own = plot.shown.own
    if own is None:
        return
    x, y = plot.place(own)
    plot.drawing.dot((x, y), plot.room.dot + 2, "chart-dot-last")
    words = f"{own.area.name} {in_label(own.value, plot.shown.whole.measure)}"
    half = text_width(words, plot.room.type_size) / 2
    middle = min(max(x, plot.room.left + half), plot.room.width - half)
    height = y - plot.room.dot - 6
    above = height > plot.room.top
    at = (middle, height if above else y + plot.room.type_size * 1.5)
    plot.drawing.text(at, words, "chart-label-own", anchor="middle")
