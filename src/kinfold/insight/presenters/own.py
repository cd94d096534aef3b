"""What was counted on an authority's own returns: has it changed, and in which part.

What is withheld stays withheld on every page, with the reason; it is never nought and
never an empty cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.insight.models import PracticeEvent
from kinfold.insight.presenters import goals
from kinfold.insight.presenters.goals import Line
from kinfold.insight.presenters.in_full import Change, both_sizes, lines_words
from kinfold.insight.presenters.kinds import Kinds
from kinfold.insight.presenters.published import Card
from kinfold.insight.selectors import CountedGoal, CountedInFull
from kinfold.platform.components import Column, Figure, SummaryRow, Table
from kinfold.returns.models import Figure as Counted
from kinfold.returns.models import FigureAsShown
from kinfold.returns.presenters import ROUGH, as_shown, cell_of, cell_words
from kinfold_measures.charts.icons import signs_of
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.counted import (
    SOURCE,
    UNITS,
    CountedFigure,
    clauses_of,
    process_of_counted,
)
from kinfold_measures.kinds import ChartKind
from kinfold_measures.language.breakdowns import TITLES
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.measure import UNIT_WORDS
from kinfold_measures.process import (
    Process,
    centre_name,
    process_finding,
    process_sentences,
    step_words,
)
from kinfold_measures.series import NO_DENOMINATOR
from kinfold_measures.subjects import by_subject

Kind = FigureAsShown.PeriodKind
SOURCE_WORDS = f"Source: {SOURCE}."
WITHHELD_WHY = (
    "Withheld: the number is so small, or would give so small a number away, that a "
    "child could be told apart."
)


@dataclass(frozen=True, slots=True)
class Newest:
    """A measure that was counted, and what was counted of it last."""

    title: str
    meaning: str
    period: str
    figure: str
    url: str


def counted_subjects(
    counted: Mapping[str, Counted],
) -> tuple[tuple[str, tuple[Newest, ...]], ...]:
    """The measures that were counted, under what they are about, by their titles."""
    return tuple(
        (subject, tuple(_newest(one, counted[one.code]) for one in measures))
        for subject, measures in by_subject(definitions()[code] for code in counted)
    )


def _newest(definition: Definition, figure: Counted) -> Newest:
    return Newest(
        title=definition.title,
        meaning=definition.meaning,
        period=f"{figure.get_period_kind_display()} {figure.period}",
        figure=cell_words(cell_of(figure), UNITS[definition.kind]),
        url=reverse("insight:counted-measure", args=[definition.code]),
    )


def counted_process(
    shown: CountedInFull,
    who: str,
    kind: Kind = Kind.YEAR,
    drawn_as: ChartKind | None = None,
) -> Process | None:
    """The chart of all cases, year by year or quarter by quarter; None without any."""
    periods = _periods(shown.figures, kind)
    if not periods:
        return None
    return process_of_counted(
        shown.definition,
        periods,
        who,
        breaks=shown.breaks,
        aim=goals.aim_of(shown.choices[0] if shown.choices else None),
        kind=drawn_as,
    )


def _periods(figures: Sequence[Counted], kind: Kind) -> list[CountedFigure]:
    return [
        as_shown(one)
        for one in figures
        if not one.breakdown and one.period_kind == kind
    ]


def counted_card(
    goal: CountedGoal, events: Sequence[PracticeEvent], who: str
) -> goals.GoalCard:
    """A small chart of a measure of the own returns that is followed."""
    definition = goal.definition
    process = process_of_counted(
        definition,
        _periods(goal.figures, Kind.YEAR),
        who,
        aim=goals.aim_of(goal.choice),
    )
    key = definition.code.replace(".", "-").replace("_", "-")
    days = [one.day.middle for one in events]
    url = reverse("insight:counted-measure", args=[definition.code])
    figure = Figure(
        title=process_finding(process),
        svg=process_chart(process, key=f"own-{key}", size=Size.SMALL, events=days),
        sentence=" ".join(process_sentences(process)),
        table=_process_table(definition, process),
        source=SOURCE_WORDS,
        definition_url=f"{url}#counted",
    )
    return goals.GoalCard(
        Card(figure, SOURCE_WORDS, definition.title, url), signs_of(process), process
    )


def counted_change(
    definition: Definition,
    process: Process,
    events: Sequence[date],
    key: str,
    kinds: Kinds,
) -> Change:
    """Whether what was counted changed by more than chance."""
    return Change(
        Figure(
            title=process_finding(process),
            svg=both_sizes(process, events, key),
            sentence=" ".join(process_sentences(process)),
            table=_process_table(definition, process),
            source=SOURCE_WORDS,
        ),
        signs_of(process),
        kinds,
    )


def _process_table(definition: Definition, process: Process) -> Table:
    return Table(
        caption=f"{definition.title}, {UNIT_WORDS[process.unit]}",
        columns=(
            Column("Period"),
            Column("Figure", is_number=True),
            Column(centre_name(process).capitalize(), is_number=True),
            Column("Limits", is_number=True),
            Column("More than chance?"),
        ),
        rows=tuple(
            (
                step.label,
                cell_words(step.cell, process.unit),
                *lines_words(process, place),
                step_words(process, place),
            )
            for place, step in enumerate(process.steps)
        ),
        is_caption_shown=False,
    )


def look_beside(shown: CountedInFull) -> Line | None:
    """The balancing measure with its last figure, where it was counted."""
    years = _periods(shown.beside, Kind.YEAR)
    if not years:
        return None
    definition = definitions()[shown.definition.balancing]
    last = years[-1]
    return Line(
        definition.title,
        f"{last.period}: {cell_words(last.value, UNITS[definition.kind])}",
        reverse("insight:counted-measure", args=[definition.code]),
    )


def to_take_away(shown: CountedInFull) -> list[CountedFigure]:
    """Every figure as it may be shown, for a file."""
    return [as_shown(one, one.breakdown, one.group) for one in shown.figures]


def parted_tables(
    definition: Definition, figures: Sequence[Counted]
) -> tuple[Table, ...]:
    """A table for each breakdown: its groups, and the last periods.

    None where no part could be divided: nobody says how many children of each age or
    sex live in a place, and a table of excuses tells nothing.
    """
    unit = UNITS[definition.kind]
    tables = []
    for name in dict.fromkeys(one.breakdown for one in figures if one.breakdown):
        parts = [one for one in figures if one.breakdown == name]
        if all(cell_of(one) is NO_DENOMINATOR for one in parts):
            continue
        periods = sorted({one.period for one in parts})[-_PERIODS:]
        cells = {
            (one.group, one.period): cell_words(cell_of(one), unit) for one in parts
        }
        tables.append(
            Table(
                caption=f"By {TITLES.get(name, name).lower()}, {UNIT_WORDS[unit]}",
                columns=(
                    Column("Group"),
                    *(Column(period, is_number=True) for period in periods),
                ),
                rows=tuple(
                    (
                        group,
                        *(cells.get((group, period), "No case") for period in periods),
                    )
                    for group in dict.fromkeys(one.group for one in parts)
                ),
            )
        )
    return tuple(tables)


_PERIODS = 6


def why_withheld(shown: CountedInFull) -> str:
    """Why something is; "" where nothing is."""
    if not any(one.is_withheld for one in shown.figures):
        return ""
    return f"{WITHHELD_WHY} {ROUGH}" if shown.is_rough else WITHHELD_WHY


def counted_rows(definition: Definition) -> tuple[SummaryRow, ...]:
    """The definition, clause by clause."""
    return tuple(SummaryRow(*clause) for clause in clauses_of(definition))
