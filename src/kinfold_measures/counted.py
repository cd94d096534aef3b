"""What was counted on returns: as a chart of process control, and to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinfold_measures.breaks import Break
from kinfold_measures.export import value_and_why, written
from kinfold_measures.kinds import ChartKind
from kinfold_measures.language.definition import Definition, Kind
from kinfold_measures.measure import POLARITY_WORDS, UNIT_WORDS, Unit
from kinfold_measures.process import Aim, Process, process_of
from kinfold_measures.series import Cell, Withheld
from kinfold_measures.steps import Step
from kinfold_measures.workbook import workbook_of

UNITS: Final[Mapping[Kind, Unit]] = {
    Kind.SHARE: Unit.PERCENT,
    Kind.RATE: Unit.PER_10_000,
    Kind.COUNT: Unit.NUMBER,
}
"""What the figures of each kind are said in."""
SOURCE: Final = "our own returns and record, counted by Kinfold"
HEADINGS: Final = (
    "measure_code", "measure_version", "measure", "unit", "authority", "period",
    "first_day", "last_day", "part_by", "part", "numerator", "denominator", "value",
    "if_no_value_why", "definition", "break_in_series", "source",
)  # fmt: skip
_NUMBERS: Final = frozenset({"numerator", "denominator", "value"})
_MARCH: Final = 3
_WITHHELD_WHY: Final = "withheld so that no child can be told apart"


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure as it may be shown: of all cases, or of a part by a breakdown."""

    period: str
    starts_on: date
    ends_on: date
    numerator: Cell
    denominator: Cell
    value: Cell
    part_by: str = ""
    part: str = ""


def process_of_counted(
    definition: Definition,
    figures: Iterable[CountedFigure],
    who: str,
    *,
    breaks: Sequence[Break] = (),
    aim: Aim | None = None,
    kind: ChartKind | None = None,
) -> Process:
    """The chart of figures of all cases. It begins anew from every known break."""
    starts = [year for one in breaks for year in one.starts()]
    steps = [
        Step(
            one.period,
            one.starts_on + (one.ends_on - one.starts_on) / 2,
            one.value,
            sum(year_of(one.ends_on) >= year for year in starts),
            *(
                n if isinstance(n, float) else None
                for n in (one.numerator, one.denominator)
            ),
        )
        for one in sorted(figures, key=lambda one: one.starts_on)
    ]
    return process_of(
        steps,
        name=definition.title,
        who=who,
        unit=UNITS[definition.kind],
        polarity=definition.polarity,
        aim=aim,
        kind=kind,
    )


def year_of(day: date) -> int:
    """The year to March that a day lies in, by the year it ends in."""
    return day.year + (day.month > _MARCH)


def definition_words(definition: Definition) -> str:
    """Numerator over denominator, in one sentence."""
    return (
        f"{definition.numerator} / {definition.denominator}. {definition.period}. "
        f"Source of the definition: {definition.source}"
    )


def clauses_of(definition: Definition) -> tuple[tuple[str, str], ...]:
    """The definition, clause by clause: what each is called, and what it says."""
    return (
        ("What is counted", definition.numerator),
        ("Out of", definition.denominator),
        ("Said as", UNIT_WORDS[UNITS[definition.kind]].capitalize()),
        ("Period", definition.period),
        ("Which way is better", POLARITY_WORDS[definition.polarity]),
        ("Source of the definition", definition.source),
        ("Code and version", f"{definition.code}, version {definition.version}"),
    )


def counted_csv(
    definition: Definition,
    figures: Iterable[CountedFigure],
    who: str,
    breaks: Sequence[Break] = (),
) -> str:
    """One row a figure, the definition and what broke there in each."""
    return written(HEADINGS, _rows(definition, figures, who, breaks))


def counted_workbook(
    definition: Definition,
    figures: Iterable[CountedFigure],
    who: str,
    breaks: Sequence[Break] = (),
) -> bytes:
    """The same rows as a workbook, with a sheet that says what they count."""
    return workbook_of(
        HEADINGS,
        _rows(definition, figures, who, breaks),
        numbers=_NUMBERS,
        told=[
            ("Measure", definition.title),
            *clauses_of(definition),
            ("Source of the figures", SOURCE),
            *(("Read it with care", hazard) for hazard in definition.hazards),
            *(("Break in the series", one.note) for one in breaks),
        ],
    )


def _rows(
    definition: Definition,
    figures: Iterable[CountedFigure],
    who: str,
    breaks: Sequence[Break],
) -> list[tuple[str, ...]]:
    unit = UNIT_WORDS[UNITS[definition.kind]]
    told = definition_words(definition)
    return [
        (
            definition.code,
            str(definition.version),
            definition.title,
            unit,
            who,
            one.period,
            str(one.starts_on),
            str(one.ends_on),
            one.part_by,
            one.part,
            value_and_why(one.numerator)[0],
            value_and_why(one.denominator)[0],
            *_value(one.value),
            told,
            " ".join(b.note for b in breaks if year_of(one.ends_on) in b.starts()),
            SOURCE,
        )
        for one in figures
    ]


def _value(cell: Cell) -> tuple[str, str]:
    if isinstance(cell, Withheld):
        return "", _WITHHELD_WHY
    return value_and_why(cell)
