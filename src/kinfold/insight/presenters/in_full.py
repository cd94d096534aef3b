"""One measure in full: has it changed, where does it stand, and what is beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinfold.insight.presenters.kinds import Kinds
from kinfold.insight.presenters.published import (
    Card,
    card,
    either,
    measure_url,
    picture_url,
    source_words,
)
from kinfold.insight.selectors import InFull
from kinfold.platform.components import Cell, Column, Figure, Table
from kinfold_measures.charts.funnel import funnel_chart
from kinfold_measures.charts.icons import Sign, signs_of
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.funnels import (
    AreaFunnel,
    Spot,
    funnel_finding,
    funnel_sentences,
)
from kinfold_measures.measure import UNIT_WORDS, Measure, in_label
from kinfold_measures.process import (
    Process,
    centre_name,
    limits_at,
    process_finding,
    process_sentences,
    step_words,
)
from kinfold_measures.series import Cell as Number
from kinfold_measures.series import Withheld


@dataclass(frozen=True, slots=True)
class Change:
    """The chart of process control and the signs beside it."""

    figure: Figure
    signs: tuple[Sign, ...]
    kinds: Kinds | None = None
    """None where the chart is of one kind only."""


def change_of(
    measure: Measure,
    process: Process,
    events: Sequence[date] = (),
    kinds: Kinds | None = None,
) -> Change:
    """Whether the published figures changed by more than chance."""
    return Change(
        Figure(
            title=process_finding(process),
            svg=both_sizes(process, events),
            sentence=" ".join(process_sentences(process)),
            table=_process_table(process, measure),
            source=source_words(measure),
            definition_url=measure_url(measure),
        ),
        signs_of(process),
        kinds,
    )


def both_sizes(
    process: Process, events: Sequence[date] = (), key: str = "change"
) -> str:
    """The chart for a page and the one for a phone."""
    wide = process_chart(process, key=key, size=Size.WIDE, events=events)
    narrow = process_chart(
        process, key=f"{key}-narrow", size=Size.NARROW, events=events
    )
    return either(wide, narrow)


def _process_table(process: Process, measure: Measure) -> Table:
    return Table(
        caption=(
            f"{measure.title}, {process.who}, {UNIT_WORDS[process.unit]}: each figure "
            "beside its limits"
        ),
        columns=(
            Column("Year"),
            Column("Figure", is_number=True),
            Column(centre_name(process).capitalize(), is_number=True),
            Column("Limits", is_number=True),
            Column("More than chance?"),
        ),
        rows=tuple(
            (
                step.label,
                figure_words(step.cell, process),
                *lines_words(process, place),
                step_words(process, place),
            )
            for place, step in enumerate(process.steps)
        ),
        is_caption_shown=False,
    )


def lines_words(process: Process, place: int) -> tuple[str, str]:
    """The centre line and the limits at a point, as a table says them."""
    centre, lower, upper = limits_at(process, place)
    limits = "None"
    if lower is not None and upper is not None:
        limits = f"{process.said(lower)} to {process.said(upper)}"
    return "None" if centre is None else process.said(centre), limits


def figure_words(number: Number, process: Process) -> str:
    """A figure of a chart as a table says it, or in a word why there is none."""
    if isinstance(number, float):
        return process.said(number)
    return "Withheld" if isinstance(number, Withheld) else "No figure"


def funnel_figure(shown: AreaFunnel) -> Figure:
    """The authority among England's, by size."""
    measure = shown.whole.measure
    wide = funnel_chart(shown, key="funnel")
    narrow = funnel_chart(shown, key="funnel-narrow", narrow=True)
    return Figure(
        title=funnel_finding(shown),
        svg=either(wide, narrow),
        sentence=" ".join(funnel_sentences(shown)),
        table=_funnel_table(shown),
        source=source_words(measure),
        definition_url=measure_url(measure),
        notes=(
            "Large dot: the authority. Rings: its statistical neighbours. Small dots: "
            "all others. Solid line: 998 of 1,000 figures are expected within it; "
            "dashed line: 95 of 100; dotted: what chance alone would allow.",
        ),
    )


def _funnel_table(shown: AreaFunnel) -> Table:
    measure = shown.whole.measure
    spots = (shown.own, *shown.neighbours) if shown.own else shown.neighbours
    return Table(
        caption=f"{measure.title}, {shown.whole.year}: first the authority itself",
        columns=(
            Column("Authority"),
            Column("Counted", is_number=True),
            Column("Out of", is_number=True),
            Column(UNIT_WORDS[measure.unit].capitalize(), is_number=True),
            Column("Where"),
        ),
        rows=tuple(_spot_row(spot, measure) for spot in spots),
        is_caption_shown=False,
        empty_text="No counts of the authority or its neighbours are published.",
    )


def _spot_row(spot: Spot, measure: Measure) -> tuple[Cell | str, ...]:
    return (
        Cell(spot.area.name, picture_url(spot.area, measure)),
        f"{spot.numerator:,.0f}",
        f"{spot.denominator:,.0f}",
        in_label(spot.value, measure),
        spot.where.value.capitalize(),
    )


def no_funnel(shown: InFull) -> str:
    """Why there is no funnel, where there is none."""
    if shown.picture.measure.counted is None:
        return (
            "No funnel: only the figure itself is published, and a funnel needs the "
            "counts behind it."
        )
    return (
        "No funnel: the counts of too many authorities are withheld or were not "
        "published in the latest year."
    )


def cards_beside(shown: InFull) -> tuple[Card, ...]:
    """Small pictures of what belongs beside the measure."""
    return tuple(card(picture) for picture in shown.beside)
