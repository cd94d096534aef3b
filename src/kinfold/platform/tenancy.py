"""Telling the database who is looking, for one transaction at a time.

The setting is local to the transaction, so a pooled connection never carries it to
the next borrower. It outlives the release of a savepoint, so nesting restores the
previous value by hand (stack.md 2.1). See ADR 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from kinfold.platform.viewer import NOBODYS_ACCOUNT, Viewer

_SET = """
SELECT current_setting('app.authority_id', true), current_setting('app.user_id', true),
       set_config('app.authority_id', %s, true), set_config('app.user_id', %s, true)
"""


def set_viewer(authority_id: UUID | None, user_id: int | None) -> tuple[str, str]:
    """Say who is looking until this transaction ends. Returns what was set before.

    Raises:
        RuntimeError: no transaction is open, so the setting would vanish at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The viewer is set per transaction, and none is open")
    return _set(str(authority_id or ""), str(user_id or ""))


def _set(authority: str, user: str) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [authority, user])
        row = cursor.fetchone()
    return (row[0] or "", row[1] or "") if row else ("", "")


@contextmanager
def as_authority(
    authority_id: UUID | None, *, user_id: int | None = None
) -> Iterator[None]:
    """A transaction in which only this authority's rows exist."""
    with transaction.atomic():
        before = set_viewer(authority_id, user_id)
        yield
        # an error rolls the setting back with everything else
        if not connection.needs_rollback:
            _set(*before)


@contextmanager
def as_viewer(viewer: Viewer) -> Iterator[None]:
    """A transaction in which only what this viewer's authority owns exists."""
    with as_authority(viewer.authority_id, user_id=viewer.user_id):
        yield


@contextmanager
def as_key_holder(token_hash: str) -> Iterator[None]:
    """A transaction in which one calendar's secret address exists, and nothing else.

    Whoever is signed in as well is nobody meanwhile.
    """
    tell = "SELECT set_config('app.calendar_key', %s, true)"
    with as_authority(None, user_id=NOBODYS_ACCOUNT):
        with connection.cursor() as cursor:
            cursor.execute(tell, [token_hash])
        yield
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(tell, [""])


_VISIT = """
SELECT set_config('app.workshop_code', %s, true), set_config('app.device_id', %s, true)
"""


@contextmanager
def as_visitor(code: str, device_id: UUID) -> Iterator[None]:
    """A transaction in which one workshop exists, and what this device sent to it.

    Whoever is signed in as well is nobody meanwhile.
    """
    with as_authority(None, user_id=NOBODYS_ACCOUNT):
        with connection.cursor() as cursor:
            cursor.execute(_VISIT, [code, str(device_id)])
        yield
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_VISIT, ["", ""])
