"""A visit that is held beside the record: read, taken in, or left where it is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.offline import actions, presenters, selectors
from kinfold.offline.forms import PassOnForm, WhyForm
from kinfold.offline.views.visits import ROOM
from kinfold.platform.files.actions import bytes_to_send
from kinfold.platform.files.sending import send_inline
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import ask


@require_safe
def show(request: ViewerRequest, family_id: UUID, held_visit_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    row = selectors.held_for(request.viewer, ground.family, held_visit_id)
    note_page(request, ground, "offline.held")
    page = presenters.held_page(family_id, row)
    context = ROOM.context(ground, crumb=page.title, page=page)
    return render_page(request, "offline/held.html", context)


@require_POST
def take_in(
    request: ViewerRequest, family_id: UUID, held_visit_id: UUID
) -> HttpResponse:
    try:
        to_choose = actions.take_in(
            family_id=family_id, held_id=held_visit_id, by=request.viewer
        )
    except CannotDo as error:
        messages.error(request, error.message)
        return go(
            request, "offline:held", family_id=family_id, held_visit_id=held_visit_id
        )
    said = "It is in the record now"
    if to_choose:
        said += ". Some of it was written otherwise here: somebody is asked to choose"
    messages.success(request, said)
    return go(request, "offline:visits", family_id=family_id)


@require_http_methods(WRITES)
def let_stay(
    request: ViewerRequest, family_id: UUID, held_visit_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    row = selectors.held_for(request.viewer, ground.family, held_visit_id)
    form = WhyForm(
        posted(request),
        label="Why does it stay beside the record?",
        help_text="It can be read here by the same people, and taken in later",
    )
    page = ROOM.asking(
        request,
        ground,
        title=f"A visit with {row.child_name} stays beside the record",
        button="Leave it here",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.let_stay(
            family_id=family_id,
            held_id=held_visit_id,
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def pass_on(
    request: ViewerRequest, family_id: UUID, held_visit_id: UUID
) -> HttpResponse:
    """Another worker looks after it from now on."""
    ground = ground_of(request.viewer, family_id)
    row = selectors.held_for(request.viewer, ground.family, held_visit_id)
    others = [
        one
        for one in selectors.receivers_of(request.viewer, ground.family)
        if one.id != row.now_with
    ]
    form = PassOnForm(posted(request), workers=others)
    page = ROOM.asking(
        request,
        ground,
        title=f"Pass on a visit with {row.child_name}",
        button="Pass it on",
        lead="It waits for them from now on. What each of you may read of it stays as "
        "it is, and so does who can take it into the record.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.pass_on(
            family_id=family_id,
            held_id=held_visit_id,
            to=form.worker_id,
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )


@require_safe
def sound(
    request: ViewerRequest, family_id: UUID, held_sound_id: UUID
) -> HttpResponseBase:
    """A recording beside the record, to be heard on a page."""
    ground_of(request.viewer, family_id)
    file_id = selectors.held_sound_file(request.viewer, family_id, held_sound_id)
    return send_inline(request, bytes_to_send(request.viewer, file_id))
