"""What was counted on an authority's own returns, in full and in its parts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinfold.insight import policy, selectors
from kinfold.insight.presenters import goals, own
from kinfold.insight.views.download import csv_download, download
from kinfold.insight.views.drawings import FONTS
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.charts.alone import as_png, standing_alone
from kinfold_measures.charts.process import process_chart
from kinfold_measures.counted import (
    SOURCE,
    UNITS,
    counted_csv,
    counted_workbook,
    definition_words,
)
from kinfold_measures.process import process_finding, process_sentences

TITLE = "Counted on our returns"
WHICH = {"change": own.Kind.YEAR, "quarters": own.Kind.QUARTER}
"""The charts of a measure, by the name of each."""


def _crumbs(last: Link) -> tuple[Link, ...]:
    home = Link("Our measures", reverse("insight:goals"))
    return (home, Link(TITLE, reverse("insight:counted")), last)


@require_safe
def counted(request: ViewerRequest) -> HttpResponse:
    """Every measure that there are figures of."""
    context = {
        "title": TITLE,
        "subjects": own.counted_subjects(selectors.counted_measures(request.viewer)),
        "breadcrumbs": _crumbs(Link("", ""))[:2],
    }
    return render_page(request, "insight/counted.html", context)


@require_safe
def counted_measure(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.counted_in_full(viewer, code)
    events = selectors.standing_events(viewer)
    days = [one.day.middle for one in events]
    drawn = {
        which: own.counted_change(shown.definition, process, days, which)
        for which, kind in WHICH.items()
        if (process := own.counted_process(shown, viewer.place_name, kind))
    }
    context = {
        "definition": shown.definition,
        "rows": own.counted_rows(shown.definition),
        **drawn,
        "breaks": [one.note for one in shown.breaks],
        "beside": own.look_beside(shown),
        "history": goals.choice_lines(shown.choices, UNITS[shown.definition.kind]),
        "may_set": bool(policy.may_set_goals(viewer)),
        "events": goals.event_lines(events),
        "tables": own.parted_tables(shown.definition, shown.figures),
        "withheld": own.why_withheld(shown),
        "breadcrumbs": _crumbs(Link(shown.definition.title, "")),
    }
    return render_page(request, "insight/counted_measure.html", context)


@require_safe
def counted_figures(request: ViewerRequest, code: str, form: str) -> HttpResponse:
    """Every figure that may be shown, with its definition, as CSV or XLSX."""
    who = request.viewer.place_name
    shown = selectors.counted_in_full(request.viewer, code)
    figures = own.to_take_away(shown)
    if form == "csv":
        text = counted_csv(shown.definition, figures, who, shown.breaks)
        return csv_download(text, "own", code)
    if form == "xlsx":
        book = counted_workbook(shown.definition, figures, who, shown.breaks)
        return download(book, "xlsx", "own", code)
    raise NotFound(f"No figures as {form!r}")


@require_safe
def counted_drawing(
    request: ViewerRequest, code: str, which: str, form: str
) -> HttpResponse:
    """The chart of years or of quarters, what changed laid over, as SVG or PNG."""
    viewer = request.viewer
    shown = selectors.counted_in_full(viewer, code)
    process = which in WHICH and own.counted_process(
        shown, viewer.place_name, WHICH[which]
    )
    if not process or form not in {"svg", "png"}:
        raise NotFound(f"No drawing {which!r} of {code} as {form!r}")
    events = selectors.standing_events(viewer)
    said = (
        *process_sentences(process),
        *(f"{place}. {one.day}: {one.words}." for place, one in enumerate(events, 1)),
    )
    drawn = process_chart(process, key=which, events=[e.day.middle for e in events])
    about = f"{viewer.place_name}. {shown.definition.title}"
    alone = standing_alone(
        drawn,
        title=process_finding(process),
        lines=(
            " ".join(said),
            f"{about}: {definition_words(shown.definition)}.",
            f"Source of the figures: {SOURCE}.",
        ),
    )
    content = as_png(alone, FONTS) if form == "png" else alone
    return download(content, form, "own", code, which)
