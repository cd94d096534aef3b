"""A chart as numbers: each figure beside its limits, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinfold_measures.export import value_and_why, written
from kinfold_measures.kinds import TITLES
from kinfold_measures.measure import UNIT_WORDS
from kinfold_measures.process import Process, limits_at, process_sentences, step_words
from kinfold_measures.workbook import workbook_of

HEADINGS: Final = (
    "measure", "authority", "unit", "period", "value", "if_no_value_why", "counted",
    "out_of", "centre", "lower_limit", "upper_limit", "more_than_chance", "chart",
    "definition",
)  # fmt: skip
_NUMBERS: Final = frozenset(
    {"value", "counted", "out_of", "centre", "lower_limit", "upper_limit"}
)


def chart_csv(process: Process, definition: str) -> str:
    """One row a point; `definition` with its source stands in each."""
    return written(HEADINGS, _rows(process, definition))


def chart_workbook(process: Process, definition: str) -> bytes:
    """The same rows as a workbook, with a sheet that says what they count."""
    told = [
        ("Measure", process.name),
        ("Authority", process.who),
        ("Chart", TITLES[process.kind]),
        *(("What it shows", said) for said in process_sentences(process)),
        ("Definition and source", definition),
    ]
    if process.kind is process.choice.kind:
        told.insert(3, ("Why this chart", process.choice.why))
    return workbook_of(
        HEADINGS, _rows(process, definition), numbers=_NUMBERS, told=told
    )


def _rows(process: Process, definition: str) -> Iterator[tuple[str, ...]]:
    for place, step in enumerate(process.steps):
        # a number hidden on the chart is in no file of it
        is_shown = isinstance(step.cell, float)
        counts = (step.count, step.size) if is_shown else (None, None)
        yield (
            process.name,
            process.who,
            UNIT_WORDS[process.unit],
            step.label,
            *value_and_why(step.cell),
            *map(_number, (*counts, *limits_at(process, place))),
            step_words(process, place),
            TITLES[process.kind],
            definition,
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
