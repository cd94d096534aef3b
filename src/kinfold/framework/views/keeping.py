"""Beginning a review, asking raters into it, and closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinfold.framework import policy, selectors
from kinfold.framework.actions import reviewing
from kinfold.framework.forms import PurposeForm, RaterForm, SetAsideForm
from kinfold.framework.presenters import lists
from kinfold.framework.views.frame import ASKED, CHANGED, crumbs, review_link
from kinfold.platform.components import Link
from kinfold.platform.conflicts import beside
from kinfold.platform.holding import insist
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version


@require_http_methods(ASKED)
def begin(request: ViewerRequest, programme_id: UUID, reviews_of: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.place(viewer, programme_id, reviews_of)
    insist(policy.may_keep(viewer, row.authority_id))
    form = PurposeForm(posted(request))
    page = Asking(
        title="Begin a review",
        button="Begin it",
        back_url=lists.place_url(row),
        lead="The programme and this authority see it. No other authority does.",
        done="The review is open. Now ask who rates",
        more={"breadcrumbs": crumbs(Link("Begin a review", ""))},
    )
    made: list[Any] = []

    def save() -> None:
        begun = reviewing.begin(
            programme_id=programme_id,
            authority_id=reviews_of,
            purpose=_purpose(form),
            by=viewer,
        )
        made.append(begun)

    answer = ask(request, form, page, save)
    if made and isinstance(answer, HttpResponseRedirect):
        return HttpResponseRedirect(lists.review_url(made[0]))
    return answer


@require_http_methods(ASKED)
def change(request: ViewerRequest, review_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = _kept(request, review_id)
    form = PurposeForm(posted(request), initial=lists.purpose_of(row))
    page = _page(row, "Change what it is for", "Save the change")
    try:
        return ask(
            request,
            form,
            page,
            lambda: reviewing.change(
                review_id=review_id,
                purpose=_purpose(form),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        stands = lists.purpose_of(changed.current)
        page.more["conflict"] = beside(stands, form)
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def ask_rater(request: ViewerRequest, review_id: UUID) -> HttpResponse:
    row = _kept(request, review_id)
    colleagues = {
        one.user_id: (one.name, one.job_title)
        for one in selectors.colleagues(request.viewer)
        if one.user_id
    }
    form = RaterForm(posted(request), colleagues=colleagues)
    page = _page(row, "Ask somebody to rate", "Ask them")

    def save() -> None:
        said = form.cleaned_data
        names = ("name", "role", "hat", "account")
        reviewing.ask(
            review_id=review_id,
            **{name: said[name] for name in names},
            by=request.viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(ASKED)
def set_aside(request: ViewerRequest, rater_id: UUID) -> HttpResponse:
    rater = selectors.rater(request.viewer, rater_id)
    row = _kept(request, rater.review_id)
    form = SetAsideForm(posted(request))
    page = _page(row, f"{rater.name} did not rate", "Save it")
    return ask(
        request,
        form,
        page,
        lambda: reviewing.set_aside(
            rater_id=rater_id, why=form.cleaned_data["why"], by=request.viewer
        ),
    )


@require_http_methods(ASKED)
def close(request: ViewerRequest, review_id: UUID) -> HttpResponse:
    row = _kept(request, review_id)
    form = forms.Form(posted(request))
    page = _page(
        row,
        "Close it and show what was said?",
        "Close it",
        lead="From then on everybody who rated, those who lead here and the programme "
        "read what each rater said, with their names. Nothing of it is changed any "
        "more: who rated can correct what they said, and says why.",
        done="It is closed, and what was said is shown",
    )
    return ask(
        request,
        form,
        page,
        lambda: reviewing.close(review_id=review_id, by=request.viewer),
    )


def _kept(request: ViewerRequest, review_id: UUID) -> Any:
    row = selectors.review(request.viewer, review_id)
    insist(policy.may_keep(request.viewer, row.authority_id))
    return row


def _purpose(form: forms.Form) -> reviewing.Purpose:
    said = form.cleaned_data
    return reviewing.Purpose(
        day=said["day"], why=said["why"], who_rates=said["who_rates"]
    )


def _page(
    row: Any, title: str, button: str, *, lead: str = "", done: str = "Saved"
) -> Asking:
    return Asking(
        title=title,
        button=button,
        back_url=lists.review_url(row),
        lead=lead or f"{row.authority.name}: {row.why}",
        done=done,
        more={"breadcrumbs": crumbs(review_link(row), Link(title, ""))},
    )
