"""Visits to one authority, and calls with it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.gatherings import policy, presenters, selectors
from kinfold.gatherings.actions import visits
from kinfold.gatherings.forms import CancelForm, MoveForm, VisitForm
from kinfold.gatherings.views import ASKED, CHANGED, HOME, as_file, crumbs, when_of
from kinfold.platform.conflicts import beside
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.calendar_file import calendar_file


@require_safe
def visit(request: ViewerRequest, visit_id: UUID) -> HttpResponse:
    row = selectors.visit(request.viewer, visit_id)
    entry = presenters.visit_entry(row)
    may_hold = policy.may_hold_visits(request.viewer, row.authority_id)
    context = {
        "row": row,
        "entry": entry,
        "lead": presenters.visit_lead(row),
        "moved": presenters.moved_words(selectors.visit_moved(request.viewer, row)),
        "may_change": bool(may_hold) and not row.cancelled_on,
        "breadcrumbs": crumbs(entry.title),
    }
    return render_page(request, "gatherings/visit.html", context)


@require_safe
def visit_file(request: ViewerRequest, visit_id: UUID) -> HttpResponse:
    """One visit for a calendar program; a cancelled one takes itself out there."""
    row = selectors.visit(request.viewer, visit_id)
    entry = presenters.visit_in_file(row, request.build_absolute_uri("/"))
    text = calendar_file([entry], name=entry.title, is_cancel=entry.is_cancelled)
    return as_file(text, f"visit-{row.day}")


@require_http_methods(ASKED)
def plan_visit(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """A visit or a call, or a series of them."""
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    insist(policy.may_hold_visits(viewer, viewer.authority_id))
    places = selectors.places_of(viewer, programme.pk)
    options = presenters.visit_place_options(places, viewer.authority_id)
    form = VisitForm(posted(request), places=options)
    page = Asking(
        title="Plan a visit or a call",
        button="Plan it",
        back_url=reverse(HOME),
        lead="The programme and this authority see it. No other authority does.",
        done="It is in the calendar",
        more={"breadcrumbs": crumbs("Plan a visit or a call")},
    )

    def save() -> None:
        said = form.cleaned_data
        visits.plan_visits(
            programme_id=programme_id,
            place=UUID(said["place"]),
            kind=said["kind"],
            when=when_of(form),
            rhythm=said["rhythm"],
            count=said["count"],
            by=viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(ASKED)
def move_visit(request: ViewerRequest, visit_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.visit(viewer, visit_id)
    insist(policy.may_hold_visits(viewer, row.authority_id))
    form = MoveForm(posted(request), initial=presenters.move_initial(row))
    title = f"Move “{presenters.visit_entry(row).title}”"
    page = Asking(
        title=title,
        button="Save the new date",
        back_url=reverse("gatherings:visit", args=[row.pk]),
        lead="The other dates of its series stay as they are. When it was to be, and "
        "why it was moved, stays on its page.",
        done="It is moved",
        more={"breadcrumbs": crumbs(title)},
    )

    def save() -> None:
        visits.move_visit(
            visit_id=visit_id,
            when=when_of(form),
            why=form.cleaned_data["why"],
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        )

    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        page.more["conflict"] = beside(presenters.move_initial(changed.current), form)
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def cancel_visit(request: ViewerRequest, visit_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.visit(viewer, visit_id)
    insist(policy.may_hold_visits(viewer, row.authority_id))
    form = CancelForm(posted(request))
    title = f"Cancel “{presenters.visit_entry(row).title}”?"
    page = Asking(
        title=title,
        button="Cancel this date",
        back_url=reverse("gatherings:visit", args=[row.pk]),
        lead="It stays in the calendar and says why it is cancelled.",
        more={"breadcrumbs": crumbs(title)},
    )

    def save() -> None:
        visits.cancel_visit(visit_id=visit_id, **form.cleaned_data, by=viewer)

    return ask(request, form, page, save)
