"""A meeting with the network that Family Finding counts as its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.meetings.selectors import MeetingRow, meeting_of
from kinfold.meetings.views.frame import ASKS, asking, frame
from kinfold.network_meetings import actions
from kinfold.network_meetings.forms.perspectives import PerspectivesForm
from kinfold.network_meetings.selectors.perspectives import ToldOf, told_of
from kinfold.network_meetings.views.frame import record_url
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.views.asking import ask
from kinfold_core.access import Action, Artefact

TITLE = "What each one said"
FROM_THERE = (
    "The meeting says when it was and who came. Family Finding has it from there."
)
STILL_ON = (
    "The meeting still goes on. What you write is kept here, and can be saved when the "
    "meeting has ended: then it says who came."
)


@require_http_methods(ASKS)
def write(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What each one hopes, worries and sees. Who came is not asked again."""
    viewer = request.viewer
    ground = ground_of(
        viewer, family_id, Action.WRITE_NETWORK, artefact=Artefact.FOUND_PEOPLE
    )
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    of = told_of(viewer, family_id, meeting_id)
    # what somebody sends is shown to them again, even if there is no place for it now
    if not of.left and request.method != "POST":
        return _nothing_to_write(request, ground, meeting, of)
    form = PerspectivesForm(posted(request), of=of)
    page = asking(
        request, ground, form, meeting=meeting, title=TITLE,
        button="Save", back_url=record_url(meeting, "perspectives"),
        lead=STILL_ON if meeting.is_open else FROM_THERE,
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.take_perspectives(
            family_id=family_id, meeting_id=meeting_id, said=form.details, by=viewer
        ),
    )


def _nothing_to_write(
    request: ViewerRequest, ground: Ground, meeting: MeetingRow, of: ToldOf
) -> HttpResponse:
    """No Family Finding goes on that it could be written for."""
    note_page(request, ground, "meetings.form")
    context = frame(
        ground, TITLE, meeting=meeting, title=TITLE, told=of.told,
        back_url=record_url(meeting, "perspectives"),
    )  # fmt: skip
    return render_page(request, "network_meetings/nothing_to_write.html", context)
