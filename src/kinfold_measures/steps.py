"""One period of a series, with the counts its figure rests on where they are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinfold_measures.breaks import Break
from kinfold_measures.measure import Measure
from kinfold_measures.series import NOT_PUBLISHED, Cell, Withheld


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a series."""

    label: str
    middle: date
    """Its middle day; of what is counted on one day, that day."""
    cell: Cell
    stretch: int
    """Goes up where the figures stand on another footing than the one before."""
    count: float | None = None
    """What was counted; None where it is withheld or nobody tells it."""
    size: float | None = None
    """Out of how many; None as above."""


def steps_of_years(
    cells: Iterable[tuple[int, Cell]],
    measure: Measure,
    breaks: Iterable[Break],
    counts: Mapping[int, tuple[float, float]],
) -> list[Step]:
    """Years to March as periods, on another footing from every known break."""
    starts = {year for one in breaks for year in one.starts()}
    stretch, steps = 0, []
    for year, cell in cells:
        stretch += year in starts
        count, size = counts.get(year, (None, None))
        middle = middle_of_year(year, measure)
        steps.append(Step(str(year), middle, cell, stretch, count, size))
    return steps


def middle_of_year(year: int, measure: Measure) -> date:
    """The day in the middle of a year that ends in March, or the day of counting."""
    return date(year, 9, 30) if measure.is_september else date(year - 1, 10, 1)


def waits_of(steps: Sequence[Step], *, in_cases: bool) -> tuple[Step, ...]:
    """How long it took from a period with a case to the next: in days, or in cases.

    From the middle of one to the middle of the other; several cases in a period stand
    as one. A wait in which a count is not known, or on two footings, is no number.
    """
    found = []
    start = None
    for place, step in enumerate(steps):
        if not step.count:
            continue
        if start is not None:
            label = f"{steps[start].label} to {step.label}"
            cell = _wait(steps[start : place + 1], in_cases=in_cases)
            found.append(Step(label, step.middle, cell, step.stretch))
        start = place
    return tuple(found)


def _wait(between: Sequence[Step], *, in_cases: bool) -> Cell:
    first, last = between[0], between[-1]
    if any(isinstance(one.cell, Withheld) for one in between):
        return next(one.cell for one in between if isinstance(one.cell, Withheld))
    if first.stretch != last.stretch or any(one.count is None for one in between):
        return NOT_PUBLISHED
    if not in_cases:
        return float((last.middle - first.middle).days)
    return sum(one.size or 0.0 for one in between[1:])
