"""Charts and figures to take away, each with its definition and source inside."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.presenters import goals
from kinfold.insight.views.download import download
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold_measures.charts.alone import as_png, standing_alone
from kinfold_measures.charts.funnel import funnel_chart
from kinfold_measures.charts.line import Size, line_chart
from kinfold_measures.charts.process import process_chart
from kinfold_measures.england import ATTRIBUTION
from kinfold_measures.export import definition
from kinfold_measures.findings import explanation, finding
from kinfold_measures.funnels import funnel_finding, funnel_sentences
from kinfold_measures.measure import Measure
from kinfold_measures.picture import Picture
from kinfold_measures.process import (
    process_finding,
    process_of_picture,
    process_sentences,
)
from kinfold_measures.workbook import pictures_workbook

FONTS = tuple(
    settings.PROJECT / "src/kinfold/platform/pdf_fonts" / f"{name}.ttf"
    for name in (
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    )
)


@require_safe
def picture_workbook(request: ViewerRequest, slug: str, code: str) -> HttpResponse:
    shown = selectors.picture(request.viewer, slug, code)
    book = pictures_workbook(selectors.england(request.viewer), [shown])
    return download(book, "xlsx", slug, code)


@require_safe
def drawing(
    request: ViewerRequest, slug: str, code: str, which: str, form: str
) -> HttpResponse:
    """One of the three charts of a measure's page, as SVG or PNG."""
    shown = selectors.in_full(request.viewer, slug, code)
    picture = shown.picture
    if which == "change":
        process = process_of_picture(picture)
        drawn, title = process_chart(process, key=which), process_finding(process)
        said = process_sentences(process)
    elif which == "trend":
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
    return _away(drawn, form, title, said, picture, which)


@require_safe
def own_drawing(request: ViewerRequest, code: str, form: str) -> HttpResponse:
    """The chart of a measure that the viewer's authority follows, with its events."""
    viewer = request.viewer
    area, choice = selectors.own_area(viewer), selectors.choice_of(viewer, code)
    if area is None:
        raise NotFound("England's panel has no such authority")
    picture = selectors.picture(viewer, area.slug, code)
    events = selectors.standing_events(viewer)
    process = goals.own_process(picture, choice)
    drawn = process_chart(
        process, key="change", events=[one.day.middle for one in events]
    )
    said = [
        *process_sentences(process),
        *(f"{place}. {one.day}: {one.words}." for place, one in enumerate(events, 1)),
    ]
    return _away(drawn, form, process_finding(process), tuple(said), picture, "own")


def _away(
    drawn: str,
    form: str,
    title: str,
    said: tuple[str, ...],
    picture: Picture,
    which: str,
) -> HttpResponse:
    if form not in {"svg", "png"}:
        raise NotFound(f"No drawing as {form!r}")
    alone = standing_alone(
        drawn, title=title, lines=(" ".join(said), *_told(picture.measure, picture))
    )
    content = as_png(alone, FONTS) if form == "png" else alone
    return download(content, form, picture.area.slug, picture.measure.code, which)


def _told(measure: Measure, picture: Picture) -> tuple[str, ...]:
    return (
        f"{picture.area.name}. {measure.title}: {definition(measure)}.",
        f"Data version {picture.version}. {ATTRIBUTION}",
    )
