"""The page of what holds the danger today, and the questions that write on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.drafts.form_drafts import draft_for
from kinfold.networks.presenters.people import people_around
from kinfold.networks.presenters.words import danger_choices
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import REFUSED, ask
from kinfold.records.views.asking import show as show_form
from kinfold.trajectory import actions
from kinfold.trajectory.forms import (
    AgreementForm,
    ControlLines,
    EndForm,
    ImmediatePlanForm,
    ReadForm,
    ReviewForm,
    controls_of,
)
from kinfold.trajectory.presenters.immediate import immediate_page
from kinfold.trajectory.presenters.stale import (
    plan_stands,
    reading_stands,
    review_stands,
)
from kinfold.trajectory.selectors import immediate_plans_of
from kinfold_core.access import Action
from kinfold_core.practice.immediate import ImmediatePlanRow, read_stamp

ROOM = Room(
    home="trajectory:immediate",
    label="Today's safety",
    page="trajectory.immediate",
    form="trajectory.form",
    tab=PLAN_TAB,
)
SHOWN_LINES = 3
TITLE = "What holds the children safe today?"


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    standing = living_map(viewer, family_id)
    page = immediate_page(
        family_id,
        immediate_plans_of(viewer, family_id),
        standing.dangers,
        standing.vocabulary,
        today=timezone.localdate(),
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_PLAN, ground.family))
    context = ROOM.context(ground, page=page, may_write=may_write)
    return render_page(request, "trajectory/immediate.html", context)


@require_http_methods(WRITES)
def make(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_PLAN)
    form = ImmediatePlanForm(
        posted(request), initial={"version": _in_force(viewer, family_id)}
    )
    lines = ControlLines(
        posted(request),
        prefix="line",
        form_kwargs={
            "people": people_around(ground.people, network_of(viewer, family_id)),
            "dangers": danger_choices(living_map(viewer, family_id).dangers),
        },
    )
    page = ROOM.asking(
        request, ground, title=TITLE,
        button="Put it in force", template="trajectory/immediate_form.html",
        lead="Who of the family and network can do something first? Services come "
        "last.",
        draft=draft_for(request, form, title=TITLE, parts=lines.forms),
        lines=lines, first_lines=lines.forms[:SHOWN_LINES],
        more_lines=lines.forms[SHOWN_LINES:], all_forms=[form, *lines.forms],
    )  # fmt: skip
    if request.method == "POST" and not lines.is_valid():
        for words in lines.non_form_errors():
            form.add_error(None, words)
        form.is_valid()
        return show_form(request, form, page, status=REFUSED)
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.make_immediate_plan(
            family_id=family_id,
            details=form.details(controls_of(lines)),
            was=form.was,
            by=viewer,
        ),
        differs=lambda plan: plan_stands(plan, form.cleaned_data),
        stamp=lambda plan: str(plan.pk),
    )


@require_http_methods(WRITES)
def review(request: ViewerRequest, family_id: UUID, immediate_id: UUID) -> HttpResponse:
    ground, plan = _open(request, family_id, immediate_id)
    form = ReviewForm(posted(request), initial={"version": _newest(plan)})
    page = ROOM.asking(
        request, ground, title="Look at the plan together",
        lead="If something must be different, make a new plan: it takes the place of "
        "this one.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.review_immediate_plan(
            family_id=family_id,
            plan_id=immediate_id,
            by=request.viewer,
            was=form.was,
            **_said(form),
        ),
        differs=lambda review: review_stands(review, form.cleaned_data),
        stamp=lambda review: str(review.pk),
    )


@require_http_methods(WRITES)
def end(request: ViewerRequest, family_id: UUID, immediate_id: UUID) -> HttpResponse:
    ground, _ = _open(request, family_id, immediate_id)
    form = EndForm(posted(request))
    page = ROOM.asking(
        request, ground, title="This plan is not needed any more", button="End it"
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.end_immediate_plan(
            family_id=family_id,
            plan_id=immediate_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
    )


@require_http_methods(WRITES)
def read(request: ViewerRequest, family_id: UUID, immediate_id: UUID) -> HttpResponse:
    ground, plan = _open(request, family_id, immediate_id)
    form = ReadForm(posted(request), initial={"version": plan.read_stamp})
    page = ROOM.asking(request, ground, title="It was read to the children")
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.read_immediate_plan(
            family_id=family_id,
            plan_id=immediate_id,
            by=request.viewer,
            was=form.cleaned_data["version"],
            **_said(form),
        ),
        differs=lambda plan: reading_stands(plan, form.cleaned_data),
        stamp=lambda plan: read_stamp(plan.read_on, plan.read_how),
    )


@require_http_methods(WRITES)
def answer(request: ViewerRequest, family_id: UUID, immediate_id: UUID) -> HttpResponse:
    ground, _ = _open(request, family_id, immediate_id)
    network = network_of(request.viewer, family_id)
    form = AgreementForm(posted(request), people=people_around(ground.people, network))
    page = ROOM.asking(request, ground, title="What does somebody say of this plan?")
    return ask(
        request,
        form,
        page,
        lambda: actions.answer_plan(
            family_id=family_id,
            plan_id=immediate_id,
            who=form.cleaned_data["who_named"],
            answer=form.cleaned_data["answer"],
            words=form.cleaned_data["words"],
            said_on=form.cleaned_data["said_on"],
            by=request.viewer,
        ),
    )


def _open(
    request: ViewerRequest, family_id: UUID, immediate_id: UUID
) -> tuple[Ground, ImmediatePlanRow]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    for plan in immediate_plans_of(request.viewer, family_id):
        if plan.id == immediate_id:
            return ground, plan
    raise NotFound("immediate safety plan")


def _newest(plan: ImmediatePlanRow) -> str:
    """Which review was the newest when this was read."""
    return str(plan.newest_review.id) if plan.newest_review else ""


def _in_force(viewer: Viewer, family_id: UUID) -> str:
    """Which plan was in force when the page was made."""
    plans = immediate_plans_of(viewer, family_id)
    return next((str(plan.id) for plan in plans if plan.is_in_force), "")


def _said(form: Form) -> dict[str, Any]:
    """What was answered, without what the page carries along."""
    return {k: v for k, v in form.cleaned_data.items() if k != "version"}
