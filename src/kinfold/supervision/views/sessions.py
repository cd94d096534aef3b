"""A group supervision: planning it, holding it step by step, what was learned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.drafts.form_drafts import DraftOfForm, draft_for
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import family_for, may_with
from kinfold.records.views.asking import ask
from kinfold.supervision.actions import sessions as actions
from kinfold.supervision.forms.group import (
    CallOffForm,
    DraftForm,
    LearningForm,
    NumberForm,
    SessionForm,
)
from kinfold.supervision.presenters.session_page import clock, session_page
from kinfold.supervision.selectors.sessions import (
    AnySession,
    Room,
    room_of,
    running_step,
    session_of,
    team_mates,
)
from kinfold.supervision.views.frame import (
    ASKS,
    ask_with_both,
    asking,
    frame,
    press,
    session_url,
    with_standing,
    worker_choices,
)
from kinfold_core.access import Action
from kinfold_core.phrases import shortened
from kinfold_core.practice.living_map import LivingMap

# What is written on the session's page: where it is sent, and what its draft is called
PENS = {
    "danger": ("draft-danger", "A danger statement for the group"),
    "goal": ("draft-goal", "A safety goal for the group"),
    "question": ("draft-question", "A question for the group"),
    "next_step": ("draft-next-step", "A next step after group supervision"),
}
NUMBER = ("give-number", "A number in group supervision")


@require_http_methods(ASKS)
def plan(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    form = SessionForm(
        posted(request),
        workers=worker_choices(viewer),
        mates=team_mates(viewer, ground.family),
        initial={"planned_on": timezone.localdate(), "presenter": viewer.worker_id},
    )
    page = asking(
        request,
        ground,
        form,
        title="Plan a group supervision",
        button="Plan it",
        lead="Colleagues think with one worker, in short steps. What is said stays in "
        "the group; what comes of it goes on the map.",
        done="Planned",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.plan_session(
            family_id=family_id, details=form.details(), by=viewer
        ),
    )


@require_http_methods(ASKS)
def edit(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    """Who, when and what for; two people at once see each other's words."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    room = room_of(viewer, family_id, session_id)
    session = room.session
    workers = with_standing(
        worker_choices(viewer), session.presenter, session.facilitator, session.advisor
    )
    mates = with_standing(team_mates(viewer, ground.family), *room.attendees)
    form = SessionForm(
        posted(request),
        workers=workers,
        mates=mates,
        initial=_standing(session, room),
    )
    page = asking(
        request,
        ground,
        form,
        title="Change the plan",
        button="Save",
        back_url=session_url(family_id, session_id),
    )
    return ask_with_both(
        request,
        form,
        page,
        lambda: actions.change_session(
            family_id=family_id,
            session_id=session_id,
            details=form.details(),
            version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        standing=lambda now: _standing(now, room_of(viewer, family_id, session_id)),
    )


def _standing(session: AnySession, room: Room) -> dict[str, Any]:
    return {
        "version": session.version,
        "planned_on": session.planned_on,
        "place": session.place,
        "presenter": str(session.presenter_id),
        "facilitator": str(session.facilitator_id),
        "advisor": str(session.advisor_id or ""),
        "attendees": [str(one.pk) for one in room.attendees],
        "presenter_goal": session.presenter_goal,
        "what_is_hard": session.what_is_hard,
        "clarity_before": _choice(session.clarity_before),
    }


def _choice(value: Any) -> str:
    """A number as the list of numbers writes it."""
    return "" if value is None else f"{float(value):g}"


@require_safe
def show(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    """The session: on a desk, a phone, or with `?screen=large` for the whole room."""
    ground = ground_of(request.viewer, family_id, Action.SEE_SUPERVISION)
    return render_session(request, ground, session_id)


def render_session(
    request: ViewerRequest,
    ground: Ground,
    session_id: UUID,
    *,
    refused: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page, with a form that was refused in its place when there is one."""
    viewer, family = request.viewer, ground.family
    is_large = request.GET.get("screen") == "large"
    room = room_of(viewer, family.pk, session_id, is_public=is_large)
    standing = living_map(viewer, family.pk)
    dangers = danger_choices(standing)
    page = session_page(
        room,
        worker_id=None if is_large else viewer.worker_id,
        danger_names={UUID(pk): name for pk, name in dangers},
    )
    note_page(request, ground, "supervision.session")
    may_hold = bool(may_with(viewer, Action.HOLD_SUPERVISION, family))
    is_open = may_hold and room.session.state in {"planned", "held"}
    leads = viewer.worker_id == room.session.facilitator_id
    # what came of it may be confirmed afterwards too
    may_confirm = may_hold and not is_large and room.session.state != "called_off"
    asked: dict[str, Any] = {kind: DraftForm(kind=kind, leads=leads) for kind in PENS}
    asked["number"] = NumberForm(dangers=dangers)
    asked |= refused or {}
    context = frame(ground, page.title) | {
        "session": room.session,
        "page": page,
        "dangers": dangers,
        "may_hold": may_hold,
        "is_open": is_open,
        "may_write": is_open and not is_large,
        "may_confirm": may_confirm,
        "is_presenter": viewer.worker_id == room.session.presenter_id and may_confirm,
        "forms": asked,
        "kept": _kept(request, room, asked) if is_open and not is_large else {},
        "form": next(iter((refused or {}).values()), None),
        "is_large": is_large,
    }
    return render_page(
        request, "supervision/session.html", context, status=422 if refused else 200
    )


def _kept(
    request: ViewerRequest, room: Room, asked: dict[str, Any]
) -> dict[str, DraftOfForm]:
    """What this worker left in each pen of the page. One query for each."""
    key = [room.session.family_id, room.session.pk]
    return {
        kind: draft_for(
            request,
            asked[kind],
            title=title,
            path=reverse(f"supervision:{name}", args=key),
        )
        for kind, (name, title) in {**PENS, "number": NUMBER}.items()
    }


def danger_choices(standing: LivingMap) -> list[tuple[str, str]]:
    return [
        (
            str(danger.id),
            f"Danger {danger.number}: "
            f"{shortened(danger.worried_about or danger.what_might_happen, 70)}",
        )
        for danger in standing.dangers
    ]


@require_safe
def ticking(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    """The step that runs, for a screen that is open already. It names nobody."""
    viewer = request.viewer
    family_for(viewer, family_id, Action.SEE_SUPERVISION)
    session = session_of(viewer, family_id, session_id)
    context = {
        "clock": clock(session, running_step(viewer, session)),
        "session": session,
        "seen": request.GET.get("seen", ""),
    }
    return render_page(request, "supervision/_partials/clock.html", context)


@require_POST
def move(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    """Go to a step by its number, so that pressing twice goes nowhere else."""
    asked = request.POST.get("step", "")
    step = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    return press(
        request,
        session_url(family_id, session_id),
        lambda: actions.move_to(
            family_id=family_id, session_id=session_id, step=step, by=request.viewer
        ),
    )


@require_POST
def end(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    return press(
        request,
        session_url(family_id, session_id, "learned"),
        lambda: actions.end_session(
            family_id=family_id, session_id=session_id, by=request.viewer
        ),
        "Held. Write what each of you learned while you are still together",
    )


@require_http_methods(ASKS)
def call_off(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    session_of(viewer, family_id, session_id)
    form = CallOffForm(posted(request))
    page = asking(
        request,
        ground,
        form,
        title="Call this session off",
        button="Call it off",
        back_url=session_url(family_id, session_id),
        done="Called off",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.call_off(
            family_id=family_id,
            session_id=session_id,
            reason=form.cleaned_data["reason"],
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def learn(request: ViewerRequest, family_id: UUID, session_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    session = session_of(viewer, family_id, session_id)
    form = LearningForm(posted(request), initial=_learned(session))
    page = asking(
        request,
        ground,
        form,
        title="What each of us learned",
        button="Keep it",
        back_url=session_url(family_id, session_id),
        done="Kept",
    )
    return ask_with_both(
        request,
        form,
        page,
        lambda: actions.write_learning(
            family_id=family_id,
            session_id=session_id,
            details=form.details(),
            version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        standing=_learned,
    )


def _learned(session: AnySession) -> dict[str, Any]:
    return {
        "version": session.version,
        "learned": session.learning_points,
        "outcome": session.outcome,
        "for_others": session.for_others,
        "clarity_after": _choice(session.clarity_after),
    }
