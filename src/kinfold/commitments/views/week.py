"""Nine on a Saturday night: who would be there, hour by hour."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.commitments.presenters.week import CoverPage, cover_page, fridge
from kinfold.commitments.views.desk import Desk, desk_of
from kinfold.networks.views.frame import Room
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.planning.selectors import plan_in_force
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.views.frame import note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words

WEEK = Room(
    home="commitments:cover",
    label="Nine on Saturday night",
    page="commitments.cover",
    form="commitments.form",
    tab=NETWORK_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk, page = _cover(request, family_id)
    note_page(request, desk.ground, WEEK.page)
    may_write = may_with(request.viewer, Action.WRITE_NETWORK, desk.ground.family)
    context = WEEK.context(desk.ground, page=page, may_write=bool(may_write))
    return render_page(request, "commitments/cover.html", context)


@require_safe
def paper(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """For the kitchen wall: who is there, and no word of why."""
    desk, page = _cover(request, family_id)
    note_page(request, desk.ground, "commitments.cover_paper")
    marks = marks_for_any_hand(request.viewer, family_id)
    context = WEEK.context(
        desk.ground,
        crumb="For the fridge",
        parts=page.parts,
        days=fridge(page, marks),
        today=day_in_words(timezone.localdate()),
    )
    return render_page(request, "commitments/fridge.html", context)


def _cover(request: ViewerRequest, family_id: UUID) -> tuple[Desk, CoverPage]:
    desk = desk_of(request, family_id)
    page = cover_page(
        desk.rows,
        desk.guards,
        desk.dangers,
        plan_in_force(request.viewer, family_id),
        today=timezone.localdate(),
    )
    return desk, page
