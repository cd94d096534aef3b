"""A chart to take away, its definition and source inside: a picture, or its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.http import HttpResponse

from kinfold.insight.views.download import csv_download, download
from kinfold_core.drawing.alone import standing_alone
from kinfold_measures.chart_export import chart_csv, chart_workbook
from kinfold_measures.charts.png import as_png
from kinfold_measures.charts.process import process_chart
from kinfold_measures.kinds import TITLES
from kinfold_measures.process import Process, process_finding, process_sentences

PICTURES = frozenset({"svg", "png"})
FORMS = PICTURES | {"csv", "xlsx"}
FONTS = tuple(
    settings.PROJECT / "src/kinfold/platform/pdf_fonts" / f"{name}.ttf"
    for name in (
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    )
)


def of_process(
    process: Process,
    form: str,
    names: Sequence[str],
    *,
    lines: Sequence[str],
    events: Sequence[tuple[date, str]] = (),
) -> HttpResponse:
    """The chart in one of `FORMS`, with the days of `events` marked in pictures.

    `lines` say what it counts and its source.
    """
    if form == "csv":
        return csv_download(chart_csv(process, " ".join(lines)), *names)
    if form == "xlsx":
        return download(chart_workbook(process, " ".join(lines)), form, *names)
    drawn = process_chart(process, key=names[-1], events=[day for day, _ in events])
    said = (
        f"{TITLES[process.kind]}.",
        *process_sentences(process),
        *(f"{place}. {words}" for place, (_, words) in enumerate(events, 1)),
    )
    return of_drawing(
        drawn, form, process_finding(process), (said, *([one] for one in lines)), names
    )


def of_drawing(
    drawn: str,
    form: str,
    title: str,
    paragraphs: Iterable[Iterable[str]],
    names: Sequence[str],
) -> HttpResponse:
    """A picture with its title over it and what it says and counts under it."""
    alone = standing_alone(
        drawn, title=title, lines=[" ".join(said) for said in paragraphs]
    )
    content = as_png(alone, FONTS) if form == "png" else alone
    return download(content, form, *names)
