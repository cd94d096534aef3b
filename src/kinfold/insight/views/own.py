"""What was counted on an authority's own returns, in full and in its parts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinfold.insight import policy, selectors
from kinfold.insight.presenters import goals, kinds, own, published
from kinfold.insight.selectors import CountedInFull
from kinfold.insight.views import chart_file
from kinfold.insight.views.download import csv_download, download
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.counted import (
    SOURCE,
    UNITS,
    counted_csv,
    counted_workbook,
    definition_words,
)
from kinfold_measures.england import ATTRIBUTION
from kinfold_measures.kinds import ChartKind
from kinfold_measures.process import Process

TITLE = "Counted by ourselves"
PLACES = {"change": "by-year", "quarters": "by-quarter"}
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
    asked = _asked(request)
    processes = {
        which: process
        for which in WHICH
        if (process := _process(request, shown, which, kinds.asked_kind(asked, which)))
    }
    drawn = {
        which: own.counted_change(
            shown.definition,
            process,
            days,
            which,
            kinds.kinds_of(process, which, asked=asked, place=PLACES[which]),
        )
        for which, process in processes.items()
    }
    context = {
        "definition": shown.definition,
        "rows": own.counted_rows(shown.definition),
        **drawn,
        "how": kinds.how_to_read(processes.values()),
        "refused": kinds.refused(asked, processes),
        "breaks": [one.note for one in shown.breaks],
        "beside": own.look_beside(shown),
        "workforce": [published.card(one) for one in shown.workforce],
        "data_attribution": ATTRIBUTION,
        "history": goals.choice_lines(shown.choices, UNITS[shown.definition.kind]),
        "may_show": selectors.may_be_shown(viewer),
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
    """The chart of years or of quarters: as a picture with what changed laid over, or
    as numbers with its limits."""
    viewer = request.viewer
    shown = selectors.counted_in_full(viewer, code)
    kind = kinds.asked_kind(request.GET, which)
    process = _process(request, shown, which, kind) if which in WHICH else None
    if process is None or form not in chart_file.FORMS:
        raise NotFound(f"No drawing {which!r} of {code} as {form!r}")
    about = f"{viewer.place_name}. {shown.definition.title}"
    return chart_file.of_process(
        process,
        form,
        ("own", code, which),
        events=goals.events_told(selectors.standing_events(viewer)),
        lines=(
            f"{about}: {definition_words(shown.definition)}.",
            f"Source of the figures: {SOURCE}.",
        ),
    )


def _asked(request: ViewerRequest) -> dict[str, str]:
    """The charts that the address asks for, by the names we know."""
    return {which: said for which in WHICH if (said := request.GET.get(which))}


def _process(
    request: ViewerRequest, shown: CountedInFull, which: str, kind: ChartKind | None
) -> Process | None:
    return own.counted_process(shown, request.viewer.place_name, WHICH[which], kind)
