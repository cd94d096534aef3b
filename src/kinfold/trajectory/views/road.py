"""The page of the road to closing, and the questions that write on it."""

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

from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import (
    Room,
    answer_rules,
    ask_again_if_stale,
    beside,
    typed_in,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.trajectory import actions
from kinfold.trajectory.forms import (
    AchievedForm,
    AgreementForm,
    ClosureForm,
    MilestoneForm,
    MoveForm,
    QuestionForm,
    TakeOffForm,
)
from kinfold.trajectory.presenters.road import differences, road_page
from kinfold.trajectory.presenters.stale import step_stands
from kinfold.trajectory.presenters.typed import closure_rules, step_rules
from kinfold.trajectory.selectors import road_of
from kinfold_core.access import Action
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.trajectory import MilestoneRow

ROOM = Room(
    home="trajectory:road",
    label="Road to closing",
    page="trajectory.road",
    form="trajectory.form",
    tab=PLAN_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    page = road_page(family_id, road_of(viewer, family_id), today=timezone.localdate())
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_PLAN, ground.family))
    context = ROOM.context(ground, page=page, may_write=may_write)
    return render_page(request, "trajectory/road.html", context)


@require_http_methods(WRITES)
def closure(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    road = road_of(request.viewer, family_id)
    initial = {"words": road.closure, "version": road.version}
    form = ClosureForm(posted(request), initial=initial)
    url = reverse("trajectory:check-closure", args=[family_id])
    page = ROOM.asking(
        request, ground, title="What the road leads to",
        **beside(url, form, "words", closure_rules),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.write_closure(
            family_id=family_id,
            words=form.cleaned_data["words"],
            version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        differs=lambda standing: [
            ("What will everybody see?", standing.closure, form.cleaned_data["words"])
        ],
    )


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    form = MilestoneForm(posted(request), people=_people(request, ground))
    page = ROOM.asking(
        request, ground, title="Add a step to the road", button="Add it",
        lead="What we promise stands on the same line as what the family promises.",
        **_beside(request, ground, form),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_milestone(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def change(request: ViewerRequest, family_id: UUID, milestone_id: UUID) -> HttpResponse:
    ground, step = _open(request, family_id, milestone_id)
    form = MilestoneForm(
        posted(request), people=_people(request, ground), standing=step
    )
    page = ROOM.asking(
        request, ground, title="Change this step", at=_at(milestone_id),
        lead="Its day moves on a page of its own, with a reason.",
        **_beside(request, ground, form, step),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_milestone(
            family_id=family_id,
            milestone_id=milestone_id,
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda standing: differences(standing, form.details),
    )


@require_POST
def check_closure(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What the rules say of an end of the road that is being typed."""
    ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    return answer_rules(request, closure_rules(typed_in(ClosureForm(request.POST))))


@require_POST
def check(
    request: ViewerRequest, family_id: UUID, milestone_id: UUID | None = None
) -> HttpResponse:
    """What the rules say of a step that is being typed."""
    step = None
    if milestone_id:
        ground, step = _open(request, family_id, milestone_id)
    else:
        ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    people = _people(request, ground)
    form = MilestoneForm(request.POST, people=people, standing=step)
    road = road_of(request.viewer, family_id)
    return answer_rules(request, step_rules(typed_in(form), road, step))


@require_http_methods(WRITES)
def move(request: ViewerRequest, family_id: UUID, milestone_id: UUID) -> HttpResponse:
    ground, step = _open(request, family_id, milestone_id)
    form = MoveForm(
        posted(request), initial={"to_on": step.target_on, "version": step.version}
    )
    page = ROOM.asking(
        request, ground, title="Move its day", lead=step.what, at=_at(milestone_id)
    )
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.move_milestone(
            family_id=family_id,
            milestone_id=milestone_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
        differs=lambda step: step_stands(step, form.cleaned_data),
    )


@require_http_methods(WRITES)
def achieve(
    request: ViewerRequest, family_id: UUID, milestone_id: UUID
) -> HttpResponse:
    ground, step = _open(request, family_id, milestone_id)
    form = AchievedForm(posted(request), initial={"version": step.version})
    page = ROOM.asking(
        request, ground, title="It is done", lead=step.what, at=_at(milestone_id)
    )
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.achieve_milestone(
            family_id=family_id,
            milestone_id=milestone_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
        differs=lambda step: step_stands(step, form.cleaned_data),
    )


@require_http_methods(WRITES)
def take_off(
    request: ViewerRequest, family_id: UUID, milestone_id: UUID
) -> HttpResponse:
    ground, step = _open(request, family_id, milestone_id)
    form = TakeOffForm(posted(request), initial={"version": step.version})
    page = ROOM.asking(
        request, ground, title="Take this off the road", button="Take it off",
        lead=step.what, at=_at(milestone_id),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.take_off_milestone(
            family_id=family_id,
            milestone_id=milestone_id,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda step: step_stands(step, form.cleaned_data),
    )


@require_http_methods(WRITES)
def answer(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What somebody says of the road."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    if road_of(request.viewer, family_id).id is None:
        raise NotFound("road to closing")
    form = AgreementForm(posted(request), people=_people(request, ground))
    page = ROOM.asking(request, ground, title="What does somebody say of this road?")
    return ask(
        request,
        form,
        page,
        lambda: actions.answer_plan(
            family_id=family_id,
            who=form.cleaned_data["who_named"],
            answer=form.cleaned_data["answer"],
            words=form.cleaned_data["words"],
            said_on=form.cleaned_data["said_on"],
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def ask_about(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """A question of the family about the road itself."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    form = QuestionForm(posted(request), people=_people(request, ground))
    page = ROOM.asking(request, ground, title="A question about the road")
    return ask(
        request,
        form,
        page,
        lambda: actions.ask_question(
            family_id=family_id,
            who=form.cleaned_data["who_named"],
            words=form.cleaned_data["words"],
            asked_on=form.cleaned_data["asked_on"],
            by=request.viewer,
        ),
    )


def _people(request: ViewerRequest, ground: Ground) -> list[Member]:
    return people_around(ground.people, network_of(request.viewer, ground.family.pk))


def _beside(
    request: ViewerRequest,
    ground: Ground,
    form: MilestoneForm,
    step: MilestoneRow | None = None,
) -> dict[str, Any]:
    key = [ground.family.pk, *([step.id] if step else [])]
    name = "check-milestone" if step else "check-new-milestone"
    road = road_of(request.viewer, ground.family.pk)
    return beside(
        reverse(f"trajectory:{name}", args=key),
        form,
        "owner_kind",
        lambda typed: step_rules(typed, road, step),
    )


def _open(
    request: ViewerRequest, family_id: UUID, milestone_id: UUID
) -> tuple[Ground, MilestoneRow]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    for step in road_of(request.viewer, family_id).milestones:
        if step.id == milestone_id:
            return ground, step
    raise NotFound("step of the road")


def _at(milestone_id: UUID) -> str:
    return f"step-{milestone_id}"
