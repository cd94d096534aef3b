"""The design of a study: who, when, and what could be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinfold.platform.components import Column, Figure, Table
from kinfold.studies.panels import Layout
from kinfold.studies.presenters.registry import outcome_title, outcome_unit
from kinfold.studies.study import Study
from kinfold_core.drawing.scales import Scale
from kinfold_core.drawing.svg import Drawing

WIDE, NARROW = 720.0, 262.0
HEIGHT, TYPE = 150.0, 14.0
NAMED_AT_MOST = 12


def windows_figure(layout: Layout) -> Figure:
    """The periods on a line: before, and since each start."""
    rows = tuple((f"{time:g}", _window_words(layout, time)) for time in layout.times)
    starts = ", ".join(f"{one:g}" for one in layout.since)
    before = sum(time < layout.since[0] for time in layout.times)
    sentence = (
        f"{before} periods before the first start and {len(layout.times) - before} "
        f"since. {'Starts' if len(layout.since) > 1 else 'The start'}: {starts}. "
        f"{len(layout.treated)} are treated, {len(layout.controls)} are beside them "
        "and never were."
    )
    return Figure(
        title="When it is looked at: before the start, and since",
        svg=(
            f'<div class="chart-swap">{_line(layout, WIDE, "chart-wide", sentence)}'
            f"{_line(layout, NARROW, 'chart-narrow', sentence)}</div>"
        ),
        sentence=sentence,
        table=Table(
            caption="Each period",
            columns=(Column("Period"), Column("Window")),
            rows=rows,
            is_caption_shown=False,
        ),
        source="Source: the registered panel",
    )


def _window_words(layout: Layout, time: float) -> str:
    begun = sum(0 < start <= time for start in layout.starts.values())
    if not begun:
        return "Before"
    return f"Since: {begun} of {len(layout.treated)} have begun"


def power_table(study: Study) -> Table | None:
    """What could be seen, before it is looked at and after, in each outcome's unit."""
    rows = [
        (f"{outcome_title(column)} ({outcome_unit(column)})", *_seen(answers["power"]))
        for column, answers in study.answers.items()
        if "cannot_be_answered" not in answers["power"]
    ]
    if not rows:
        return None
    return Table(
        caption=(
            "The smallest effect that this design sees in 80 of 100 samples. What is "
            "smaller may be there and would mostly be missed"
        ),
        columns=(
            Column("Outcome"),
            Column("Reckoned on the periods before", is_number=True),
            Column("Reckoned on all periods", is_number=True),
            Column("Seen in half of samples", is_number=True),
        ),
        rows=tuple(rows),
    )


def _seen(power: Mapping[str, Any]) -> tuple[str, str, str]:
    before, after = power.get("before"), power.get("after")
    return (
        f"{before['smallest_effect']:.2f}" if before else "Cannot be said",
        f"{after['smallest_effect']:.2f}" if after else "Cannot be said",
        f"{after['critical_effect']:.2f}" if after else "Cannot be said",
    )


def _line(layout: Layout, width: float, class_: str, sentence: str) -> str:
    drawing = Drawing(width, HEIGHT, TYPE)
    first, last = layout.times[0], layout.times[-1]
    x = Scale(first - 0.5, last + 0.5, 8.0, width - 8.0)
    middle = HEIGHT / 2
    begin = x.at(layout.since[0] - 0.5)
    drawing.box((begin, middle - 26), (width - 8.0 - begin, 52.0), "chart-band")
    drawing.line((8.0, middle), (width - 8.0, middle), "chart-row")
    for start in layout.since:
        at = x.at(start - 0.5)
        drawing.line((at, middle - 40), (at, middle + 26), "chart-event")
    drawing.text((8.0, middle - 44), "before", "chart-label")
    drawing.text((begin + 6, middle - 44), "since", "chart-label-own")
    shown = max(1, round(len(layout.times) * 40 / width))
    for number, time in enumerate(layout.times):
        is_since = time >= layout.since[0]
        drawing.dot(
            (x.at(time), middle), 5.0, "chart-dot-last" if is_since else "chart-dot"
        )
        if number % shown == 0:
            drawing.text(
                (x.at(time), middle + 46), f"{time:g}", "chart-tick", anchor="middle"
            )
    return drawing.svg(
        key=f"windows-{class_}",
        title="The windows of the study",
        description=sentence,
        class_=class_,
    )
