"""The pages of the family picture: who is who, and who stands around them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_picture import actions
from kinfold.family_picture.forms import LineForm
from kinfold.family_picture.presenters.ecomap import Seen, ecomap_page
from kinfold.family_picture.presenters.looking import ZOOMS
from kinfold.family_picture.presenters.picture import Wanted, picture_page
from kinfold.family_picture.selectors import (
    around_family,
    is_anybody_apart,
    lines_of,
)
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action

ROOM = Room(
    home="family_picture:picture",
    label="Family picture",
    page="family_picture.page",
    form="family_picture.form",
    tab=NETWORK_TAB,
)

AROUND = Room(
    home="family_picture:around",
    label="Ecomap",
    page="family_picture.around",
    form="family_picture.form",
    tab=NETWORK_TAB,
    under=ROOM.home,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Who is who to whom. `?zoom=`, `?who=` and `?for=family` say how it is wanted."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    wanted = Wanted(
        **_looking(request, family_id),
        who=request.GET.get("who", ""),
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
    context = ROOM.context(ground, page=page, wanted=wanted)
    if wanted.is_for_family:
        del context["family_header"]  # it names everybody, and the worker
    return render_page(request, "family_picture/picture.html", context)


def _looking(request: ViewerRequest, family_id: UUID) -> dict[str, Any]:
    """How the address asks for a picture; what makes no sense is as if not asked."""
    asked = request.GET
    zoom = asked.get("zoom", "")
    return {
        "family_id": family_id,
        "zoom": zoom if zoom in ZOOMS else "100",
        "is_for_family": asked.get("for") == "family",
        "is_a3": asked.get("paper") == "a3",
    }


@require_safe
def around(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The ecomap: the household, and the people and services round it.

    While anybody of the family is kept apart from somebody, it is not for the family:
    who stands round a child, and at which school, says where they are (ADR 32).
    """
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    seen = Seen(**_looking(request, family_id))
    is_shut = seen.is_for_family and is_anybody_apart(viewer, ground.facts.members)
    may_write = bool(may_with(viewer, Action.WRITE_NETWORK, ground.family))
    page = None
    if not is_shut:
        page = ecomap_page(
            seen,
            [one.name for one in ground.people if one.is_family and one.is_child],
            network_of(viewer, family_id),
            lines_of(viewer, family_id),
            may_write=may_write and not seen.is_for_family,
            kept=marks_for_any_hand(viewer, family_id)
            if seen.is_for_family
            else frozenset(),
        )
    note_page(request, ground, AROUND.page)
    context = AROUND.context(
        ground, page=page, wanted=seen, may_write=may_write and not seen.is_for_family
    )
    if seen.is_for_family:
        del context["family_header"]
    return render_page(request, "family_picture/around.html", context)


@require_http_methods(WRITES)
def line(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """How strong one tie is. `?who=` says whose line it is."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    here = network_of(viewer, family_id).here
    form = LineForm(
        posted(request),
        members=[(str(one.id), one.name) for one in here],
        who=request.GET.get("who", ""),
    )
    page = AROUND.asking(
        request, ground, title="A line of the ecomap", button="Draw it",
        lead="What was said before stays, with its day.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.draw_line(family_id=family_id, details=form.details, by=viewer),
    )
