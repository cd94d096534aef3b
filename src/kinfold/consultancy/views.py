"""Visits, calls and what both sides promised at them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.consultancy import policy, presenters, selectors
from kinfold.consultancy.actions import holding, promising
from kinfold.consultancy.forms import CameForm, PromiseForm, SittingForm
from kinfold.platform.components import Link
from kinfold.platform.conflicts import beside
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version

ASKED = ["GET", "HEAD", "POST"]
CHANGED = 409
HOME = "consultancy:home"


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    rows = selectors.overview(request.viewer)
    context = {"table": presenters.places_table(rows)}
    return render_page(request, "consultancy/home.html", context)


@require_safe
def place(request: ViewerRequest, programme_id: UUID, sits_with: UUID) -> HttpResponse:
    shown = selectors.place_shown(request.viewer, programme_id, sits_with)
    context = {
        "place": shown.place,
        "said": shown.said,
        "page": presenters.place_page(shown, timezone.localdate()),
        "may_hold": bool(policy.may_hold(request.viewer, sits_with)),
        "breadcrumbs": _crumbs(Link(shown.place.authority.name, "")),
    }
    return render_page(request, "consultancy/place.html", context)


@require_http_methods(ASKED)
def begin(request: ViewerRequest, programme_id: UUID, sits_with: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.place(viewer, programme_id, sits_with)
    insist(policy.may_hold(viewer, row.authority_id))
    dates = presenters.date_options(selectors.dates_of(viewer, row))
    form = SittingForm(posted(request), dates=dates)
    page = Asking(
        title=f"Write down a visit to {row.authority.name}, or a call",
        button="Save it",
        back_url=presenters.place_url(row),
        lead="The programme and this authority see it. No other authority does.",
        done="It is written down. Now ask for what was promised before",
        more={"breadcrumbs": _crumbs(Link("Write it down", ""))},
    )
    made: list[UUID] = []

    def save() -> None:
        saved = holding.begin(
            programme_id=programme_id,
            authority_id=sits_with,
            held=_held(form),
            by=viewer,
        )
        made.append(saved.pk)

    answer = ask(request, form, page, save)
    if made and isinstance(answer, HttpResponseRedirect):
        return HttpResponseRedirect(presenters.sitting_url(made[0]))
    return answer


@require_http_methods(ASKED)
def sitting(request: ViewerRequest, sitting_id: UUID) -> HttpResponse:
    """The page of one; sent, it is closed."""
    viewer = request.viewer
    if request.method == "POST":
        form, back = forms.Form(request.POST), presenters.sitting_url(sitting_id)
        page = Asking(
            title="Close it?", button="Close it", back_url=back, done="It is closed"
        )
        return ask(
            request,
            form,
            page,
            lambda: holding.close(sitting_id=sitting_id, by=viewer),
        )
    shown = selectors.sitting_shown(viewer, sitting_id)
    row = shown.row
    may_hold = bool(policy.may_hold(viewer, row.authority_id))
    held = presenters.sitting_page(shown, timezone.localdate(), may_hold=may_hold)
    context = {
        "row": row,
        "page": held,
        "versions": shown.versions,
        "may_write": may_hold and not row.closed_on,
        "breadcrumbs": _crumbs(_place_link(row), Link(held.title, "")),
    }
    return render_page(request, "consultancy/sitting.html", context)


@require_http_methods(ASKED)
def change(request: ViewerRequest, sitting_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.sitting(viewer, sitting_id)
    insist(policy.may_hold(viewer, row.authority_id))
    dates = presenters.date_options(
        selectors.dates_to_write_down(viewer, row, own=row.visit_id)
    )
    form = SittingForm(
        posted(request), dates=dates, initial=presenters.sitting_initial(row)
    )
    page = _asking(row, "Change what is written", "Save the change")
    try:
        return ask(
            request,
            form,
            page,
            lambda: holding.change(
                sitting_id=sitting_id,
                held=_held(form),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        page.more["conflict"] = beside(
            presenters.sitting_initial(changed.current), form
        )
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def promise_at(request: ViewerRequest, sitting_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.sitting(viewer, sitting_id)
    insist(policy.may_hold(viewer, row.authority_id))
    sides = presenters.side_options(row.authority.name)
    form = PromiseForm(posted(request), sides=sides)
    page = _asking(row, "What is promised?", "Save this promise")
    return ask(
        request,
        form,
        page,
        lambda: promising.promise(
            sitting_id=sitting_id, **form.cleaned_data, by=viewer
        ),
    )


@require_http_methods(ASKED)
def ask_for(request: ViewerRequest, sitting_id: UUID, promise_id: UUID) -> HttpResponse:
    """What came of a promise, asked at a later visit or call."""
    row = selectors.sitting(request.viewer, sitting_id)
    page = _asking(row, "What came of it?", "Save what came of it")
    return _came(request, promise_id, page, sitting_id)


@require_safe
def promise(request: ViewerRequest, promise_id: UUID) -> HttpResponse:
    shown = selectors.promise_shown(request.viewer, promise_id)
    row = shown.row
    is_open = row.state == presenters.OPEN
    context = {
        "row": row,
        "lead": presenters.promise_lead(row),
        "state": presenters.state_cell(row, timezone.localdate()),
        "sitting_url": presenters.sitting_url(row.sitting_id),
        "table": presenters.answers_table(shown.answers),
        "may_tell": is_open and bool(policy.may_hold(request.viewer, row.authority_id)),
        "breadcrumbs": _crumbs(_place_link(row), Link("A promise", "")),
    }
    return render_page(request, "consultancy/promise.html", context)


@require_http_methods(ASKED)
def tell(request: ViewerRequest, promise_id: UUID) -> HttpResponse:
    """What came of a promise, between two visits or calls."""
    row = selectors.promise(request.viewer, promise_id)
    page = Asking(
        title="What came of it?",
        button="Save what came of it",
        back_url=presenters.promise_url(row),
        template="consultancy/ask.html",
        more={"breadcrumbs": _crumbs(_place_link(row), Link("What came of it", ""))},
    )
    return _came(request, promise_id, page, None)


def _came(
    request: ViewerRequest, promise_id: UUID, page: Asking, sitting_id: UUID | None
) -> HttpResponse:
    viewer = request.viewer
    row = selectors.promise(viewer, promise_id)
    insist(policy.may_hold(viewer, row.authority_id))
    page.more["asked_of"] = f"{row.words}. {presenters.promise_lead(row)}"
    form = CameForm(posted(request), initial={"version": row.version})
    try:
        return ask(
            request,
            form,
            page,
            lambda: promising.answer(
                promise_id=promise_id,
                sitting_id=sitting_id,
                state=form.cleaned_data["state"],
                words=form.cleaned_data["words"],
                by_day=form.cleaned_data["by_day"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        now = selectors.promise_shown(viewer, promise_id)
        page.more["conflict"] = beside(presenters.came_now(now), form)
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


def _held(form: forms.Form) -> holding.Held:
    said = form.cleaned_data
    return holding.Held(
        kind=said["kind"],
        day=said["day"],
        present=said["present"],
        priorities=said["priorities"],
        notes=said["notes"],
        visit_id=UUID(said["visit"]) if said["visit"] else None,
    )


def _asking(row: Any, title: str, button: str) -> Asking:
    name = presenters.sitting_title(row)
    url = presenters.sitting_url(row.pk)
    return Asking(
        title=title,
        button=button,
        back_url=url,
        template="consultancy/ask.html",
        more={"breadcrumbs": _crumbs(Link(name, url), Link(title, ""))},
    )


def _place_link(row: Any) -> Link:
    url = reverse("consultancy:place", args=[row.programme_id, row.authority_id])
    return Link(row.authority.name, url)


def _crumbs(*links: Link) -> tuple[Link, ...]:
    return (Link("Visits and calls", reverse(HOME)), *links)
