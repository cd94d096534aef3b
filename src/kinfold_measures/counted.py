"""What was counted on returns as a chart of process control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kinfold_measures.language.definition import Definition, Kind
from kinfold_measures.measure import Unit
from kinfold_measures.process import Process, Step, process_of
from kinfold_measures.series import Cell

UNITS: Final[Mapping[Kind, Unit]] = {
    Kind.SHARE: Unit.PERCENT,
    Kind.RATE: Unit.PER_10_000,
    Kind.COUNT: Unit.NUMBER,
}
"""What the figures of each kind are said in."""


def process_of_counted(
    definition: Definition, periods: Iterable[tuple[str, date, date, Cell]], who: str
) -> Process:
    """The chart of periods: what each is called, its first and last day, its figure."""
    steps = [
        Step(label, starts_on + (ends_on - starts_on) / 2, cell, 0)
        for label, starts_on, ends_on, cell in sorted(periods, key=lambda one: one[1])
    ]
    return process_of(
        steps,
        name=definition.title,
        who=who,
        unit=UNITS[definition.kind],
        polarity=definition.polarity,
    )
