"""Asking people to a meeting, and the paper that asks them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.meetings.presenters.planned import when_of
from kinfold.meetings.selectors import offered_people, planned_one
from kinfold.meetings.views.frame import ASKS, asking, frame
from kinfold.network_meetings import actions
from kinfold.network_meetings.forms.asking import AskForm
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.network_meeting import PURPOSES


@require_http_methods(ASKS)
def ask_people(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    form = AskForm(
        posted(request),
        people=people_around(ground.people, network_of(viewer, family_id)),
        offered=offered_people(viewer, ground),
    )
    page = asking(
        request, ground, form, title="Ask people to a meeting", button="Write it down",
        lead="Plan with the parents whom to ask, and how. The paper says when and "
        "where, and names no worry.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.ask_people(family_id=family_id, asking=form.asking, by=viewer),
    )


@require_safe
def invitation(
    request: ViewerRequest, family_id: UUID, planned_id: UUID
) -> HttpResponse:
    """What people are handed: who asks, when, where and what for, and no worry."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    marks = marks_for_any_hand(viewer, family_id)
    planned, left_out = leave_out(planned_one(viewer, family_id, planned_id), marks)
    note_page(request, ground, "meetings.invitation")
    meeting_url = ""
    if planned.meeting_id:
        meeting_url = reverse("meetings:meeting", args=[family_id, planned.meeting_id])
    context = frame(
        ground,
        "You are asked to come",
        planned=planned,
        left_out=left_out,
        when=when_of(planned),
        what_for=PURPOSES[planned.purpose],
        begun_url=meeting_url,
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "network_meetings/invitation.html", context)
