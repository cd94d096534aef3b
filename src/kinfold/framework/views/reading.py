"""Reading the framework, an authority's reviews, and what was said in one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.framework import policy, selectors
from kinfold.framework.presenters import lists, told
from kinfold.framework.shipped import framework
from kinfold.framework.views.frame import crumbs, place_link, review_link
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.export import written
from kinfold_measures.workbook import workbook_of

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Every authority's newest review; and where the viewer is asked to rate."""
    viewer = request.viewer
    asked = selectors.asked_of(viewer)
    may_see = bool(policy.may_see(viewer))
    context = {
        "asked": lists.asked_table(asked) if asked else None,
        "may_see": may_see,
        "places": lists.places_table(selectors.overview(viewer)) if may_see else None,
        "rule": lists.RULE,
    }
    return render_page(request, "framework/home.html", context)


@require_safe
def parts(request: ViewerRequest) -> HttpResponse:
    """The framework itself, in our own words."""
    insist(policy.may_enter(request.viewer))
    context = {
        "framework": framework(),
        "breadcrumbs": crumbs(Link("The framework", "")),
    }
    return render_page(request, "framework/parts.html", context)


@require_safe
def place(request: ViewerRequest, programme_id: UUID, reviews_of: UUID) -> HttpResponse:
    row = selectors.place(request.viewer, programme_id, reviews_of)
    reviews = selectors.reviews_of(request.viewer, row)
    context = {
        "place": row,
        "newest": next((one for one in reviews if one.closed_on), None),
        "is_synthetic": any(one.is_synthetic for one in reviews),
        "table": lists.reviews_table(reviews),
        "rule": lists.RULE,
        "may_keep": bool(policy.may_keep(request.viewer, row.authority_id)),
        "breadcrumbs": crumbs(Link(row.authority.name, "")),
    }
    return render_page(request, "framework/place.html", context)


@require_safe
def review(request: ViewerRequest, review_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.review_shown(viewer, review_id)
    row = shown.review
    may_keep = bool(policy.may_keep(viewer, row.authority_id))
    apart, low = told.to_talk_about(shown.told) if shown.told else ((), ())
    context = {
        "row": row,
        "is_open": row.closed_on is None,
        "may_keep": may_keep,
        "may_see": bool(policy.may_see(viewer)),
        "raters": lists.raters_table(
            shown,
            may_keep=may_keep,
            may_rate_as=lambda one: bool(selectors.may_rate_as(viewer, one)),
        ),
        "apart": apart,
        "low": low,
        "rule": lists.RULE,
        "corrected": told.corrected_since(shown.told, shown.corrected)
        if shown.told
        else (),
        "domains": told.domains(shown.told, shown.before) if shown.told else (),
        "versions": lists.versions_table(shown.versions) if shown.versions else None,
        "breadcrumbs": crumbs(*place_link(viewer, row), Link("A review", "")),
    }
    return render_page(request, "framework/review.html", context)


@require_safe
def part(request: ViewerRequest, review_id: UUID, part_key: str) -> HttpResponse:
    """All that was said of one part in a closed review."""
    viewer = request.viewer
    row = selectors.review(viewer, review_id)
    words = framework(row.edition).part(part_key)
    if words is None or row.closed_on is None:
        raise NotFound(f"Nothing is shown of {part_key!r}")
    reviews = selectors.over_time(viewer, row)
    here = next(one for one in reviews if one.review.pk == row.pk)
    since = selectors.corrections(viewer, row, part_key)
    context = {
        "row": row,
        "part": words,
        "page": told.part_page(words, reviews, here, since),
        "may_see": bool(policy.may_see(viewer)),
        "breadcrumbs": crumbs(review_link(row), Link(words.title, "")),
    }
    return render_page(request, "framework/part.html", context)


@require_safe
def away(request: ViewerRequest, review_id: UUID, form: str) -> HttpResponse:
    """What was said in a closed review, as a file."""
    row = selectors.review(request.viewer, review_id)
    if row.closed_on is None:
        raise NotFound("An open review shows nothing that was said")
    held = selectors.told_in(request.viewer, row)
    lines = told.file_rows(held, selectors.corrections(request.viewer, row))
    content: str | bytes
    if form == "csv":
        content = "\ufeff" + written(told.HEADINGS, lines)
    else:
        content = workbook_of(
            told.HEADINGS,
            lines,
            numbers=told.NUMBERS,
            told=[
                ("Review of", row.authority.name),
                ("For", str(row.day)),
                ("Why", row.why),
                ("A part is low, raters are far apart", lists.RULE),
                ("Where it was corrected", told.FILE_RULE),
                ("Made up", "yes" if row.is_synthetic else "no"),
            ],
        )
    name = f"kinfold-framework-{row.authority.slug}-{row.day}.{form}"
    return HttpResponse(
        content,
        content_type=KINDS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
