"""The programme's home: its authorities, side by side, from public figures only."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.programme import presenters, selectors
from kinfold_measures.england import ATTRIBUTION


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    found = selectors.programmes(request.viewer)
    homes = [
        (
            each,
            presenters.dates_words(each),
            presenters.places_table(each),
            presenters.aim_figures(each, number),
        )
        for number, each in enumerate(found)
    ]
    context = {"homes": homes, "data_attribution": ATTRIBUTION}
    return render_page(request, "programme/home.html", context)
