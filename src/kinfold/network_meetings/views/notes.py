"""The notes of a meeting: who gets which."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kinfold.meetings.selectors import accounts_of, decisions_of, meeting_of
from kinfold.meetings.views.frame import frame
from kinfold.network_meetings import actions
from kinfold.network_meetings.presenters.notes import notes_lines, notes_of
from kinfold.network_meetings.selectors import (
    kept_apart_from,
    notes_given,
    who_knows,
)
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.supervision.views.frame import press
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out


@require_safe
def notes(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Who gets which notes: by what each of them has been told."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    people = who_knows(viewer, family_id)
    lines = notes_lines(
        meeting,
        people,
        notes_given(viewer, meeting_id),
        pack_of_family(viewer, family_id),
        apart=kept_apart_from(viewer, ground, meeting, people),
    )
    note_page(request, ground, "meetings.notes")
    context = frame(ground, "Notes for each", meeting=meeting, lines=lines)
    return render_page(request, "network_meetings/notes.html", context)


@require_safe
def notes_for(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, member_id: UUID
) -> HttpResponse:
    """The notes of one person, to print."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    people = who_knows(viewer, family_id)
    member = next((one for one in people if one.id == member_id), None)
    if member is None:
        raise NotFound("member of the network")
    page = notes_of(
        meeting,
        accounts_of(viewer, family_id).get(meeting_id),
        decisions_of(viewer, meeting_id),
        member,
        is_kept_apart=bool(kept_apart_from(viewer, ground, meeting, [member])),
    )
    page, left_out = leave_out(page, marks_for_any_hand(viewer, family_id))
    note_page(request, ground, "meetings.notes")
    context = frame(
        ground,
        f"For {member.name}",
        meeting=meeting,
        page=page,
        left_out=left_out,
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "network_meetings/notes_for.html", context)


@require_POST
def give_notes(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, member_id: UUID
) -> HttpResponse:
    """They have them."""
    return press(
        request,
        reverse("network_meetings:notes", args=[family_id, meeting_id]),
        lambda: actions.give_notes(
            family_id=family_id,
            meeting_id=meeting_id,
            member_id=member_id,
            by=request.viewer,
        ),
        "Written down",
    )
