"""The page of the family picture."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.family_picture.presenters.picture import ZOOMS, Wanted, picture_page
from kinfold.family_picture.selectors import around_family
from kinfold.networks.views.frame import Room
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold_core.access import Action

ROOM = Room(
    home="family_picture:picture",
    label="Family picture",
    page="family_picture.page",
    form="family_picture.form",
    tab=NETWORK_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Who is who to whom. `?zoom=`, `?who=` and `?for=family` say how it is wanted."""
    viewer, asked = request.viewer, request.GET
    ground = ground_of(viewer, family_id)
    zoom = asked.get("zoom", "")
    wanted = Wanted(
        family_id=family_id,
        zoom=zoom if zoom in ZOOMS else "100",
        who=asked.get("who", ""),
        is_for_family=asked.get("for") == "family",
        may_edit=bool(may_with(viewer, Action.EDIT_FAMILY, ground.family)),
        may_ask=bool(may_with(viewer, Action.WRITE_NETWORK, ground.family)),
    )
    around = around_family(
        viewer,
        family_id,
        ground.facts.members,
        is_for_family=wanted.is_for_family,
    )
    page = picture_page(around, wanted, today=timezone.localdate())
    note_page(request, ground, ROOM.page)
    paper = "a3" if asked.get("paper") == "a3" else "a4"
    context = ROOM.context(ground, page=page, wanted=wanted, paper=paper)
    return render_page(request, "family_picture/picture.html", context)
