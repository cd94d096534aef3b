"""Whether a series has changed by more than chance, and how that is said.

The rules are those of Making Data Count (`spc.xmr`). Limits begin anew where the
figures stand on another footing, so that a break in recording never looks like a
change. The words say no more than the rules found: that something is more than chance,
never why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kinfold_measures.breaks import Break, breaks_of
from kinfold_measures.england import Panel
from kinfold_measures.findings import england_words
from kinfold_measures.measure import Measure, Polarity, Unit, unit_label
from kinfold_measures.picture import Picture, england_cell, years_of
from kinfold_measures.series import Cell
from kinfold_measures.spc.xmr import (
    Assurance,
    Better,
    Cause,
    Chart,
    Kind,
    Lines,
    Point,
    xmr,
)

BETTER = {
    Polarity.LOWER: Better.DOWN,
    Polarity.HIGHER: Better.UP,
    Polarity.NEITHER: Better.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a series."""

    label: str
    middle: date
    """Its middle day; of what is counted on one day, that day."""
    cell: Cell
    stretch: int
    """Goes up where the figures stand on another footing than the one before."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Points side by side that are more than chance for one and the same reason."""

    cause: Cause
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Aim:
    """A line to reach, from the side that whoever set it meant."""

    value: float
    is_at_most: bool


@dataclass(frozen=True, slots=True)
class Process:
    """A series as a chart of process control."""

    name: str
    who: str
    unit: Unit
    better: Better
    steps: tuple[Step, ...]
    chart: Chart
    aim: Aim | None

    @property
    def latest(self) -> tuple[Step, Point] | None:
        """The last period that holds a number."""
        pairs = zip(self.steps, self.chart.points, strict=True)
        shown = [pair for pair in pairs if pair[1].value is not None]
        return shown[-1] if shown else None

    @property
    def variation(self) -> Kind | None:
        """What the last number means; None where there are no limits to judge it by."""
        if self.latest is None or self.latest[1].lines.lower is None:
            return None
        return self.latest[1].kind(self.better)

    @property
    def assurance(self) -> Assurance | None:
        """Whether the aim is met as things are; None where there is no aim to meet."""
        if self.aim is None:
            return None
        side = Better.DOWN if self.aim.is_at_most else Better.UP
        return self.chart.assurance(self.aim.value, side)

    def said(self, value: float) -> str:
        return unit_label(value, self.unit)

    def since(self, stretch: int) -> str:
        """The first period of a stretch that holds a number."""
        return next(
            step.label
            for step in self.steps
            if step.stretch == stretch and isinstance(step.cell, float)
        )


def process_of(
    steps: Sequence[Step],
    *,
    name: str,
    who: str,
    unit: Unit,
    polarity: Polarity,
    aim: Aim | None = None,
) -> Process:
    """The chart of periods in time order."""
    values = [step.cell if isinstance(step.cell, float) else None for step in steps]
    chart = xmr(values, stretches=[step.stretch for step in steps])
    return Process(name, who, unit, BETTER[polarity], tuple(steps), chart, aim)


def process_of_picture(picture: Picture) -> Process:
    """The chart of an authority's published figures, anew from every known break."""
    measure = picture.measure
    return process_of(
        _years(
            [(point.year, point.cell) for point in picture.series],
            measure,
            picture.breaks,
        ),
        name=measure.short,
        who=picture.area.name,
        unit=measure.unit,
        polarity=measure.polarity,
        # the programme hoped for fewer
        aim=Aim(picture.target.value, is_at_most=True) if picture.target else None,
    )


def process_of_england(panel: Panel, measure: Measure) -> Process:
    """The chart of the English figure that stands beside each authority's."""
    cells = [
        (year, england_cell(panel, measure, year)) for year in years_of(panel, measure)
    ]
    return process_of(
        _years(cells, measure, breaks_of(measure, None)),
        name=measure.short,
        who=england_words(measure),
        unit=measure.unit,
        polarity=measure.polarity,
    )


def _years(
    cells: Iterable[tuple[int, Cell]], measure: Measure, breaks: Iterable[Break]
) -> list[Step]:
    starts = {year for one in breaks for year in one.starts()}
    stretch, steps = 0, []
    for year, cell in cells:
        stretch += year in starts
        steps.append(Step(str(year), middle_of_year(year, measure), cell, stretch))
    return steps


def middle_of_year(year: int, measure: Measure) -> date:
    """The day in the middle of a year that ends in March, or the day of counting."""
    return date(year, 9, 30) if measure.is_september else date(year - 1, 10, 1)


def signals(process: Process, stretch: int | None = None) -> tuple[Signal, ...]:
    """What is more than chance, in time order; `stretch` for those of one alone."""
    pairs = [
        (step, point)
        for step, point in zip(process.steps, process.chart.points, strict=True)
        if stretch is None or point.stretch == stretch
    ]
    found = []
    for (cause, _), run in groupby(
        pairs, key=lambda pair: (pair[1].cause, pair[1].stretch)
    ):
        labels = [step.label for step, _ in run]
        if cause is not Cause.COMMON:
            found.append(Signal(cause, labels[0], labels[-1], len(labels)))
    return tuple(found)


_CAUSE_WORDS = {
    Cause.ABOVE: "above the upper limit",
    Cause.BELOW: "below the lower limit",
    Cause.RISING: "rising, each time a little",
    Cause.FALLING: "falling, each time a little",
    Cause.NEAR_ABOVE: "twice in three near the upper limit",
    Cause.NEAR_BELOW: "twice in three near the lower limit",
    Cause.RUN_ABOVE: "always above the mean",
    Cause.RUN_BELOW: "always below the mean",
}


def signal_words(signal: Signal) -> str:
    """Why points are more than chance, and which: "below the mean, 2019 to 2025"."""
    when = signal.first
    if signal.count > 1:
        when = f"{signal.first} to {signal.last}"
    return f"{when}: {_CAUSE_WORDS[signal.cause]}"


def step_words(process: Process, place: int) -> str:
    """Of one period in a table: more than chance and why, or not."""
    point = process.chart.points[place]
    if point.value is None or point.lines.lower is None:
        return "Cannot be told"
    if point.cause is Cause.COMMON:
        return "No"
    return f"Yes, {_CAUSE_WORDS[point.cause]}"


def process_finding(process: Process) -> str:
    """The title of the chart: whether anything changed."""
    if process.latest is None:
        return f"{process.name}: no figure for {process.who}"
    step, point = process.latest
    if point.lines.lower is None:
        return (
            f"{process.name}: too few figures side by side to tell whether "
            "anything changed"
        )
    since = process.since(point.stretch)
    found = signals(process, point.stretch)
    if not found:
        return f"{process.name}: no change beyond chance since {since}"
    if point.cause is not Cause.COMMON:
        return f"{process.name}: more than chance, {signal_words(found[-1])}"
    return (
        f"{process.name}: within chance in {step.label}, more than chance before "
        f"({signal_words(found[-1])})"
    )


def process_sentences(process: Process) -> tuple[str, ...]:
    """What the chart says: the lines, every signal, the aim and what to beware."""
    if process.latest is None or process.latest[1].lines.lower is None:
        return ()
    _, point = process.latest
    said = [_lines_words(process, point)]
    found = signals(process)
    if found:
        told = "; ".join(signal_words(one) for one in found)
        said.append(f"More than chance: {told}.")
    said += _assurance_words(process)
    if point.stretch:
        since = process.since(point.stretch)
        said.append(
            f"The limits begin anew in {since}: earlier figures were not counted alike."
        )
    if point.lines.is_short:
        said.append(
            f"With {point.lines.count} figures the limits are a first guess; "
            "13 or more make them firm."
        )
    return tuple(said)


def _lines_words(process: Process, point: Point) -> str:
    since = process.since(point.stretch)
    lines, said = point.lines, process.said
    mean = f"Since {since} the mean is {said(lines.centre or 0.0)}"
    if lines.never_varies:
        return f"{mean}, and no figure ever differed from it."
    lower, upper = within(lines, process.unit)
    return f"{mean}; by chance alone a figure lies from {said(lower)} to {said(upper)}."


def within(lines: Lines, unit: Unit) -> tuple[float, float]:
    """The limits where they can be reached: nothing is below nought or above all."""
    lower, upper = max(lines.lower or 0.0, 0.0), lines.upper or 0.0
    return lower, min(upper, 100.0) if unit is Unit.PERCENT else upper


_ASSURANCE_WORDS = {
    Assurance.MET: "It is met by every figure that chance alone would bring.",
    Assurance.MISSED: (
        "As things are it is not met, however lucky a year; only doing something "
        "differently would reach it."
    ),
    Assurance.INCONSISTENT: "As things are it is met in some years and not in others.",
}


def _assurance_words(process: Process) -> list[str]:
    if process.aim is None or process.assurance is None:
        return []
    side = "at most" if process.aim.is_at_most else "at least"
    aim = f"The aim is {side} {process.said(process.aim.value)}."
    return [f"{aim} {_ASSURANCE_WORDS[process.assurance]}"]
