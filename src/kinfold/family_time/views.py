"""The page of family time, and the questions that write on it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_time import actions
from kinfold.family_time.forms import DecisionForm, EndTimeForm, LadderForm, StepForm
from kinfold.family_time.presenters import decision_differences, family_time_cards
from kinfold.family_time.selectors import family_time_of
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.practice.family_time import LadderRow

ROOM = Room(
    home="family_time:family-time",
    label="Family time",
    page="family_time.page",
    form="family_time.form",
    tab=PLAN_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    ladders = family_time_cards(
        family_id,
        family_time_of(viewer, family_id),
        network_of(viewer, family_id),
        today=timezone.localdate(),
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_PLAN, ground.family))
    context = ROOM.context(ground, ladders=ladders, may_write=may_write)
    return render_page(request, "family_time/family_time.html", context)


@require_http_methods(WRITES)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    form = LadderForm(posted(request), people=ground.people)
    page = ROOM.asking(
        request, ground, title="Whose time together?", button="Begin the ladder",
        lead="The way leads from services being there to people who know the worry, "
        "and on to ordinary time.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_ladder(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def add_step(request: ViewerRequest, family_id: UUID, ladder_id: UUID) -> HttpResponse:
    ground, ladder = _open(request, family_id, ladder_id)
    here = network_of(request.viewer, family_id).here
    form = StepForm(posted(request), members=[(str(one.id), one.name) for one in here])
    page = ROOM.asking(
        request, ground, title=f"A step for {ladder.child_name} and {ladder.with_name}",
        button="Add it", at=f"ladder-{ladder_id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_step(
            family_id=family_id,
            ladder_id=ladder_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def decide(request: ViewerRequest, family_id: UUID, time_step_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_PLAN)
    found = [
        (ladder, step)
        for ladder in family_time_of(viewer, family_id)
        for step in ladder.steps
        if step.id == time_step_id
    ]
    if not found:
        raise NotFound("step of family time")
    ladder, step = found[0]
    form = DecisionForm(
        posted(request),
        people=people_around(ground.people, network_of(viewer, family_id)),
        step=step,
        planned=ladder.planned,
    )
    page = ROOM.asking(
        request, ground, title=f"{ladder.child_name} with {ladder.with_name}",
        lead=step.arrangement, at=f"ladder-{ladder.id}",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.decide(
            family_id=family_id,
            step_id=time_step_id,
            details=form.details,
            was=form.was,
            by=viewer,
        ),
        differs=lambda standing: decision_differences(standing, form.details),
        stamp=lambda standing: str(standing.pk),
    )


@require_http_methods(WRITES)
def end(request: ViewerRequest, family_id: UUID, ladder_id: UUID) -> HttpResponse:
    ground, ladder = _open(request, family_id, ladder_id)
    form = EndTimeForm(posted(request))
    page = ROOM.asking(
        request, ground, title=f"{ladder.child_name} with {ladder.with_name}: it ends",
        button="End it", at=f"ladder-{ladder_id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.end_ladder(
            family_id=family_id,
            ladder_id=ladder_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
    )


def _open(
    request: ViewerRequest, family_id: UUID, ladder_id: UUID
) -> tuple[Ground, LadderRow]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    for ladder in family_time_of(request.viewer, family_id):
        if ladder.id == ladder_id:
            return ground, ladder
    raise NotFound("family time")
