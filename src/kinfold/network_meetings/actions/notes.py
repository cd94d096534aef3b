"""Giving somebody of the network the notes of a meeting."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.meetings.holding import hold_meeting, note
from kinfold.meetings.models import NotesGiven
from kinfold.meetings.selectors import meeting_of
from kinfold.network_meetings.selectors import kept_apart_from, who_knows
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.network_meeting import notes_for


@transaction.atomic
def give_notes(
    *, family_id: UUID, meeting_id: UUID, member_id: UUID, by: Viewer
) -> NotesGiven:
    """Somebody of the network has the notes that what they know allows.

    Raises:
        CannotDo: they have been told nothing, so there is nothing for them to have, or
            they are kept apart from somebody who sat there.
        NotFound: no such meeting, or nobody of this network.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    people = who_knows(by, family_id)
    member = next((one for one in people if one.id == member_id), None)
    if member is None:
        raise NotFound("member of the network")
    ground = ground_of(by, family_id, Action.RUN_MEETING)
    sat = meeting_of(by, family_id, meeting_id, with_answers=False)
    if kept_apart_from(by, ground, sat, [member]):
        raise CannotDo(
            f"Somebody sat there whom {member.name} is kept apart from. Tell them "
            "yourself what they may know"
        )
    if notes_for(member.level) == "none":
        raise CannotDo(
            f"{member.name} has been told nothing yet. Agree with the parents what to "
            "tell them first"
        )
    row, is_new = NotesGiven.objects.get_or_create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        member_id=member_id,
        level=member.level,
        defaults={"given_by_id": by.as_worker()},
    )
    if is_new:
        note(meeting, "meetings.notes_given", by, to=member.name, level=member.level)
    return row
