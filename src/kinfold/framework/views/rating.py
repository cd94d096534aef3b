"""A rater's own pages: what is still to rate, one part at a time, and handing it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.framework import policy, selectors
from kinfold.framework.actions import rating
from kinfold.framework.forms import RateForm
from kinfold.framework.presenters import lists
from kinfold.framework.presenters import rating as presenters
from kinfold.framework.shipped import framework
from kinfold.framework.views.frame import ASKED, CHANGED, crumbs, review_link
from kinfold.platform.components import Link
from kinfold.platform.conflicts import beside
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.practice.self_review import Hat


@require_http_methods(ASKED)
def rater(request: ViewerRequest, rater_id: UUID) -> HttpResponse:
    """What is rated and what is not; sent, it is handed in."""
    viewer = request.viewer
    row = selectors.rater(viewer, rater_id)
    said = selectors.said_by_rater(viewer, row)
    if request.method == "POST":
        page = Asking(
            title="Hand it in?",
            button="Hand it in",
            back_url=lists.rater_url(row),
            done="It is handed in. It is shown to the others when the review is closed",
        )
        return ask(
            request,
            forms.Form(request.POST),
            page,
            lambda: rating.hand_in(rater_id=rater_id, by=viewer),
        )
    words = framework(row.review.edition)
    context = {
        "row": row,
        "review": row.review,
        "hat": Hat(row.hat).label,
        "is_own": row.account is not None,
        "domains": presenters.to_rate(words, row, said),
        "rated": len(said),
        "every": len(words.parts),
        "state": lists.state_cell(row, row.review),
        "may_set_aside": bool(policy.may_keep(viewer, row.authority_id))
        and not (row.review.closed_on or row.handed_in_on or row.set_aside_why),
        "first": next((one for one in words.parts if one.key not in said), None),
        "breadcrumbs": crumbs(
            *_review_link(viewer, row), Link(f"{row.name} rates", "")
        ),
    }
    return render_page(request, "framework/rater.html", context)


def _review_link(viewer: Viewer, row: Any) -> tuple[Link, ...]:
    """For whoever may open the review: not for who only rated, and was set aside."""
    if row.set_aside_why and not policy.may_see(viewer):
        return ()
    return (review_link(row.review),)


@require_http_methods(ASKED)
def rate(request: ViewerRequest, rater_id: UUID, part_key: str) -> HttpResponse:
    viewer = request.viewer
    row = selectors.rater(viewer, rater_id)
    words = framework(row.review.edition)
    part = words.part(part_key)
    if part is None:
        raise NotFound(f"No part {part_key!r}")
    said = selectors.said_by_rater(viewer, row)
    form = RateForm(
        posted(request),
        hat=row.hat,
        is_closed=row.review.closed_on is not None,
        initial=presenters.typed(said.get(part_key), row.hat),
    )
    page = Asking(
        title=part.title,
        button="Save the correction" if row.review.closed_on else "Save and go on",
        back_url=lists.rater_url(row),
        lead=part.asks,
        template="framework/rate.html",
        more={
            "part": part,
            "row": row,
            "breadcrumbs": crumbs(
                Link(f"{row.name} rates", lists.rater_url(row)), Link(part.title, "")
            ),
        },
    )
    goes_on = presenters.next_url(words, row, part_key, said)
    try:
        return ask(
            request,
            form,
            page,
            lambda: _save(request, row, part_key, form),
            done_url=page.back_url if row.review.closed_on else goes_on,
        )
    except StaleVersion as changed:
        stands = presenters.typed(changed.current, row.hat)
        page.more["conflict"] = beside(stands, form)
        version = changed.current.version if changed.current else 0
        form.data = with_version(form.data, version)
        return show(request, form, page, status=CHANGED)


def _save(request: ViewerRequest, row: Any, part: str, form: RateForm) -> None:
    said = form.cleaned_data
    names = rating.Rated.__slots__
    rating.rate(
        rater_id=row.pk,
        part=part,
        rated=rating.Rated(**{name: said[name] for name in names if name in said}),
        seen_version=said["version"] or 0,
        corrected_why=said.get("corrected_why", ""),
        by=request.viewer,
    )
