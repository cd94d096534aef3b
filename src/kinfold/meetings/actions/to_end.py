"""A meeting to end the work is the meeting to end with: written down once."""

from __future__ import annotations

from django.utils import timezone

from kinfold.meetings.models import Meeting
from kinfold.meetings.selectors.accounts import is_to_end
from kinfold.platform.viewer import Viewer
from kinfold.stages.actions.ending import take_exit_meeting


def tell_where_it_ends(*, meeting: Meeting, by: Viewer) -> None:
    """Where the work ends, it stands that they met: once a held meeting is over.

    Nothing when it was for something else.

    Raises:
        CannotDo: as `stages.actions.ending.take_exit_meeting`.
    """
    if meeting.ended_at is None or not is_to_end(by, meeting.pk):
        return
    take_exit_meeting(
        family_id=meeting.family_id,
        meeting_id=meeting.pk,
        held_on=timezone.localdate(meeting.started_at),
        people=tuple(one.name for one in meeting.attendances.order_by("position")),
        said=meeting.decided,
        by=by,
    )
