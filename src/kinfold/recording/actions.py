"""Adding to the meter, and taking one's own rows away."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from kinfold.platform import audit
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.recording.models import RecordingTime
from kinfold.recording.selectors import is_measured, rows_of

LONGEST_TOLD = 120
_DAY = 86_400
_ADD = """
INSERT INTO recording_recordingtime AS kept
    (id, authority_id, worker_id, day, document, kind, seconds, save_count,
     retyped_count)
VALUES (%(id)s, %(authority)s, %(worker)s, %(day)s, %(document)s, %(kind)s, %(seconds)s,
        %(saves)s, %(retyped)s)
ON CONFLICT ON CONSTRAINT recording_time_once_a_day DO UPDATE SET
    seconds = least(kept.seconds + excluded.seconds, %(longest)s),
    save_count = kept.save_count + excluded.save_count,
    retyped_count = kept.retyped_count + excluded.retyped_count
"""


@transaction.atomic
def add_to_meter(
    *,
    document: str,
    kind: str,
    day: date,
    seconds: int = 0,
    saves: int = 0,
    retyped: int = 0,
    by: Viewer,
) -> None:
    """Add to the writer's own day. Nothing is kept of whoever may not see their own.

    Not in the audit: it says of no family that anybody looked at it.
    """
    if not is_measured(by):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            {
                "id": RecordingTime().pk,
                "authority": by.in_authority(),
                "worker": by.as_worker(),
                "day": day,
                "document": document,
                "kind": kind,
                "seconds": max(0, min(seconds, LONGEST_TOLD)),
                "saves": saves,
                "retyped": retyped,
                "longest": _DAY,
            },
        )


@transaction.atomic
def forget_own(*, day: date | None, by: Viewer) -> int:
    """Delete the writer's own rows of a day, or all of them. How many there were."""
    rows = rows_of(by) if day is None else rows_of(by).filter(day=day)
    count, _ = rows.delete()
    audit.record(
        by=by,
        action="recording.forgotten",
        target=Worker(pk=by.as_worker()),
        changes={"rows": count},
    )
    return count
