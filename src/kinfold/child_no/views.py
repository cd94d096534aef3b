"""When a child says no to somebody: every no in one place, and who answers for it."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.child_no import actions
from kinfold.child_no.forms import DespiteForm
from kinfold.child_no.presenters import (
    people_who_decide,
    refused_people,
    stands_now,
)
from kinfold.child_no.selectors import deciders
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of, refusals_of
from kinfold.networks.views.frame import STALE, Room, ask_again_if_stale
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold_core.access import Action
from kinfold_core.practice.child_no import Refusals

ROOM = Room(
    home="networks:network",
    label="Network",
    page="child_no.everybody",
    form="child_no.form",
    tab=NETWORK_TAB,
)
TITLE = "When a child says no"


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    return _everybody(request, ground, refusals_of(request.viewer, family_id))


@require_http_methods(WRITES)
def decide(request: ViewerRequest, family_id: UUID, of_whom: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    refusals = refusals_of(viewer, family_id)
    said = [word for word in refusals.words if word.of_whom == of_whom]
    if not said and "version" in request.POST:
        return _everybody(request, ground, refusals, is_gone=True)
    if not said:
        raise NotFound("child's no")
    about = said[0].about
    form = DespiteForm(
        posted(request),
        people=people_who_decide(
            deciders(viewer, ground.family),
            people_around(ground.people, network_of(viewer, family_id)),
        ),
        seen=refusals.stamp_on(about),
    )
    page = ROOM.asking(
        request, ground, title=f"Although a child said no: {about.name}",
        lead=f"{said[0].in_words}. Ask {said[0].child.name} again first. What is "
        "written here says who answers for it to the child.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        replace(page, back_url=reverse("child_no:everybody", args=[family_id])),
        lambda: actions.decide_despite(
            family_id=family_id,
            of_whom=of_whom,
            details=form.details,
            seen=form.cleaned_data["version"],
            by=viewer,
        ),
        differs=lambda now: stands_now(family_id, now, about, form.details),
        stamp=lambda now: now.stamp_on(about),
    )


def _everybody(
    request: ViewerRequest, ground: Ground, refusals: Refusals, *, is_gone: bool = False
) -> HttpResponse:
    """The page of every no. `is_gone`: the one that somebody decided over was taken
    back while they wrote; they are told so, and what they wrote stands there."""
    family = ground.family
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        crumb=TITLE,
        people=refused_people(family.pk, refusals),
        may_write=bool(may_with(request.viewer, Action.WRITE_NETWORK, family)),
        is_gone=is_gone,
        typed=request.POST.get("reason", "").strip(),
    )
    status = STALE if is_gone else HTTPStatus.OK
    return render_page(request, "child_no/everybody.html", context, status=status)
