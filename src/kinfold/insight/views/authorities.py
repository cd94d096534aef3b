"""England's authorities: find one, and see its published figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from kinfold.insight import selectors
from kinfold.insight.forms import FindAuthorityForm
from kinfold.insight.presenters import in_full, kinds, published
from kinfold.insight.views.download import csv_download
from kinfold.insight.views.drawn import drawn
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.england import ATTRIBUTION, LICENCE_URL
from kinfold_measures.export import pictures_csv
from kinfold_measures.process import Process, process_of_picture


@require_safe
def authorities(request: ViewerRequest) -> HttpResponse:
    form = FindAuthorityForm(request.GET)
    is_sound = form.is_valid()
    words = form.cleaned_data["q"] if is_sound else ""
    context = {
        "form": form,
        "words": words,
        "found": selectors.authorities(request.viewer, words),
        "data_attribution": ATTRIBUTION,
    }
    status = 200 if is_sound else 422
    return render_page(request, "insight/authorities.html", context, status=status)


@require_safe
def authority(request: ViewerRequest, slug: str) -> HttpResponse:
    area = selectors.authority(request.viewer, slug)
    version = selectors.england(request.viewer).version
    context = {
        "area": area,
        "area_line": published.area_line(area),
        "pictures": drawn.get((version, slug), lambda: _draw(request, slug)),
        "licence_url": LICENCE_URL,
        "version": version,
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (home_crumb(), Link(area.name, "")),
    }
    return render_page(request, "insight/authority.html", context)


def home_crumb() -> Link:
    return Link("Authorities", reverse("insight:authorities"))


def _draw(request: ViewerRequest, slug: str) -> SafeString:
    shown = selectors.pictures(request.viewer, slug)
    context = {
        "themes": published.themes_of_cards(shown),
        "ofsted": published.ofsted_figure(shown.area, shown.judgements, shown.years),
    }
    return render_to_string("insight/_partials/pictures.html", context)


@require_safe
def authority_csv(request: ViewerRequest, slug: str) -> HttpResponse:
    shown = selectors.pictures(request.viewer, slug)
    panel = selectors.england(request.viewer)
    return csv_download(pictures_csv(panel, shown.pictures), slug)


@require_safe
def picture(request: ViewerRequest, slug: str, code: str) -> HttpResponse:
    shown = selectors.picture(request.viewer, slug, code)
    area, measure = shown.area, shown.measure
    kind = kinds.asked_kind(request.GET, "change")
    process = process_of_picture(shown, kind)
    context = {
        "area": area,
        "refused": kinds.refused(request.GET, {"change": process}),
        "measure": measure,
        "in_full": drawn.get(
            (shown.version, slug, code, process.kind.value),
            lambda: _draw_in_full(request, slug, code, process),
        ),
        "neighbours": published.neighbour_links(shown),
        "balancing": published.balancing_links(measure, area),
        "sources": shown.sources,
        "version": shown.version,
        "licence_url": LICENCE_URL,
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (
            home_crumb(),
            Link(area.name, published.authority_url(area)),
            Link(measure.short, ""),
        ),
    }
    return render_page(request, "insight/picture.html", context)


def _draw_in_full(
    request: ViewerRequest, slug: str, code: str, process: Process
) -> SafeString:
    shown = selectors.in_full(request.viewer, slug, code)
    area, years = shown.picture.area, selectors.years(request.viewer)
    context = {
        "area": area,
        "measure": shown.picture.measure,
        "change": in_full.change_of(
            shown.picture.measure,
            process,
            kinds=kinds.kinds_of(process, "change", asked={}, place="changed"),
        ),
        "how": kinds.how_to_read([process]),
        "trend": published.large_figure(shown.picture),
        "funnel": in_full.funnel_figure(shown.funnel) if shown.funnel else None,
        "no_funnel": in_full.no_funnel(shown),
        "cards": in_full.cards_beside(shown),
        "ofsted": published.ofsted_figure(area, shown.judgements, years),
    }
    return render_to_string("insight/_partials/in_full.html", context)


@require_safe
def picture_csv(request: ViewerRequest, slug: str, code: str) -> HttpResponse:
    shown = selectors.picture(request.viewer, slug, code)
    panel = selectors.england(request.viewer)
    return csv_download(pictures_csv(panel, [shown]), slug, code)
