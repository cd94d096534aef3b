"""A second connection beside the job's transaction, to show how far it is.

What a transaction writes is seen by nobody until it ends, so progress, and the way a
failed run ended, are written by a connection of their own. It also holds a lock on
the run for as long as it lives: should a worker be thought dead while it only was
slow, no second worker does the same run beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.db import connection

from kinfold.platform.jobs.progress import Progress

_BEGIN = """
UPDATE platform_jobrun
   SET state = 'running', started_at = coalesce(started_at, now()), message = '',
       done_count = 0, total_count = 0, attempt_count = attempt_count + 1
 WHERE id = %s AND state IN ('waiting', 'running') AND NOT is_cancel_asked
RETURNING ids::text, started_by_user_id
"""
_CANCEL = """
UPDATE platform_jobrun
   SET state = 'cancelled', finished_at = now(), message = 'Nothing was changed.'
 WHERE id = %s AND state IN ('waiting', 'running') AND is_cancel_asked
"""
_SHOW = """
UPDATE platform_jobrun SET done_count = %s, total_count = %s, message = %s
 WHERE id = %s RETURNING is_cancel_asked
"""
_FAIL = """
UPDATE platform_jobrun
   SET state = 'failed', finished_at = now(), message = %s, error_reference = %s
 WHERE id = %s AND state IN ('waiting', 'running')
"""
_WAIT = """
UPDATE platform_jobrun SET state = 'waiting', message = %s, error_reference = %s
 WHERE id = %s AND state = 'running'
"""


def is_in_hands(run_id: UUID) -> bool:
    """Whether a worker does this run now. If none does, none begins before we commit.

    A run says "running" although its worker died, until another one takes it up.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT pg_try_advisory_xact_lock(hashtextextended(%s, 0))",
            [_lock_of(run_id)],
        )
        return bool(cursor.fetchone()[0])


def _lock_of(run_id: UUID) -> str:
    return f"kinfold.job {run_id}"


@dataclass(frozen=True, slots=True)
class Begun:
    user_id: int
    ids: dict[str, UUID | int]


class Aside:
    """Writes to one run, each time in a small transaction of its own."""

    def __init__(self, authority_id: UUID, run_id: UUID) -> None:
        self.authority_id = authority_id
        self.run_id = run_id
        self.is_alone = False
        self._own = connection.copy()

    def __enter__(self) -> Self:
        self._own.ensure_connection()
        with self._own.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))",
                [_lock_of(self.run_id)],
            )
            self.is_alone = cursor.fetchone()[0]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._own.close()

    def begin(self) -> Begun | None:
        """Mark the run as running, or None when there is nothing (more) to do."""
        row = self._one(_BEGIN, [self.run_id])
        if row is None:
            self.cancel()
            return None
        ids, user_id = row
        return Begun(user_id, {n: _id(v) for n, v in json.loads(ids).items()})

    def show(self, progress: Progress) -> bool:
        """Show the counts. True when somebody has asked for the run to be cancelled."""
        row = self._one(
            _SHOW,
            [
                progress.done_count,
                progress.total_count,
                progress.message,
                self.run_id,
            ],
        )
        return row is None or bool(row[0])

    def cancel(self) -> None:
        self._one(_CANCEL, [self.run_id])

    def fail(self, words: str, reference: str = "") -> None:
        self._one(_FAIL, [words[:500], reference, self.run_id])

    def wait(self, words: str, reference: str = "") -> None:
        self._one(_WAIT, [words, reference, self.run_id])

    def _one(self, sql: str, values: list[Any]) -> Any:
        # straight to the driver: Django's atomic() knows connections by alias, and this
        # one deliberately has none
        raw: Any = self._own.connection
        with raw.transaction(), raw.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.authority_id', %s, true)",
                [str(self.authority_id)],
            )
            cursor.execute(sql, values)
            return cursor.fetchone() if cursor.description else None


def _id(value: str | int) -> UUID | int:
    return value if isinstance(value, int) else UUID(value)
