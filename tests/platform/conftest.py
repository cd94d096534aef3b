"""What the platform's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from kinfold.platform.tenancy import set_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import as_owner, make_authority, make_worker_viewer


@pytest.fixture
def no_counters(db: None) -> Iterator[None]:
    """Rate limits begin at nothing, and each request ends its own viewer.

    A server's request is a transaction of its own. A test's is inside the test's, where
    the viewer of one request would still be set for the next (stack.md 2.1).
    """

    def forget(**kwargs: Any) -> None:
        if connection.in_atomic_block and not connection.needs_rollback:
            set_viewer(None, None)

    cache.clear()
    request_finished.connect(forget, dispatch_uid="tests.forget")
    yield
    request_finished.disconnect(dispatch_uid="tests.forget")


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Viewer]:
    """A viewer whose rows are committed, so that a second connection sees them.

    Django's own flush cannot be used: the application may not empty tables.
    """
    with django_db_blocker.unblock():
        authority = make_authority(f"Kept {uuid4().hex[:8]}")
        viewer = make_worker_viewer(authority, Role.PRACTITIONER)
        yield viewer
        as_owner(lambda: _forget(viewer))
        connection.close()


def _forget(viewer: Viewer) -> None:
    owned = ("jobrun", "auditlink", "auditevent", "storedfile", "team")
    here = [viewer.authority_id]
    with connection.cursor() as cursor:
        for table in owned:
            cursor.execute(
                f"DELETE FROM platform_{table} WHERE authority_id = %s", here
            )
        cursor.execute(
            "DELETE FROM platform_worker WHERE authority_id = %s RETURNING user_id",
            here,
        )
        users = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM platform_authority WHERE id = %s", here)
        for table in ("signin_session", "account_emailaddress"):
            cursor.execute(f"DELETE FROM {table} WHERE user_id = ANY(%s)", [users])
        cursor.execute("DELETE FROM platform_user WHERE id = ANY(%s)", [users])
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def petra(client: Client, authority_admin: Viewer) -> Client:
    return signed_in(client, authority_admin)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def files_root(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    settings.KINFOLD_CLAMD = ""
    return tmp_path / "files"
