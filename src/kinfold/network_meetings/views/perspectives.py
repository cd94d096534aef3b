"""A meeting with the network that Family Finding counts as its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.family_finding.selectors import episodes_of
from kinfold.meetings.selectors import meeting_of
from kinfold.meetings.views.frame import ASKS, asking
from kinfold.network_meetings import actions
from kinfold.network_meetings.forms.perspectives import PerspectivesForm
from kinfold.network_meetings.views.frame import record_url
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import posted
from kinfold.records.views.asking import ask
from kinfold_core.access import Action, Artefact


@require_http_methods(ASKS)
def write(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What each one hopes, worries and sees. Who came is not asked again."""
    viewer = request.viewer
    ground = ground_of(
        viewer, family_id, Action.WRITE_NETWORK, artefact=Artefact.FOUND_PEOPLE
    )
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    running = [one for one in episodes_of(viewer, family_id) if one.is_running]
    form = PerspectivesForm(posted(request), episodes=running)
    page = asking(
        request, ground, form, meeting=meeting, title="What each one said",
        button="Save", back_url=record_url(meeting, "perspectives"),
        lead="The meeting says when it was and who came. Family Finding has it from "
        "there." if running else "No Family Finding goes on for a child of this "
        "family. Begin it first, on the page of Family Finding.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.take_perspectives(
            family_id=family_id, meeting_id=meeting_id, said=form.details, by=viewer
        ),
    )
