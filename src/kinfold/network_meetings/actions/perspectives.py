"""A meeting with the network as Family Finding's meeting of many perspectives."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.family_finding.holding import At
from kinfold.family_finding.models import BlendedMeeting
from kinfold.lifetime.actions import hold_meeting as hold_blended
from kinfold.meetings.holding import hold_meeting
from kinfold.network_meetings.details import Perspectives
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.family_finding.details import MeetingDetails

PROFESSIONAL = "professional"


@transaction.atomic
def take_perspectives(
    *, family_id: UUID, meeting_id: UUID, said: Perspectives, by: Viewer
) -> BlendedMeeting:
    """Keep what each one said of what a child needs; the meeting says the rest.

    Raises:
        CannotDo: it is not over yet, so nobody knows who came, or as
            `lifetime.actions.hold_meeting`.
        NotFound: no such meeting or Family Finding of this family.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    if meeting.ended_at is None:
        raise CannotDo("End the meeting first. Then it says who came")
    seats = list(meeting.attendances.order_by("position"))
    return hold_blended(
        at=At(family_id, said.episode_id),
        details=MeetingDetails(
            held_on=timezone.localdate(meeting.started_at),
            family_here=tuple(s.name for s in seats if s.capacity != PROFESSIONAL),
            staff_here=tuple(s.name for s in seats if s.capacity == PROFESSIONAL),
            agenda=said.agenda,
            needs=said.needs,
            voices=said.voices,
            meeting_id=meeting.pk,
        ),
        by=by,
    )
