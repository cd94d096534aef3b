"""A meeting as one of family and network: how it was, and what was decided."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.meetings.selectors import accounts_of, asked_to, decisions_of, meeting_of
from kinfold.meetings.views.frame import ASKS, asking, frame
from kinfold.network_meetings import actions
from kinfold.network_meetings.forms.account import AccountForm, DecideForm
from kinfold.network_meetings.presenters.record import account_differences, record_page
from kinfold.network_meetings.selectors.perspectives import told_of
from kinfold.network_meetings.views.frame import record_url
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.network_meeting import NETWORK_MEETING

CRUMB = "With family and network"


@require_safe
def show(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """How it was, what became of what was decided, and who gets which notes."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    page = record_page(
        meeting,
        accounts_of(viewer, family_id).get(meeting_id),
        decisions_of(viewer, meeting_id),
        asked_to(viewer, meeting_id),
    )
    may_find = may_with(
        viewer, Action.WRITE_NETWORK, ground.family, Artefact.FOUND_PEOPLE
    )
    note_page(request, ground, "meetings.network_record")
    context = frame(
        ground,
        CRUMB,
        meeting=meeting,
        page=page,
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
        of=told_of(viewer, family_id, meeting_id)
        if page.is_blended and may_find
        else None,
    )
    return render_page(request, "network_meetings/record.html", context)


@require_http_methods(ASKS)
def write_account(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    is_family = meeting.kind == "family_meeting"
    form = AccountForm(
        posted(request),
        people=people_around(ground.people, network_of(viewer, family_id)),
        meeting=meeting,
        standing=accounts_of(viewer, family_id).get(meeting_id),
        counts_as=[NETWORK_MEETING] if is_family else [],
    )
    page = asking(
        request, ground, form, meeting=meeting, title="How the meeting was",
        button="Save", back_url=record_url(meeting),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.write_account(
            family_id=family_id,
            meeting_id=meeting_id,
            details=form.details,
            was=form.was,
            by=viewer,
        ),
        differs=lambda _: account_differences(
            accounts_of(viewer, family_id)[meeting_id], form.details
        ),
        stamp=lambda row: str(row.pk),
    )


@require_http_methods(ASKS)
def decide(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(request.viewer, family_id, meeting_id, with_answers=False)
    form = DecideForm(posted(request))
    page = asking(
        request, ground, form, meeting=meeting, title="Something was decided",
        button="Write it down",
        back_url=record_url(meeting, "decisions"),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.decide(
            family_id=family_id,
            meeting_id=meeting_id,
            text=form.cleaned_data["text"],
            by=request.viewer,
        ),
    )
