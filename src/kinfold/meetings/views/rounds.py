"""A scale goes round the room, one person at a time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.meetings import actions
from kinfold.meetings.forms import RoundForm
from kinfold.meetings.presenters.wall import covered_line
from kinfold.meetings.selectors import MeetingRow, meeting_of
from kinfold.meetings.views.frame import ASKS, address, asking, frame
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.presenters.danger_card import danger_card, scale_picture
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import danger_on, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.supervision.views.frame import press
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow, LivingMap


@require_safe
def show(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, danger_id: UUID
) -> HttpResponse:
    """How far it has gone; once all have answered, every number and how far apart."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id)
    standing = living_map(viewer, family_id)
    row = _shown(standing, danger_id)
    is_shown = meeting.is_shown(danger_id) or not meeting.is_open
    answered = meeting.answered(danger_id)
    note_page(request, ground, "meetings.round")
    context = frame(
        ground,
        "Round the room",
        meeting=meeting,
        row=row,
        card=danger_card(row, standing, now=timezone.now()),
        covered="" if is_shown else covered_line(meeting, danger_id),
        scale=scale_picture(row, family_id, title="", is_for_family=True)
        if is_shown
        else None,
        chairs=[
            (
                chair,
                chair.id in answered,
                address("say-number", meeting, danger_id, chair.id),
            )
            for chair in meeting.chairs
        ],
        has_answers=bool(answered),
        may_run=meeting.is_open
        and bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "meetings/round.html", context)


@require_http_methods(ASKS)
def say(
    request: ViewerRequest,
    family_id: UUID,
    meeting_id: UUID,
    danger_id: UUID,
    attendance_id: UUID,
) -> HttpResponse:
    """One person's turn. What they or anybody said before is nowhere on it."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id)
    row = _shown(living_map(viewer, family_id), danger_id)
    chair = next((one for one in meeting.chairs if one.id == attendance_id), None)
    if chair is None:
        raise NotFound("person at the meeting")
    form = RoundForm(posted(request))
    page = asking(
        request,
        ground,
        form,
        meeting=meeting,
        title=f"{chair.who.name}: where do you put it?",
        button="Keep it covered",
        back_url=address("round", meeting, danger_id),
        template="meetings/say.html",
        done="",
        extra={"row": row},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.answer(
            family_id=family_id,
            meeting_id=meeting_id,
            danger_id=danger_id,
            attendance_id=attendance_id,
            said=form.said,
            by=viewer,
        ),
        done_url=_next(meeting, danger_id, attendance_id),
    )


@require_POST
def show_numbers(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, danger_id: UUID
) -> HttpResponse:
    return press(
        request,
        reverse("meetings:round", args=[family_id, meeting_id, danger_id]),
        lambda: actions.show_numbers(
            family_id=family_id,
            meeting_id=meeting_id,
            danger_id=danger_id,
            by=request.viewer,
        ),
    )


def _next(meeting: MeetingRow, danger_id: UUID, just_now: UUID) -> str:
    """Whose turn it is after this one; the whole round when it was the last."""
    answered = meeting.answered(danger_id) | {just_now}
    waiting = [chair.id for chair in meeting.chairs if chair.id not in answered]
    if waiting:
        return address("say-number", meeting, danger_id, waiting[0])
    return address("round", meeting, danger_id)


def _shown(standing: LivingMap, danger_id: UUID) -> DangerRow:
    """A danger that all in the room may see.

    Raises:
        NotFound: there is none, it was taken off, or it is kept from the family.
    """
    row = danger_on(standing, danger_id)
    if row.withdrawn_at is not None or not row.showing.is_visible:
        raise NotFound("danger")
    return row
