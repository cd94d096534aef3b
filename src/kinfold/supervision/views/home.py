"""Supervision of mine and of my teams; how long each step takes."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.audit import note_list
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import Asking, ask
from kinfold.supervision.actions.sessions import set_running_order
from kinfold.supervision.forms.group import OrderForm
from kinfold.supervision.presenters.lists import family_page, session_lists
from kinfold.supervision.selectors.sessions import (
    sessions_list,
    supervision_of,
    team_order,
    teams_of,
)
from kinfold.supervision.views.frame import ASKS, frame
from kinfold_core.access import Action, Reach, RecordState


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """What comes, what waits for its learning, what was held: mine and my teams'."""
    viewer = request.viewer
    may_share = bool(viewer.may(Action.SHARE_INQUIRY))
    nearest = RecordState(nearness=Reach.MINE)
    if not (may_share or viewer.may(Action.SEE_SUPERVISION, nearest)):
        raise PermissionDenied("Your role does not include supervision")
    rows = sessions_list(viewer)
    note_list(
        viewer,
        ((row.session, row.family.pk) for row in rows),
        page="supervision.list",
    )
    context = {
        "lists": session_lists(rows, today=timezone.localdate()),
        "teams": teams_of(viewer),
        "may_share": may_share,
    }
    return render_page(request, "supervision/home.html", context)


@require_safe
def family(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What came of supervision; what was learned only for those who may see it."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    may_see = bool(may_with(viewer, Action.SEE_SUPERVISION, ground.family))
    note_page(request, ground, "supervision.family")
    context = frame(ground) | {
        "page": family_page(supervision_of(viewer, family_id), may_see=may_see),
        "may_hold": bool(may_with(viewer, Action.HOLD_SUPERVISION, ground.family)),
        "may_see": may_see,
    }
    return render_page(request, "supervision/family.html", context)


@require_http_methods(ASKS)
def order(request: ViewerRequest, team_id: UUID) -> HttpResponse:
    """How many minutes a team gives to each step."""
    team = team_order(request.viewer, team_id)
    form = OrderForm(posted(request), minutes=team.minutes)
    page = Asking(
        title=f"How long each step takes in {team.name}",
        button="Keep these minutes",
        back_url=reverse("supervision:home"),
        lead=f"Together {sum(team.minutes)} minutes now. Sessions that are planned "
        "already keep theirs.",
    )
    return ask(
        request,
        form,
        page,
        lambda: set_running_order(
            team_id=team_id, minutes=form.minutes(), by=request.viewer
        ),
    )
