"""What each measure means: the definition one click from every number."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.presenters import in_full, kinds, published
from kinfold.insight.views.authorities import home_crumb
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.england import ATTRIBUTION, LICENCE_URL
from kinfold_measures.findings import england_words
from kinfold_measures.process import process_of_england


@require_safe
def measures(request: ViewerRequest) -> HttpResponse:
    context = {
        "themes": selectors.measures_by_theme(request.viewer),
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (home_crumb(), Link("What the figures mean", "")),
    }
    return render_page(request, "insight/measures.html", context)


@require_safe
def measure(request: ViewerRequest, code: str) -> HttpResponse:
    shown = selectors.measure(request.viewer, code)
    panel = selectors.england(request.viewer)
    process = process_of_england(panel, shown)
    context = {
        "measure": shown,
        "who": england_words(shown),
        "change": in_full.change_of(shown, process),
        "how": kinds.how_to_read([process]),
        "rows": published.definition_rows(shown, panel.last_year),
        "breaks": published.break_notes(shown, dict(panel.areas)),
        "balancing": published.balancing_links(shown),
        "programme": [
            Link(area.name, published.picture_url(area, shown))
            for area in panel.programme()
        ],
        "licence_url": LICENCE_URL,
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (
            home_crumb(),
            Link("What the figures mean", reverse("insight:measures")),
            Link(shown.short, ""),
        ),
    }
    return render_page(request, "insight/measure.html", context)
