"""Charts and figures to take away, each with its definition and source inside."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.presenters import goals, kinds
from kinfold.insight.views import chart_file
from kinfold.insight.views.download import download
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold_measures.charts.funnel import funnel_chart
from kinfold_measures.charts.line import Size, line_chart
from kinfold_measures.england import ATTRIBUTION
from kinfold_measures.export import definition
from kinfold_measures.findings import explanation, finding
from kinfold_measures.funnels import funnel_finding, funnel_sentences
from kinfold_measures.measure import Measure
from kinfold_measures.picture import Picture
from kinfold_measures.process import process_of_picture
from kinfold_measures.workbook import pictures_workbook


@require_safe
def picture_workbook(request: ViewerRequest, slug: str, code: str) -> HttpResponse:
    shown = selectors.picture(request.viewer, slug, code)
    book = pictures_workbook(selectors.england(request.viewer), [shown])
    return download(book, "xlsx", slug, code)


@require_safe
def drawing(
    request: ViewerRequest, slug: str, code: str, which: str, form: str
) -> HttpResponse:
    """One of the three charts of a measure's page; the first as numbers too."""
    shown = selectors.in_full(request.viewer, slug, code)
    picture = shown.picture
    names, told = (slug, code, which), _told(picture.measure, picture)
    if which == "change" and form in chart_file.FORMS:
        process = process_of_picture(picture, kinds.asked_kind(request.GET, which))
        return chart_file.of_process(process, form, names, lines=told)
    if form not in chart_file.PICTURES:
        raise NotFound(f"No drawing as {form!r}")
    if which == "trend":
        drawn, title = line_chart(picture, key=which, size=Size.WIDE), finding(picture)
        said = explanation(picture)
    elif which == "funnel" and shown.funnel:
        drawn, title = (
            funnel_chart(shown.funnel, key=which),
            funnel_finding(shown.funnel),
        )
        said = funnel_sentences(shown.funnel)
    else:
        raise NotFound(f"No drawing {which!r} of {code}")
    paragraphs = (said, *([one] for one in told))
    return chart_file.of_drawing(drawn, form, title, paragraphs, names)


@require_safe
def own_drawing(request: ViewerRequest, code: str, form: str) -> HttpResponse:
    """The chart of a measure that the viewer's authority follows, with its events."""
    viewer = request.viewer
    area, choice = selectors.own_area(viewer), selectors.choice_of(viewer, code)
    if area is None:
        raise NotFound("England's panel has no such authority")
    if form not in chart_file.FORMS:
        raise NotFound(f"No drawing as {form!r}")
    picture = selectors.picture(viewer, area.slug, code)
    kind = kinds.asked_kind(request.GET, "change")
    return chart_file.of_process(
        goals.own_process(picture, choice, kind),
        form,
        (area.slug, code, "own"),
        events=goals.events_told(selectors.standing_events(viewer)),
        lines=_told(picture.measure, picture),
    )


def _told(measure: Measure, picture: Picture) -> tuple[str, ...]:
    return (
        f"{picture.area.name}. {measure.title}: {definition(measure)}.",
        f"Data version {picture.version}. {ATTRIBUTION}",
    )
