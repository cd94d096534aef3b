"""A chart of process control: points grey, what is more than chance a triangle.

A triangle points up where the figure is high or rises and down where it is low or
falls; its colour only repeats whether that is better or worse. Limits are light, an
aim is dashed, and where the figures stand on another footing everything begins anew.
What happened in practice stands as numbered lines; the list under the chart names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby, pairwise
from math import ceil

from kinfold_core.drawing.scales import Scale, spread, ticks_to
from kinfold_core.drawing.svg import Drawing
from kinfold_measures.charts.room import Room
from kinfold_measures.kinds import ChartKind
from kinfold_measures.process import (
    Process,
    centre_name,
    process_finding,
    process_sentences,
    within,
)
from kinfold_measures.series import Withheld
from kinfold_measures.spc.xmr import Cause, Kind, Point
from kinfold_measures.steps import Step


class Size(Enum):
    """Small among many; wide for a page; narrow for a page on a phone."""

    SMALL = Room("small", 262, 176, 12, 38, 84, 12, 34, 3, 3, 2.4)
    NARROW = Room("narrow", 262, 290, 12, 38, 84, 26, 38, 5, 3, 3)
    WIDE = Room("wide", 720, 380, 15, 56, 130, 32, 46, 5, 7, 4)


@dataclass(frozen=True, slots=True)
class _Plot:
    process: Process
    room: Room
    drawing: Drawing
    x: Scale
    y: Scale


CLASSES = {
    Kind.IMPROVEMENT: "chart-better",
    Kind.CONCERN: "chart-worse",
    Kind.HIGH: "chart-unusual",
    Kind.LOW: "chart-unusual",
}


def process_chart(
    process: Process,
    *,
    key: str,
    size: Size = Size.WIDE,
    events: Sequence[date] = (),
) -> str:
    """Draw the chart as SVG; `events` are days to mark, numbered in their order."""
    plot = _frame(process, size.value)
    _axes(plot)
    _footings(plot)
    _aim(plot)
    _lines(plot)
    _events(plot, events)
    _figures(plot)
    _absences(plot)
    _labels(plot)
    return plot.drawing.svg(
        key=key,
        title=process_finding(process),
        description=_description(process),
        class_=f"chart-process chart-{plot.room.name}",
    )


def place_of(day: date, steps: Sequence[Step]) -> float | None:
    """Where a day stands among the middles of the periods; None if outside them all.

    Half a period before the first and after the last is still inside.
    """
    for index, (before, after) in enumerate(pairwise(steps)):
        length = (after.middle - before.middle).days
        part = (day - before.middle).days / length
        least = -0.5 if index == 0 else 0.0
        most = 1.5 if index == len(steps) - 2 else 1.0
        if least <= part <= most:
            return index + part
    return None


def _description(process: Process) -> str:
    start = f"Chart of process control of {process.name.lower()}, {process.who}."
    return " ".join((start, *process_sentences(process)))


def _frame(process: Process, room: Room) -> _Plot:
    drawing = Drawing(room.width, room.height, room.type_size)
    ticks = ticks_to(_highest(process), room.steps)
    # half a period on each side, so that what happened in the first year has its place
    last = len(process.steps) - 0.5
    x = Scale(-0.5, last, room.left, room.width - room.right)
    y = Scale(0, ticks[-1], room.height - room.bottom, room.top)
    return _Plot(process, room, drawing, x, y)


def _highest(process: Process) -> float:
    drawn = [point.value for point in process.chart.points if point.value is not None]
    drawn += [
        within(point.lines, process.unit)[1]
        for point in process.chart.points
        if point.lines.upper is not None
    ]
    if process.aim:
        drawn.append(process.aim.value)
    return max(drawn, default=0.0)


def _axes(plot: _Plot) -> None:
    room, drawing, steps = plot.room, plot.drawing, plot.process.steps
    for tick in ticks_to(plot.y.high, room.steps):
        height = plot.y.at(tick)
        drawing.line((plot.x.start, height), (plot.x.end, height), "chart-grid")
        below = height + room.type_size * 0.35
        drawing.text((room.left - 6, below), f"{tick:,g}", "chart-tick", anchor="end")
    every = max(1, ceil(len(steps) / room.labels))
    for index in range(len(steps) - 1, -1, -every):
        at = (plot.x.at(index), plot.y.start + room.type_size * 2.1)
        # a wait has its place by its end
        label = steps[index].label.split(" to ")[-1]
        drawing.text(at, label, "chart-tick", anchor="middle")


def _footings(plot: _Plot) -> None:
    for index, (before, after) in enumerate(pairwise(plot.process.steps)):
        if before.stretch != after.stretch:
            x = plot.x.at(index + 0.5)
            plot.drawing.line((x, plot.room.top), (x, plot.y.start), "chart-break")


def _aim(plot: _Plot) -> None:
    if plot.process.aim:
        height = plot.y.at(plot.process.aim.value)
        ends = (plot.x.start, height), (plot.x.end, height)
        plot.drawing.line(*ends, "chart-target")


def _lines(plot: _Plot) -> None:
    """Mean and limits of every stretch that has them."""
    numbered = list(enumerate(plot.process.chart.points))
    for _, run in groupby(numbered, key=lambda pair: pair[1].stretch):
        stretch = list(run)
        first, last = stretch[0][0] - 0.5, stretch[-1][0] + 0.5
        limits = [
            (place, within(point.lines, plot.process.unit))
            for place, point in stretch
            if point.lines.lower is not None
        ]
        centre = stretch[0][1].lines.centre
        if centre is not None and (limits or plot.process.kind is ChartKind.RUN):
            _level(plot, first, last, centre, "chart-mean")
        if len({pair for _, pair in limits}) == 1:
            for value in limits[0][1]:
                _level(plot, first, last, value, "chart-limit")
        else:
            _steps_of_limits(plot, limits)


def _level(plot: _Plot, first: float, last: float, value: float, class_: str) -> None:
    height = plot.y.at(value)
    plot.drawing.line((plot.x.at(first), height), (plot.x.at(last), height), class_)


def _steps_of_limits(
    plot: _Plot, limits: Sequence[tuple[int, tuple[float, float]]]
) -> None:
    """Limits that move with the cases, level over each period; a gap parts them."""
    # places that follow each other keep their distance from their number
    for _, run in groupby(enumerate(limits), key=lambda pair: pair[1][0] - pair[0]):
        together = [limit for _, limit in run]
        for which in (0, 1):
            corners = [
                (plot.x.at(place + half), plot.y.at(pair[which]))
                for place, pair in together
                for half in (-0.5, 0.5)
            ]
            plot.drawing.path(corners, "chart-limit")


def _events(plot: _Plot, events: Sequence[date]) -> None:
    """A line for each day with its number over it, moved where two would touch."""
    heads: list[float] = []
    size = plot.room.type_size
    for number, day in enumerate(events, 1):
        place = place_of(day, plot.process.steps)
        if place is None:
            continue
        x = plot.x.at(place)
        head = max(x, heads[-1] + size * 1.3) if heads else x
        heads.append(head)
        plot.drawing.line((x, plot.room.top), (x, plot.y.start), "chart-event")
        at = (min(head, plot.room.width - size), plot.room.top - size * 0.4)
        plot.drawing.text(at, str(number), "chart-event-number", anchor="middle")


def _figures(plot: _Plot) -> None:
    points = plot.process.chart.points
    run: list[tuple[float, float]] = []
    for index, point in enumerate(points):
        is_apart = index > 0 and point.stretch != points[index - 1].stretch
        if (point.value is None or is_apart) and run:
            plot.drawing.path(run, "chart-steps")
            run = []
        if point.value is not None:
            run.append((plot.x.at(index), plot.y.at(point.value)))
    if run:
        plot.drawing.path(run, "chart-steps")
    for index, point in enumerate(points):
        _point(plot, index, point)


def _point(plot: _Plot, index: int, point: Point) -> None:
    if point.value is None:
        return
    at = (plot.x.at(index), plot.y.at(point.value))
    if point.cause is Cause.COMMON:
        plot.drawing.dot(at, plot.room.dot, "chart-dot")
        return
    kind = point.kind(plot.process.better)
    way = -1 if point.is_up else 1
    reach = plot.room.dot * 1.6
    x, y = at
    corners = [(x - reach, y - way * reach * 0.7), (x + reach, y - way * reach * 0.7)]
    plot.drawing.shape([(x, y + way * reach), *corners], CLASSES[kind])


def _absences(plot: _Plot) -> None:
    """A mark under the axis for each period without a number: square withheld."""
    reach = plot.room.dot * 0.8
    y = plot.y.start + plot.room.type_size * 0.62
    for index, step in enumerate(plot.process.steps):
        x = plot.x.at(index)
        if isinstance(step.cell, Withheld):
            corner = (x - reach, y - reach)
            plot.drawing.box(corner, (2 * reach, 2 * reach), "chart-withheld")
        elif not isinstance(step.cell, float):
            for way in (1, -1):
                ends = (x - reach, y - way * reach), (x + reach, y + way * reach)
                plot.drawing.line(*ends, "chart-missing")


def _labels(plot: _Plot) -> None:
    """The last figure, the mean, the limits and the aim, named where they end."""
    wanted = _label_words(plot.process)
    size = plot.room.type_size
    heights = spread(
        [plot.y.at(value) + size * 0.35 for _, value, _ in wanted],
        size * 1.2,
        plot.room.top + size * 0.5,
        plot.y.start + size * 0.35,
    )
    x = plot.x.end + 6
    for (words, _, class_), height in zip(wanted, heights, strict=True):
        plot.drawing.text((x, height), words, class_)


def _label_words(process: Process) -> list[tuple[str, float, str]]:
    labels: list[tuple[str, float, str]] = []
    if process.latest is not None:
        step, point = process.latest
        value = point.value or 0.0
        # said as it was published, where it was rounded
        figure = step.cell if isinstance(step.cell, float) else value
        labels.append((process.said(figure), value, "chart-label-own"))
        centre = centre_name(process).capitalize().removesuffix(" wait")
        if process.kind is ChartKind.RUN and point.lines.centre is not None:
            words = f"{centre} {process.said(point.lines.centre)}"
            labels.append((words, point.lines.centre, "chart-label"))
        if point.lines.centre is not None and point.lines.lower is not None:
            lower, upper = within(point.lines, process.unit)
            for name, height in (
                (centre, point.lines.centre),
                ("Limit", upper),
                ("Limit", lower),
            ):
                labels.append((f"{name} {process.said(height)}", height, "chart-label"))
    if process.aim:
        words = f"Aim {process.said(process.aim.value)}"
        labels.append((words, process.aim.value, "chart-label"))
    return labels
