"""Where the plans of a family stand, its safety plan, and what was in force."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.networks.views.frame import Room
from kinfold.planning.presenters import words
from kinfold.planning.presenters.plan_page import plan_page
from kinfold.planning.selectors import plan_version, standing_plan
from kinfold.planning.views.frame import ROOM, doors
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.trajectory.selectors import immediate_plans_of

HUB = Room(
    home=PLAN_TAB,
    label="Plans",
    page="planning.plans",
    form="planning.form",
    tab=PLAN_TAB,
)


@require_safe
def hub(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    plan = standing_plan(request.viewer, family_id)
    note_page(request, ground, HUB.page)
    context = HUB.context(
        ground,
        plan=plan,
        status=words.where_it_stands(plan),
        tone=words.TONES[plan.status] if plan.id else "calm",
        next=words.next_thing(plan),
        today=words.today_stands(
            immediate_plans_of(request.viewer, family_id), timezone.localdate()
        ),
    )
    return render_page(request, "planning/plans.html", context)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    page = plan_page(standing_plan(request.viewer, family_id))
    note_page(request, ground, ROOM.page)
    context = ROOM.context(ground, page=page, **doors(request, ground))
    return render_page(request, "planning/safety_plan.html", context)


@require_safe
def version(request: ViewerRequest, family_id: UUID, version_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    kept = plan_version(request.viewer, family_id, version_id)
    note_page(request, ground, "planning.version")
    context = ROOM.context(
        ground,
        crumb=f"Version {kept.version}",
        kept=kept,
        rules=[
            (
                words.KINDS[one["kind"]],
                one,
                _names(one["carriers"]),
                _names(one["backups"]),
            )
            for one in kept.words
        ],
    )
    return render_page(request, "planning/version.html", context)


def _names(people: list[dict[str, str]]) -> str:
    return ", ".join(one["name"] for one in people)
