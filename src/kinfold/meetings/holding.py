"""What every change in a meeting does first: hold the family, then the meeting."""

from __future__ import annotations

from uuid import UUID

from kinfold.meetings.models import Attendance, Meeting, PlannedMeeting
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.written import Named


def hold_meeting(by: Viewer, family_id: UUID, meeting_id: UUID) -> Meeting:
    """A meeting about this family, held until the end.

    Raises:
        NotFound: no such meeting about this family.
        RecordRefused: the family is not open to the writer for meetings.
    """
    family = family_for(by, family_id, Action.RUN_MEETING, is_locked=True)
    meeting = (
        Meeting.objects.select_for_update()
        .filter(authority_id=family.authority_id, family=family, pk=meeting_id)
        .first()
    )
    if meeting is None:
        raise NotFound("meeting")
    return meeting


def hold_open(by: Viewer, family_id: UUID, meeting_id: UUID) -> Meeting:
    """As `hold_meeting`, while it goes on.

    Raises:
        CannotDo: it is over.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    if meeting.ended_at is not None:
        raise CannotDo("This meeting is over. Start another one to go on")
    return meeting


def chair_of(meeting: Meeting, attendance_id: UUID) -> Attendance:
    """Somebody at this meeting.

    Raises:
        NotFound: nobody of that id is at it.
    """
    found = meeting.attendances.filter(pk=attendance_id).first()
    if found is None:
        raise NotFound("person at the meeting")
    return found


def named(here: Attendance) -> Named:
    return Named(name=here.name, person_id=here.person_id, worker_id=here.worker_id)


def note(meeting: Meeting, deed: str, by: Viewer, **changes: object) -> None:
    audit.record(
        by=by,
        action=deed,
        target=meeting,
        changes=changes,
        family_id=meeting.family_id,
    )


def begin_planned(meeting: Meeting, planned_id: UUID) -> None:
    """The meeting that people were asked to has begun, and this is it.

    Raises:
        CannotDo: it began already.
        NotFound: nobody of this family was asked to one of that id.
    """
    planned = PlannedMeeting.objects.filter(
        authority_id=meeting.authority_id, family_id=meeting.family_id, pk=planned_id
    ).first()
    if planned is None:
        raise NotFound("planned meeting")
    if planned.meeting_id is not None:
        raise CannotDo("This meeting has begun already. Go to it, or start another one")
    planned.meeting = meeting
    planned.save()
