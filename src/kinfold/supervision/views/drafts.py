"""Writing in a session, reading out, and taking questions along."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import add_error, leave
from kinfold.supervision.actions import drafts as actions
from kinfold.supervision.actions import to_map
from kinfold.supervision.forms.group import DraftForm, NumberForm
from kinfold.supervision.presenters.session_page import session_page
from kinfold.supervision.selectors.sessions import room_of, session_of
from kinfold.supervision.views.frame import ASKS, frame, press, session_url
from kinfold.supervision.views.sessions import danger_choices, render_session
from kinfold_core.access import Action


@require_http_methods(ASKS)
def add(
    request: ViewerRequest, family_id: UUID, session_id: UUID, kind: str
) -> HttpResponse:
    """Keep a draft; refused, it is asked again in its place on the session's page."""
    ground = ground_of(request.viewer, family_id, Action.HOLD_SUPERVISION)
    if request.method != "POST":
        return render_session(request, ground, session_id)
    session = session_of(request.viewer, family_id, session_id)
    leads = request.viewer.worker_id == session.facilitator_id
    form = DraftForm(request.POST, kind=kind, leads=leads)
    return _keep(
        request,
        ground,
        session_id,
        kind,
        form,
        lambda: actions.add_draft(
            family_id=family_id,
            session_id=session_id,
            details=form.details(request.viewer.as_worker()),
            by=request.viewer,
        ),
    )


@require_http_methods(ASKS)
def give_number(
    request: ViewerRequest, family_id: UUID, session_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    if request.method != "POST":
        return render_session(request, ground, session_id)
    dangers = danger_choices(living_map(viewer, family_id))
    form = NumberForm(request.POST, dangers=dangers)
    return _keep(
        request,
        ground,
        session_id,
        "number",
        form,
        lambda: actions.give_number(
            family_id=family_id,
            session_id=session_id,
            value=form.value_given,
            reason=form.cleaned_data["reason"],
            one_higher=form.cleaned_data["one_higher"],
            danger_id=form.danger_id,
            rater_name=form.cleaned_data["rater_name"],
            by=viewer,
        ),
    )


def _keep(
    request: ViewerRequest,
    ground: Ground,
    session_id: UUID,
    kind: str,
    form: DraftForm | NumberForm,
    save: Callable[[], object],
) -> HttpResponse:
    if form.is_valid():
        try:
            with transaction.atomic():
                save()
        except CannotDo as error:
            add_error(form, error)
        else:
            return leave(request, session_url(ground.family.pk, session_id, kind))
    return render_session(request, ground, session_id, refused={kind: form})


@require_POST
def read_out(
    request: ViewerRequest, family_id: UUID, session_id: UUID, kind: str
) -> HttpResponse:
    return press(
        request,
        session_url(family_id, session_id, kind),
        lambda: actions.read_out(
            family_id=family_id, session_id=session_id, kind=kind, by=request.viewer
        ),
    )


def _on_draft(
    change: Callable[..., object], at: str, said: str = "", **fixed: object
) -> Callable[..., HttpResponse]:
    """A button on one draft."""

    @require_POST
    def view(
        request: ViewerRequest, family_id: UUID, session_id: UUID, written_id: UUID
    ) -> HttpResponse:
        return press(
            request,
            session_url(family_id, session_id, at),
            lambda: change(
                family_id=family_id,
                session_id=session_id,
                draft_id=written_id,
                by=request.viewer,
                **fixed,
            ),
            said,
        )

    return view


take_back = _on_draft(actions.take_back, "", "Taken back")
show_author = _on_draft(actions.show_author, "", is_shown=True)
hide_author = _on_draft(actions.show_author, "", is_shown=False)
take_along = _on_draft(actions.take_along, "question", is_taken=True)
leave_out = _on_draft(actions.take_along, "question", is_taken=False)
confirm_step = _on_draft(to_map.confirm_step, "next_step", "It is on the map now")


@require_POST
def confirm_number(
    request: ViewerRequest, family_id: UUID, session_id: UUID, rating_id: UUID
) -> HttpResponse:
    return press(
        request,
        session_url(family_id, session_id, "number"),
        lambda: to_map.confirm_number(
            family_id=family_id,
            session_id=session_id,
            rating_id=rating_id,
            by=request.viewer,
        ),
        "Your number is on the family's scale now",
    )


@require_safe
def questions(
    request: ViewerRequest, family_id: UUID, session_id: UUID
) -> HttpResponse:
    """The questions to take to the next visit, to be printed or read from a phone."""
    ground = ground_of(request.viewer, family_id, Action.SEE_SUPERVISION)
    room = room_of(request.viewer, family_id, session_id)
    page = session_page(room, worker_id=request.viewer.worker_id, danger_names={})
    asked = page.drafts.get("question", [])
    taken = [one for one in asked if one.is_taken_along] or asked
    note_page(request, ground, "supervision.questions")
    context = frame(ground, "Questions to take along") | {
        "session": room.session,
        "questions": sorted(taken, key=lambda one: one.audience),
    }
    return render_page(request, "supervision/questions.html", context)
