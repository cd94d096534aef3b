"""Giving somebody of the network the notes of a meeting."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.meetings.holding import hold_meeting, note
from kinfold.meetings.models import NotesGiven
from kinfold.networks.selectors import network_of
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.network_meeting import notes_for


@transaction.atomic
def give_notes(
    *, family_id: UUID, meeting_id: UUID, member_id: UUID, by: Viewer
) -> NotesGiven:
    """Somebody of the network has the notes that what they know allows.

    Raises:
        CannotDo: they have been told nothing, so there is nothing for them to have.
        NotFound: no such meeting, or nobody of this network.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    member = network_of(by, family_id).person(member_id)
    if member is None or not member.is_here:
        raise NotFound("member of the network")
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
