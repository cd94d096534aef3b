"""The wall: one thing at a time, in letters that the whole room can read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kinfold.meetings import actions
from kinfold.meetings.presenters.wall import wall
from kinfold.meetings.selectors import meeting_of
from kinfold.meetings.views.frame import frame, slides
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.supervision.views.frame import press
from kinfold_core.access import Action

NOTHING_NEW = 204


@require_safe
def show(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    context = _context(request, ground, meeting_id)
    note_page(request, ground, "meetings.wall")
    return render_page(request, "meetings/wall.html", context)


@require_safe
def follow(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What is on the wall now, for a screen that shows it already.

    Nothing when it is the same: then nothing was shown, and nothing is noted.
    """
    ground = ground_of(request.viewer, family_id)
    context = _context(request, ground, meeting_id)
    if context["wall"].seen == request.GET.get("seen"):
        return HttpResponse(status=NOTHING_NEW)
    note_page(request, ground, "meetings.wall")
    return render_page(request, "meetings/_partials/wall.html", context)


@require_POST
def move(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Turn the wall to a page by its name, so that pressing twice goes nowhere else."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id)
    pages = slides(viewer, ground, living_map(viewer, family_id), meeting)
    keys = [one.key for one in pages]
    asked = request.POST.get("to", "")
    is_wall = request.POST.get("from") == "wall"
    name = "wall" if is_wall else "meeting"
    url = reverse(f"meetings:{name}", args=[family_id, meeting_id])
    answer = press(
        request,
        url if is_wall else f"{url}#remote",
        lambda: actions.show_on_wall(
            family_id=family_id,
            meeting_id=meeting_id,
            slide=asked if asked in keys else keys[0],
            by=viewer,
        ),
    )
    if request.htmx and is_wall:
        note_page(request, ground, "meetings.wall")
        context = _context(request, ground, meeting_id)
        return render_page(request, "meetings/_partials/wall.html", context)
    return answer


def _context(
    request: ViewerRequest, ground: Ground, meeting_id: UUID
) -> dict[str, Any]:
    viewer, family = request.viewer, ground.family
    meeting = meeting_of(viewer, family.pk, meeting_id)
    pages = slides(viewer, ground, living_map(viewer, family.pk), meeting)
    on_wall = meeting.on_wall if meeting.is_open else "decided"
    may_run = bool(may_with(viewer, Action.RUN_MEETING, family))
    return frame(
        ground,
        "On the wall",
        meeting=meeting,
        wall=wall(pages, on_wall),
        may_turn=may_run and meeting.is_open,
    )
