"""The programme's home, each authority's own, and the list as a file."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.platform.viewer import Viewer
from kinfold.programme import (
    cohort_selectors,
    home_presenters,
    home_selectors,
    place_presenters,
    policy,
    presenters,
)
from kinfold.programme.glance_forms import GlanceForm
from kinfold.programme.home_selectors import AtAGlance, Standing
from kinfold.programme.map_of_phases import map_figure
from kinfold.programme.pdf import render_glance
from kinfold.programme.place_presenters import NeedHere
from kinfold_measures.catalogue import COLUMNS
from kinfold_measures.england import kept_panel
from kinfold_measures.export import written
from kinfold_measures.workbook import workbook_of

HOME = "programme:home"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = "application/pdf"
KINDS = ("csv", "xlsx", "pdf")
LIMITED = 422
ON_A_PAGE = 40  # every programme so far is on one; the files have all of them


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Every authority for the programme's members; their own for its leaders."""
    viewer = request.viewer
    if policy.may_show_measures(viewer) and not policy.may_read_rooms(viewer):
        return redirect("programme:measures")
    form = _asked(request)
    asked = form.asked()
    glance = home_selectors.at_a_glance(viewer, asked.get("programme", ""))
    if glance is None:
        waiting = {"needs": _invited(viewer)}
        return render_page(request, "programme/none.html", waiting)
    if viewer.authority_id and glance.places:
        return _place(request, glance, glance.places[0])
    places = home_presenters.chosen(glance.places, asked)
    page = Paginator(places, ON_A_PAGE).get_page(request.GET.get("page"))
    status = 200 if form.is_valid() else LIMITED
    context = {
        "programme": glance.programme,
        "dates": presenters.dates_words(glance.programme),
        "asked": place_presenters.asked_to_answer(glance.waiting),
        "needs": home_presenters.needs(glance),
        "needs_sentence": home_presenters.needs_sentence(glance),
        "form": form,
        "bar": _bar(form.told(), _with(reverse(HOME), _which(glance))),
        "table": home_presenters.glance_table(glance, list(page)),
        "page_obj": page,
        "shown": home_presenters.how_many_shown(glance, places),
        "files": [
            (kind.upper(), _with(reverse("programme:glance", args=[kind]), asked))
            for kind in KINDS
        ],
        "map": map_figure(glance),
        "others": _others(glance),
        "rooms": presenters.rooms(viewer),
    }
    return render_page(request, "programme/home.html", context, status=status)


@require_safe
def place(request: ViewerRequest, place: str) -> HttpResponse:
    """Everything of one authority, in one place."""
    asked = _asked(request).asked()
    glance, standing = home_selectors.standing_of(
        request.viewer, place, asked.get("programme", "")
    )
    return _place(request, glance, standing)


@require_safe
@limited("papers", per_minute=30)
def glance_file(request: ViewerRequest, kind: str) -> HttpResponse:
    """The list of authorities as it is narrowed and ordered, as CSV, XLSX or PDF."""
    if kind not in KINDS:
        raise NotFound(f"No file of the kind {kind!r}")
    asked = _asked(request).asked()
    glance = home_selectors.at_a_glance(request.viewer, asked.get("programme", ""))
    if glance is None:
        raise NotFound("They are in no programme")
    places = home_presenters.chosen(glance.places, asked)
    if kind == "pdf":
        paper = render_glance(glance, places, today=timezone.localdate())
        return _download(paper, PAPER, kind)
    rows = home_presenters.csv_rows(glance, places)
    headings = home_presenters.HEADINGS
    if kind == "csv":
        return _download(written(headings, rows), "text/csv; charset=utf-8", kind)
    book = workbook_of(
        headings,
        rows,
        numbers=home_presenters.NUMBERS,
        told=(*home_presenters.TOLD, ("Programme", glance.programme.name)),
    )
    return _download(book, WORKBOOK, kind)


def _place(
    request: ViewerRequest, glance: AtAGlance, standing: Standing
) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    is_own = viewer.authority_id == standing.id
    promises = home_selectors.open_promises(viewer, glance.programme.pk, standing.id)
    context = {
        "place": standing,
        "programme": glance.programme,
        "is_own": is_own,
        "needs": (
            *(_invited(viewer) if is_own else ()),
            *place_presenters.asked_to_answer(glance.waiting if is_own else ()),
            *place_presenters.needs_here(standing, glance),
        ),
        "rows": place_presenters.rows(
            standing,
            glance,
            home_selectors.learned_there(viewer, glance.programme.pk, standing.id),
        ),
        "promises": place_presenters.promises_tables(promises, today),
        "ahead": place_presenters.ahead(
            home_selectors.visits_ahead(viewer, standing.id)
        ),
        "ways_on": place_presenters.ways_on(
            standing, is_published=panel.by_slug(standing.slug) is not None
        ),
        "others": _others(glance) if is_own else (),
        "rooms": presenters.rooms(viewer) if is_own else (),
        "breadcrumbs": ()
        if is_own
        else (
            Link(glance.programme.name, _with(reverse(HOME), _which(glance))),
            Link(standing.name, ""),
        ),
    }
    return render_page(request, "programme/place.html", context)


def _invited(viewer: Viewer) -> tuple[NeedHere, ...]:
    """What waits for the answer of the authority's director, while it can be given."""
    if not viewer.authority_id or not policy.may_answer(viewer):
        return ()
    today, asked = timezone.localdate(), cohort_selectors.invitations(viewer)
    return place_presenters.invited(one for one in asked if one.answer_by >= today)


def _asked(request: ViewerRequest) -> GlanceForm:
    return GlanceForm(request.GET.dict())


@lru_cache(maxsize=64)
def _bar(told: tuple[tuple[str, str], ...], clear_url: str) -> SafeString:
    """The questions above the list, drawn once for the same answers."""
    values = {
        "form": GlanceForm(dict(told)),
        "label": "Narrow and order the authorities",
        "clear_url": clear_url,
    }
    return SafeString(render_to_string("components/filter_bar.html", values))


def _which(glance: AtAGlance) -> dict[str, str]:
    return {"programme": glance.programme.slug} if glance.others else {}


def _others(glance: AtAGlance) -> tuple[Link, ...]:
    return tuple(
        Link(one.name, _with(reverse(HOME), {"programme": one.slug}))
        for one in glance.others
    )


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}?{urlencode(asked)}" if asked else address


def _download(content: str | bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"kinfold-programme.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
