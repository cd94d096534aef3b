"""The lab: its days, what was brought, what came of it, the learning register."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.lab import actions, policy, presenters, selectors
from kinfold.lab.forms import BookForm, FollowUpForm, LearnForm, NoteForm, SessionForm
from kinfold.lab.holding import is_held_against_a_record
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.views.asking import Asking, ask
from kinfold_core.decision import Decision
from kinfold_core.people.dates import day_in_words

ASKED = ["GET", "HEAD", "POST"]
HOME = "lab:home"
LONGEST_SEARCH = 200


def _looked_through(viewer: Viewer, pack_ids: list[UUID]) -> str:
    return presenters.looked_through(is_held_against_a_record(pack_ids, viewer))


def _crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Learning lab", reverse(HOME)), Link(label, ""))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    context = {
        "sessions": selectors.sessions(viewer),
        "today": today,
        "programmes": selectors.programmes(viewer),
        "may_run": bool(policy.may_run(viewer)),
        "due": [
            presenters.follow_up_line(
                one,
                today,
                one.authority.name,
                may_write=bool(policy.may_follow_up(viewer, one.authority_id)),
            )
            for one in selectors.follow_ups(viewer)
        ],
        "register": selectors.register(viewer, words),
        "words": words,
    }
    return render_page(request, "lab/home.html", context)


@require_http_methods(ASKED)
def set_session(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    _insist(policy.may_run(viewer))
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        places=presenters.place_options(selectors.places_of(viewer, programme.pk)),
    )
    page = Asking(
        title="Set a lab day",
        button="Set the day",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Every authority in it may book.",
        more={"breadcrumbs": _crumbs("A day")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.set_session(
            programme_id=programme_id,
            host_id=UUID(form.cleaned_data["host"]),
            title=form.cleaned_data["title"],
            held_on=form.cleaned_data["held_on"],
            seats=form.cleaned_data["seats"],
            days_open=form.cleaned_data["days_open"],
            by=viewer,
        ),
    )


@require_safe
def session(request: ViewerRequest, lab_session_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.session(viewer, lab_session_id)
    is_over = shown.row.held_on < timezone.localdate()
    context = {
        "shown": shown,
        "row": shown.row,
        "is_over": is_over,
        "may_book": bool(policy.may_book(viewer)) and not is_over,
        "may_learn": bool(policy.may_run(viewer) or policy.may_book(viewer)),
        "breadcrumbs": _crumbs(shown.row.title),
    }
    return render_page(request, "lab/session.html", context)


@require_http_methods(ASKED)
def book(request: ViewerRequest, lab_session_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.session(viewer, lab_session_id)
    _insist(policy.may_book(viewer))
    form = BookForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Book for your authority",
        button="Book",
        back_url=reverse("lab:session", args=[lab_session_id]),
        lead=f"{shown.row.title}, {day_in_words(shown.row.held_on)}. "
        f"{shown.seats_left} seats are left. What you booked before is replaced.",
        done="Booked",
        more={"breadcrumbs": _crumbs("Book")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.book(
            session_id=lab_session_id,
            brings_case=form.cleaned_data["brings_case"],
            seats=form.cleaned_data["seats"],
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def learn(request: ViewerRequest, lab_session_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.session(viewer, lab_session_id)
    _insist(policy.may_run(viewer) or policy.may_book(viewer))
    form = LearnForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="What was learned?",
        button="Write it into the register",
        back_url=reverse("lab:session", args=[lab_session_id]),
        lead=f"{shown.row.title}. The register is read by everybody in the programme. "
        + _looked_through(viewer, [one.pk for one in shown.packs]),
        more={"breadcrumbs": _crumbs("Learning")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.learn(
            session_id=lab_session_id, **form.cleaned_data, by=viewer
        ),
    )


@require_safe
def pack(request: ViewerRequest, lab_pack_id: UUID) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    shown = selectors.pack(viewer, lab_pack_id)
    may_write = bool(policy.may_follow_up(viewer, shown.row.authority_id))
    context = {
        "row": shown.row,
        "open_until": shown.standing.open_until,
        "groups": presenters.note_groups(shown),
        "follow_ups": [
            presenters.follow_up_line(one, today, may_write=may_write)
            for one in shown.follow_ups
        ],
        "breadcrumbs": _crumbs(shown.row.title),
    }
    return render_page(request, "lab/pack.html", context)


@require_http_methods(ASKED)
def note(request: ViewerRequest, lab_pack_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.pack(viewer, lab_pack_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Write a note",
        button="Keep the note",
        back_url=reverse("lab:pack", args=[lab_pack_id]),
        lead=f"{shown.row.title}. {_looked_through(viewer, [lab_pack_id])}",
        more={"breadcrumbs": _crumbs("A note")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.note(pack_id=lab_pack_id, **form.cleaned_data, by=viewer),
    )


@require_http_methods(ASKED)
def follow_up(request: ViewerRequest, lab_follow_up_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row, shown = selectors.follow_up(viewer, lab_follow_up_id)
    _insist(policy.may_follow_up(viewer, shown.row.authority_id))
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        initial={
            "version": row.version,
            "was_done": row.was_done,
            "came_of_it": row.came_of_it,
        },
    )
    page = Asking(
        title=f"After {row.months} months",
        button="Save what came of it",
        back_url=reverse("lab:pack", args=[row.pack_id]),
        lead=f"{shown.row.title}. {_looked_through(viewer, [row.pack_id])}",
        more={"breadcrumbs": _crumbs("What came of it")},
    )
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.follow_up(
            follow_up_id=lab_follow_up_id,
            was_done=form.cleaned_data["was_done"],
            came_of_it=form.cleaned_data["came_of_it"],
            is_sure=form.cleaned_data["is_sure"],
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        differs=lambda now: [
            ("What was done", now.was_done, form.cleaned_data["was_done"]),
            ("What came of it", now.came_of_it, form.cleaned_data["came_of_it"]),
        ],
    )


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
