"""The calendar, and one gathering of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.gatherings import asked_selectors, policy, presenters, selectors
from kinfold.gatherings.actions import planning
from kinfold.gatherings.dates import When
from kinfold.gatherings.forms import (
    AgreeForm,
    AnswerForm,
    CancelForm,
    ChangeForm,
    FinishForm,
    PlanForm,
)
from kinfold.gatherings.rooms import held_there
from kinfold.platform.components import Link
from kinfold.platform.conflicts import beside
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.calendar_file import calendar_file

ASKED = ["GET", "HEAD", "POST"]
CHANGED = 409
HOME = "gatherings:calendar"


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    is_earlier = "earlier" in request.GET
    before = timezone.localdate() if is_earlier else None
    context = {
        "programmes": selectors.open_programmes(viewer),
        "may_keep": bool(policy.may_keep(viewer, viewer.authority_id)),
        "may_hold_visits": bool(policy.may_hold_visits(viewer, viewer.authority_id)),
        "is_earlier": is_earlier,
        "months": presenters.months(
            selectors.gatherings(viewer, before=before),
            selectors.visits(viewer, before=before),
            is_backwards=is_earlier,
        ),
    }
    return render_page(request, "gatherings/home.html", context)


@require_safe
def whole_file(request: ViewerRequest) -> HttpResponse:
    """All that comes, as a file for a calendar program."""
    viewer = request.viewer
    site = request.build_absolute_uri("/")
    mine = asked_selectors.answers_of(viewer)
    entries = [
        *(
            presenters.file_entry(one, site, mine.get(one.pk))
            for one in selectors.gatherings(viewer)
        ),
        *(presenters.visit_in_file(one, site) for one in selectors.visits(viewer)),
    ]
    return as_file(calendar_file(entries, name="Programme calendar"), "programme")


@require_safe
def gathering_file(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    """One date for a calendar program; a cancelled one takes itself out there."""
    row = selectors.get(request.viewer, gathering_id)
    mine = asked_selectors.answers_of(request.viewer).get(row.pk)
    entry = presenters.file_entry(row, request.build_absolute_uri("/"), mine)
    text = calendar_file([entry], name=row.title, is_cancel=entry.is_cancelled)
    return as_file(text, f"gathering-{row.day}")


def as_file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


@require_safe
def gathering(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.shown(viewer, gathering_id)
    context = {
        "row": shown.row,
        "page": presenters.gathering_page(shown, timezone.localtime()),
        "may_keep": shown.is_kept,
        "not_answered": presenters.not_answered(shown) if shown.is_kept else None,
        "held_there": held_there(viewer, shown.row),
        "breadcrumbs": crumbs(shown.row.title),
    }
    return render_page(request, "gatherings/gathering.html", context)


@require_http_methods(ASKED)
def plan(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """A date, or a series of them."""
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    insist(policy.may_keep(viewer, viewer.authority_id))
    places = selectors.places_of(viewer, programme.pk)
    form = PlanForm(
        posted(request),
        hosts=presenters.host_options(places, viewer.authority_id),
        places=presenters.place_options(places),
    )
    page = Asking(
        title="Put a date into the calendar",
        button="Put it in",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Everybody in the programme sees it.",
        done="It is in the calendar",
        more={"breadcrumbs": crumbs("Put a date in")},
    )

    def save() -> None:
        chosen = [UUID(one) for one in form.cleaned_data["places"]]
        planning.plan(
            programme_id=programme_id,
            what=_what(form, is_for_all=not chosen),
            when=when_of(form),
            rhythm=form.cleaned_data["rhythm"],
            count=form.cleaned_data["count"],
            places=chosen,
            by=viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(ASKED)
def change(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.get(viewer, gathering_id)
    insist(policy.may_keep(viewer, row.host_id))
    places = selectors.places_of(viewer, row.programme_id)
    form = ChangeForm(
        posted(request),
        hosts=presenters.host_options(places, viewer.authority_id),
        initial=presenters.change_initial(row),
    )
    page = _asking(
        row.pk,
        title="Change this date",
        button="Save the change",
        lead="The other dates of its series stay as they are.",
    )

    def save() -> None:
        planning.change(
            gathering_id=gathering_id,
            what=_what(form, is_for_all=row.is_for_all),
            when=when_of(form),
            why=form.cleaned_data["why"],
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        )

    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        stands = presenters.change_initial(changed.current)
        why = selectors.why_changed(viewer, changed.current)
        page.more["conflict"] = beside({**stands, "why": why}, form)
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def cancel(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, gathering_id)
    insist(policy.may_keep(request.viewer, row.host_id))
    form = CancelForm(posted(request))
    page = _asking(
        row.pk,
        title=f"Cancel “{row.title}”?",
        button="Cancel this date",
        lead="It stays in the calendar and says why it is cancelled. The other dates "
        "of its series stay as they are.",
    )
    return _ask(request, form, page, gathering_id, planning.cancel)


@require_http_methods(ASKED)
def answer(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, gathering_id)
    mine = asked_selectors.answers_of(request.viewer).get(row.pk)
    why = asked_selectors.last_why(request.viewer, mine)
    form = AnswerForm(posted(request), initial=presenters.answer_initial(mine, why))
    page = _asking(
        row.pk, title=f"Do you come to “{row.title}”?", button="Save my answer"
    )
    return _ask(request, form, page, gathering_id, planning.answer)


@require_http_methods(ASKED)
def agree(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, gathering_id)
    insist(policy.may_keep(request.viewer, row.host_id))
    page = _asking(row.pk, title="What was agreed?", button="Save what was agreed")
    return _ask(request, AgreeForm(posted(request)), page, gathering_id, planning.agree)


@require_http_methods(ASKED)
def finish(request: ViewerRequest, agreed_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.agreed_action(viewer, agreed_id)
    insist(policy.may_keep(viewer, row.gathering.host_id))
    form = FinishForm(posted(request))
    page = _asking(
        row.gathering_id,
        title="What came of it?",
        button="It is done",
        lead=f"{row.words} ({row.who})",
    )
    return ask(
        request,
        form,
        page,
        lambda: planning.finish(agreed_id=agreed_id, **form.cleaned_data, by=viewer),
    )


def when_of(form: forms.Form) -> When:
    return When(**{name: form.cleaned_data[name] for name in When.__slots__})


def _what(form: forms.Form, *, is_for_all: bool) -> planning.What:
    said = form.cleaned_data
    return planning.What(
        kind=said["kind"],
        title=said["title"],
        about=said["about"],
        materials=said["materials"],
        host_id=UUID(said["host"]) if said["host"] else None,
        capacity=said["capacity"],
        is_for_all=is_for_all,
    )


def _ask(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    gathering_id: UUID,
    act: Callable[..., object],
) -> HttpResponse:
    """A page whose form asks exactly what the action is told."""

    def save() -> None:
        act(gathering_id=gathering_id, **form.cleaned_data, by=request.viewer)

    return ask(request, form, page, save)


def _asking(gathering_id: UUID, **words: Any) -> Asking:
    return Asking(
        back_url=reverse("gatherings:gathering", args=[gathering_id]),
        more={"breadcrumbs": crumbs(words["title"])},
        **words,
    )


def crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Calendar", reverse(HOME)), Link(label, ""))
