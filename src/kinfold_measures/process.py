"""Whether a series has changed by more than chance, and how that is said.

Which chart it is says `kinds`. The rules are those of Making Data Count (`spc.xmr`),
on other charts the limits and Anhoej's runs. Limits begin anew where the figures stand
on another footing, so that a break in recording never looks like a change. The words
say no more than the rules found: that something is more than chance, never why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from kinfold_measures.breaks import breaks_of
from kinfold_measures.controlled import chart_of
from kinfold_measures.england import Panel
from kinfold_measures.findings import england_words
from kinfold_measures.kinds import PRIMES, SCALES, WAITS, ChartKind, Choice, choice_of
from kinfold_measures.measure import UNIT_WORDS, Measure, Polarity, Unit, unit_label
from kinfold_measures.picture import Picture, england_cell, years_of
from kinfold_measures.spc.runs import Runs
from kinfold_measures.spc.xmr import (
    Assurance,
    Better,
    Cause,
    Chart,
    Kind,
    Lines,
    Point,
)
from kinfold_measures.steps import Step, steps_of_years, waits_of

BETTER = {
    Polarity.LOWER: Better.DOWN,
    Polarity.HIGHER: Better.UP,
    Polarity.NEITHER: Better.NEUTRAL,
}
CAN_TELL: Final = 9
"""With fewer figures off the median no run chart can show that the level moved."""


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
    choice: Choice
    """The chart that is right for the figures, whichever is drawn."""
    kind: ChartKind = ChartKind.XMR
    runs: Mapping[int, Runs] = field(default_factory=dict)
    """Of each stretch; none for XmR, which has its own rules."""

    @property
    def latest(self) -> tuple[Step, Point] | None:
        """The last period that holds a number."""
        pairs = zip(self.steps, self.chart.points, strict=True)
        shown = [pair for pair in pairs if pair[1].value is not None]
        return shown[-1] if shown else None

    @property
    def variation(self) -> Kind | None:
        """What the last number means; None where nothing can be told of it alone, or
        where the level moved and no number of it lies outside."""
        if not self.can_tell or self.latest is None:
            return None
        kind = self.latest[1].kind(self.better)
        return None if kind is Kind.COMMON and self.has_moved else kind

    @property
    def can_tell(self) -> bool:
        """Whether there are figures enough to say if anything changed."""
        if self.latest is None:
            return False
        if self.kind is ChartKind.RUN:
            return self.runs[self.latest[1].stretch].useful >= CAN_TELL
        return self.latest[1].lines.lower is not None

    @property
    def has_moved(self) -> bool:
        """Whether the level moved within the last stretch, by Anhoej's runs."""
        if not self.can_tell or self.latest is None:
            return False
        runs = self.runs.get(self.latest[1].stretch)
        return runs is not None and runs.is_signal

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
        first = next(
            step.label
            for step in self.steps
            if step.stretch == stretch and isinstance(step.cell, float)
        )
        return first.split(" to ")[0]  # a wait begins with the first of its two


def process_of(
    steps: Sequence[Step],
    *,
    name: str,
    who: str,
    unit: Unit,
    polarity: Polarity,
    aim: Aim | None = None,
    kind: ChartKind | None = None,
) -> Process:
    """The chart of periods in time order: the one that is right for them (`kinds`), or
    `kind` where that can be drawn."""
    choice = choice_of(steps, unit)
    drawn = kind if kind in choice.offered else choice.kind
    better = BETTER[polarity]
    if drawn in WAITS:
        in_cases = drawn is ChartKind.CASES_BETWEEN
        steps = waits_of(steps, in_cases=in_cases)
        unit = Unit.CASES_BETWEEN if in_cases else Unit.DAYS_BETWEEN
        # a longer wait is a lower rate, and no aim was set in waits
        better, aim = _TURNED[better], None
    chart, runs = chart_of(drawn, steps, SCALES.get(unit, 1.0))
    return Process(
        name, who, unit, better, tuple(steps), chart, aim, choice, drawn, runs
    )


_TURNED = {
    Better.UP: Better.DOWN,
    Better.DOWN: Better.UP,
    Better.NEUTRAL: Better.NEUTRAL,
}


def process_of_picture(picture: Picture, kind: ChartKind | None = None) -> Process:
    """The chart of an authority's published figures, anew from every known break."""
    measure = picture.measure
    return process_of(
        steps_of_years(
            [(point.year, point.cell) for point in picture.series],
            measure,
            picture.breaks,
            picture.counts,
        ),
        name=measure.short,
        who=picture.area.name,
        unit=measure.unit,
        polarity=measure.polarity,
        # the programme hoped for fewer
        aim=Aim(picture.target.value, is_at_most=True) if picture.target else None,
        kind=kind,
    )


def process_of_england(panel: Panel, measure: Measure) -> Process:
    """The chart of the English figure that stands beside each authority's."""
    cells = [
        (year, england_cell(panel, measure, year)) for year in years_of(panel, measure)
    ]
    return process_of(
        steps_of_years(cells, measure, breaks_of(measure, None), {}),
        name=measure.short,
        who=england_words(measure),
        unit=measure.unit,
        polarity=measure.polarity,
    )


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
    if point.value is not None and process.kind is ChartKind.RUN:
        return "Not judged alone"
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
    if not process.can_tell:
        return (
            f"{process.name}: too few figures side by side to tell whether "
            "anything changed"
        )
    since = process.since(point.stretch)
    found = signals(process, point.stretch)
    if point.cause is not Cause.COMMON:
        return f"{process.name}: more than chance, {signal_words(found[-1])}"
    if process.has_moved:
        return f"{process.name}: more than chance, the level moved since {since}"
    if not found:
        return f"{process.name}: no change beyond chance since {since}"
    return (
        f"{process.name}: within chance in {step.label}, more than chance before "
        f"({signal_words(found[-1])})"
    )


def process_sentences(process: Process) -> tuple[str, ...]:
    """What the chart says: the lines, every signal, the aim and what to beware."""
    if process.latest is None:
        return ()
    _, point = process.latest
    is_run = process.kind is ChartKind.RUN
    if point.lines.count < 2 if is_run else point.lines.lower is None:
        return ()
    said = [
        *_waits_words(process),
        _lines_words(process, point),
        *_runs_words(process, point),
    ]
    said += _warning(process)
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
    if point.lines.is_short and not is_run:
        said.append(
            f"With {point.lines.count} figures the limits are a first guess; "
            "13 or more make them firm."
        )
    return tuple(said)


def _waits_words(process: Process) -> list[str]:
    if process.kind not in WAITS:
        return []
    return [
        f"Each point is how many {UNIT_WORDS[process.unit]}, from the middle of one "
        "period to the middle of the other; several in a period stand as one."
    ]


def _lines_words(process: Process, point: Point) -> str:
    since = process.since(point.stretch)
    lines, said = point.lines, process.said
    centre = centre_name(process)
    mean = f"Since {since} the {centre} is {said(lines.centre or 0.0)}"
    if process.kind is ChartKind.RUN:
        return f"{mean}: half of the figures lie above it, half below."
    if lines.never_varies:
        return f"{mean}, and no figure ever differed from it."
    lower, upper = within(lines, process.unit)
    which = "a figure" if process.kind in _SAME_LIMITS else "the last figure"
    return f"{mean}; by chance alone {which} lies from {said(lower)} to {said(upper)}."


_SAME_LIMITS: Final = {ChartKind.XMR, *WAITS}
"""Those whose limits are the same for every figure, however many cases it rests on."""


def centre_name(process: Process) -> str:
    """What the line in the middle is."""
    if process.kind is ChartKind.TIME_BETWEEN:
        return "usual wait"  # the mean of roots, drawn back: no mean of the days
    is_median = process.kind in {ChartKind.RUN, ChartKind.CASES_BETWEEN}
    return "median" if is_median else "mean"


def _warning(process: Process) -> list[str]:
    """That a plain p or u chart would call ordinary variation a signal."""
    if process.kind not in PRIMES or not process.choice.is_over_dispersed:
        return []
    return [
        f"Take care: the figures vary {process.choice.spread:.1f} times as much as "
        "this chart expects of chance, so it shows changes where there may be none. "
        "Laney's chart and the XmR chart allow for it."
    ]


def _runs_words(process: Process, point: Point) -> list[str]:
    """That the level moved, and how that is seen."""
    if not process.has_moved:
        return []
    runs, centre = process.runs[point.stretch], centre_name(process)
    crossed = "once" if runs.crossings == 1 else f"{runs.crossings} times"
    return [
        f"The level moved: of {runs.useful} figures {runs.longest} in a row lie on one "
        f"side of the {centre} (by chance at most {runs.longest_allowed}), and the "
        f"figures cross it {crossed} (by chance at least {runs.crossings_allowed} "
        "times)."
    ]


def within(lines: Lines, unit: Unit) -> tuple[float, float]:
    """The limits where they can be reached: nothing is below nought or above all."""
    lower, upper = max(lines.lower or 0.0, 0.0), lines.upper or 0.0
    return lower, min(upper, 100.0) if unit is Unit.PERCENT else upper


def limits_at(
    process: Process, place: int
) -> tuple[float | None, float | None, float | None]:
    """The centre line and the limits at a point, where there are any."""
    lines = process.chart.points[place].lines
    if lines.lower is None:
        is_run = process.kind is ChartKind.RUN
        return (lines.centre if is_run else None), None, None
    return lines.centre, *within(lines, process.unit)


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
