"""Ending a meeting: what was decided, when everybody meets again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.meetings.actions.decided import keep_decided
from kinfold.meetings.actions.rounds import settle
from kinfold.meetings.actions.to_end import tell_where_it_ends
from kinfold.meetings.details import Ending
from kinfold.meetings.holding import hold_meeting, named, note
from kinfold.meetings.models import Attendance, Meeting
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import Mapping
from kinfold.practice.selectors import living_map
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.versions.actions import note_contributor
from kinfold.versions.models import Contributor
from kinfold_core.practice.network_meeting import decided_lines
from kinfold_core.practice.written import ContributorDetails

MODES = {
    Attendance.Mode.ROOM: Contributor.Mode.IN_ROOM,
    Attendance.Mode.PHONE: Contributor.Mode.PHONE,
    Attendance.Mode.VIDEO: Contributor.Mode.PHONE,
}


@transaction.atomic
def end_meeting(
    *, family_id: UUID, meeting_id: UUID, ending: Ending, version: int, by: Viewer
) -> Meeting:
    """End it, or change what was written when it ended. What stands changes nothing.

    Each line of what was decided is a decision. Answers that are still covered are
    shown, and those who were there are noted as having written this version of the map,
    when it is being written. One to end the work is the meeting to end with.

    Raises:
        StaleVersion: somebody wrote other words since `version` was read.
        CannotDo: nothing was decided, the next day has passed already, or as
            `keep_decided`.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    lines = decided_lines(ending.decided)
    if not lines:
        raise CannotDo(
            "Write what was decided, even if it is only who will ask", "decided"
        )
    before = [meeting.decided, str(meeting.next_on or "")]
    after = ["\n".join(lines), str(ending.next_on or "")]
    if before == after:
        return meeting
    if meeting.version != version:
        raise StaleVersion(meeting)
    started_on = timezone.localdate(meeting.started_at)
    if ending.next_on is not None and ending.next_on < started_on:
        raise CannotDo("This is before the meeting. Enter a later day", "next_on")
    is_ending = meeting.ended_at is None
    keep_decided(meeting=meeting, lines=lines, by=by)
    meeting.decided, meeting.next_on = after[0], ending.next_on
    meeting.version += 1
    if is_ending:
        settle(meeting=meeting, by=by)
        _note_who_wrote(meeting, by)
        meeting.ended_at, meeting.ended_by_id = timezone.now(), by.as_worker()
    meeting.save()
    note(
        meeting,
        "meetings.ended" if is_ending else "meetings.ending_changed",
        by,
        decided=len(lines),
        next_on=[before[1], after[1]],
    )
    tell_where_it_ends(meeting=meeting, by=by)
    return meeting


def _note_who_wrote(meeting: Meeting, by: Viewer) -> None:
    standing = living_map(by, meeting.family_id)
    if standing.id is None or standing.status != Mapping.Status.DRAFT:
        return
    for here in meeting.attendances.order_by("position"):
        note_contributor(
            family_id=meeting.family_id,
            details=ContributorDetails(
                who=named(here),
                capacity=here.capacity,
                mode=MODES[Attendance.Mode(here.mode)].value,
                part=Contributor.Part.PRESENT.value,
                happened_on=timezone.localdate(meeting.started_at),
            ),
            by=by,
        )
