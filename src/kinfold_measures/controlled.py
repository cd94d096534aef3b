"""Run and control charts in the form that a process is drawn and told in.

The lines of a share or a rate move with its cases, so every point has its own. What is
more than chance is what lies outside its limits; whether the level moved is told of a
whole stretch, by Anhoej's rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kinfold_measures.kinds import WAITS, ChartKind, counts_and_sizes
from kinfold_measures.spc import control
from kinfold_measures.spc.numbers import Value, sign
from kinfold_measures.spc.runs import Runs
from kinfold_measures.spc.xmr import Cause, Chart, Lines, Point, xmr
from kinfold_measures.steps import Step


def chart_of(
    kind: ChartKind, steps: Sequence[Step], scale: float
) -> tuple[Chart, Mapping[int, Runs]]:
    """The chart, and the runs of each stretch (none for XmR, which has its own rules).

    A share or a rate is drawn as its counts give it, for so are its limits; the figure
    itself may be published in whole numbers.

    `scale`: what a share or rate is multiplied by in the figures, as 100 for per cent.
    """
    cells = [one.cell if isinstance(one.cell, float) else None for one in steps]
    stretches = [one.stretch for one in steps]
    if kind is ChartKind.XMR:
        return xmr(cells, stretches=stretches), {}
    has_cells = kind is ChartKind.RUN or kind in WAITS
    counts, sizes = (cells, None) if has_cells else counts_and_sizes(steps)
    made = control.control_chart(
        control.Kind(kind.value),
        counts,
        sizes=sizes,
        splits=[
            place
            for place, (before, after) in enumerate(pairwise(stretches), 1)
            if before != after
        ],
    )
    points: list[Point] = []
    shifts = {}
    for part in made.parts:
        stretch = stretches[len(points)]
        shifts[stretch] = part.runs
        number = sum(one.value is not None for one in part.points)
        points += [
            _point(one, stretch, number, 1.0 if has_cells else scale)
            for one in part.points
        ]
    return Chart(tuple(points)), shifts


def _point(one: control.Point, stretch: int, number: int, scale: float) -> Point:
    def scaled(value: Value) -> Value:
        return None if value is None else value * scale

    value = scaled(one.value)
    lines = Lines(
        scaled(one.centre),
        scaled(one.lower),
        scaled(one.upper),
        scaled(one.lower_2sd),
        scaled(one.upper_2sd),
        number,
    )
    cause = Cause.COMMON
    if value is not None and lines.upper is not None and value > lines.upper:
        cause = Cause.ABOVE
    elif value is not None and lines.lower is not None and value < lines.lower:
        cause = Cause.BELOW
    side = 0 if value is None or lines.centre is None else sign(value - lines.centre)
    is_outside = cause is not Cause.COMMON
    return Point(value, stretch, lines, side, is_outside, is_outside, cause)
