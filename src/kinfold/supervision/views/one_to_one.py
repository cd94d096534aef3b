"""Supervision of the work with one family, one to one."""

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

from kinfold.expectations.selectors import expectations_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import note_page
from kinfold.records.presenters.words import day
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.supervision.actions import one_to_one as actions
from kinfold.supervision.actions import to_map
from kinfold.supervision.forms.one_to_one import CaseForm, DecisionForm
from kinfold.supervision.presenters.lists import decision_cards
from kinfold.supervision.selectors.one_to_one import AnyCase, case_of, last_case_day
from kinfold.supervision.views.frame import (
    ASKS,
    ask_with_both,
    asking,
    frame,
    press,
    with_standing,
    worker_choices,
)
from kinfold.trajectory.selectors import road_of
from kinfold_core.access import Action
from kinfold_core.practice.agenda import agenda


@require_http_methods(ASKS)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What to look at stands beside the questions, read from the map."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    since = last_case_day(viewer, family_id)
    today = timezone.localdate()
    form = CaseForm(
        posted(request),
        workers=worker_choices(viewer),
        initial={
            "held_on": today,
            "worker": ground.family.__dict__["allocated_worker_id"],
        },
    )
    page = asking(
        request,
        ground,
        form,
        title="Supervision one to one",
        button="Keep it",
        extra={
            "agenda": agenda(
                living_map(viewer, family_id),
                road_of(viewer, family_id),
                hoped=expectations_of(viewer),
                since=since,
                today=today,
            ),
            "since": f"since {day(since)}" if since else "so far",
        },
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.keep_case(
            family_id=family_id, details=form.details(), by=viewer
        ),
    )


@require_http_methods(ASKS)
def edit(request: ViewerRequest, family_id: UUID, case_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    case = case_of(viewer, family_id, case_id).case
    form = CaseForm(
        posted(request),
        workers=with_standing(worker_choices(viewer), case.worker, case.supervisor),
        initial=_standing(case),
    )
    page = asking(
        request,
        ground,
        form,
        title="Change what was kept",
        button="Save",
        back_url=_url(family_id, case_id),
    )
    return ask_with_both(
        request,
        form,
        page,
        lambda: actions.change_case(
            family_id=family_id,
            case_id=case_id,
            details=form.details(),
            version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        standing=_standing,
    )


def _standing(case: AnyCase) -> dict[str, Any]:
    return {
        "version": case.version,
        "held_on": case.held_on,
        "worker": str(case.worker_id),
        "supervisor": str(case.supervisor_id),
        "worried": case.worried,
        "working": case.working,
        "needs": case.needs,
        "next_on": case.next_on,
    }


@require_safe
def show(request: ViewerRequest, family_id: UUID, case_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.SEE_SUPERVISION)
    file = case_of(viewer, family_id, case_id)
    note_page(request, ground, "supervision.case")
    title = f"Supervision, {day(file.case.held_on)}"
    context = frame(ground, title) | {
        "case": file.case,
        "title": title,
        "next_on": day(file.case.next_on),
        "decisions": decision_cards(file),
        "may_hold": bool(may_with(viewer, Action.HOLD_SUPERVISION, ground.family)),
        "is_worker": viewer.worker_id == file.case.worker_id,
    }
    return render_page(request, "supervision/case.html", context)


@require_http_methods(ASKS)
def decide(request: ViewerRequest, family_id: UUID, case_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.HOLD_SUPERVISION)
    case = case_of(viewer, family_id, case_id).case
    form = DecisionForm(
        posted(request),
        workers=with_standing(worker_choices(viewer), case.worker, case.supervisor),
        initial={"who": str(case.worker_id)},
    )
    page = asking(
        request,
        ground,
        form,
        title="What was decided",
        button="Keep the decision",
        back_url=_url(family_id, case_id),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.decide(
            family_id=family_id,
            case_id=case_id,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            who_id=form.who_id,
            due_on=form.cleaned_data["due_on"],
            by=viewer,
        ),
    )


@require_POST
def confirm(
    request: ViewerRequest, family_id: UUID, case_id: UUID, decision_id: UUID
) -> HttpResponse:
    return press(
        request,
        _url(family_id, case_id),
        lambda: to_map.confirm_decision(
            family_id=family_id,
            case_id=case_id,
            decision_id=decision_id,
            by=request.viewer,
        ),
        "It is on the map now",
    )


def _url(family_id: UUID, case_id: UUID) -> str:
    return reverse("supervision:case", args=[family_id, case_id])
