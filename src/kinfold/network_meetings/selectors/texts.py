"""What was written of meetings with the network, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.meetings.models import MeetingAccount, MeetingDecision
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_meetings(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's meetings, to see what was typed again. One query."""
    here = {"authority_id": viewer.in_authority(), "meeting__family_id": family_id}
    return in_one_query(
        (
            MeetingAccount.objects.filter(**here),
            ("story_how", "questions", "child_wanted"),
        ),
        (MeetingDecision.objects.filter(**here), ("text",)),
    )
