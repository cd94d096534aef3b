"""The ten authorities side by side, among all of England's."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.forms import SORTS, CompareForm
from kinfold.insight.presenters import published
from kinfold.insight.views.authorities import home_crumb
from kinfold.insight.views.download import csv_download
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.england import ATTRIBUTION, LICENCE_URL
from kinfold_measures.export import standings_csv

TEMPLATE = "insight/compare.html"


@require_safe
def compare(request: ViewerRequest) -> HttpResponse:
    form = _asked(request)
    context = {
        "form": form,
        "licence_url": LICENCE_URL,
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (home_crumb(), Link("Compare the ten", "")),
    }
    if not form.is_valid():
        return render_page(request, TEMPLATE, context, status=422)
    asked = form.cleaned_data
    standings = selectors.standings(request.viewer, asked["measure"], asked["year"])
    order = published.in_order(standings, asked["sort"])
    context |= {
        "measure": standings.measure,
        "figure": published.comparison_figure(standings, order),
        "orders": _order_links(asked),
        "csv_url": f"{reverse('insight:compare-csv')}?{urlencode(asked)}",
        "version": standings.version,
    }
    return render_page(request, TEMPLATE, context)


@require_safe
def compare_csv(request: ViewerRequest) -> HttpResponse:
    form = _asked(request)
    if not form.is_valid():
        words = " ".join(str(text) for texts in form.errors.values() for text in texts)
        return HttpResponse(words, content_type="text/plain", status=422)
    asked = form.cleaned_data
    standings = selectors.standings(request.viewer, asked["measure"], asked["year"])
    panel = selectors.england(request.viewer)
    year = str(asked["year"])
    return csv_download(standings_csv(panel, standings), asked["measure"], year)


def _asked(request: ViewerRequest) -> CompareForm:
    last_year = selectors.england(request.viewer).last_year
    return CompareForm(request.GET.dict(), last_year=last_year)


def _order_links(asked: dict[str, Any]) -> tuple[Link, ...]:
    here = reverse("insight:compare")
    return tuple(
        Link(
            label,
            f"{here}?{urlencode({**asked, 'sort': sort})}",
            is_current=sort == asked["sort"],
        )
        for sort, label in SORTS.items()
    )
