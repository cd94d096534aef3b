"""What was counted on an authority's own returns, in full and in its parts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.presenters import goals, own
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest

TITLE = "Counted on our returns"


def _crumbs(last: Link) -> tuple[Link, ...]:
    home = Link("Our measures", reverse("insight:goals"))
    return (home, Link(TITLE, reverse("insight:counted")), last)


@require_safe
def counted(request: ViewerRequest) -> HttpResponse:
    """Every measure that there are figures of."""
    context = {
        "title": TITLE,
        "lines": own.counted_lines(selectors.counted_measures(request.viewer)),
        "breadcrumbs": _crumbs(Link("", ""))[:2],
    }
    return render_page(request, "insight/counted.html", context)


@require_safe
def counted_measure(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.counted_in_full(viewer, code)
    events = selectors.standing_events(viewer)
    process = own.counted_process(shown.definition, shown.figures, viewer.place_name)
    context = {
        "definition": shown.definition,
        "rows": own.counted_rows(shown.definition),
        "change": own.counted_change(
            shown.definition, process, [one.day.middle for one in events]
        ),
        "events": goals.event_lines(events),
        "tables": own.parted_tables(shown.definition, shown.figures),
        "withheld": own.why_withheld(shown),
        "breadcrumbs": _crumbs(Link(shown.definition.title, "")),
    }
    return render_page(request, "insight/counted_measure.html", context)
