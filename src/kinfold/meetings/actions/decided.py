"""What a meeting decided, one row for each line."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold.meetings.models import Meeting, MeetingDecision
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

MOST_DECISIONS = 100


def keep_decided(*, meeting: Meeting, lines: Sequence[str], by: Viewer) -> None:
    """A row for each of these that has none, in their order. None is taken away.

    Raises:
        CannotDo: more than one meeting can decide, or one is left out that became
            something already.
    """
    if len(lines) > MOST_DECISIONS:
        raise CannotDo(f"A meeting has room for {MOST_DECISIONS} decisions", "decided")
    gone = meeting.decisions.exclude(became=None).exclude(text__in=lines).first()
    if gone is not None:
        raise CannotDo(
            f"Something came of “{gone.text}” already. Leave that line as it is, and "
            "write what is new below it",
            "decided",
        )
    written = list(meeting.decisions.values_list("text", flat=True))
    MeetingDecision.objects.bulk_create(
        MeetingDecision(
            authority_id=meeting.authority_id, meeting=meeting, text=line,
            position=position, recorded_by_id=by.as_worker(),
        )
        for position, line in enumerate(
            (line for line in lines if line not in written), start=len(written) + 1
        )
    )  # fmt: skip
