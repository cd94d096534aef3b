"""Administrators who change the same authority at the same moment, in real commits."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from django.db import connection

from kinfold.platform.errors import Conflict
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.platform.workers import actions as workers
from kinfold_core.access import Role
from tests.factories.platform import make_worker_viewer

pytestmark = pytest.mark.slow


def test_two_administrators_who_end_each_other_leave_one(committed: Viewer) -> None:
    first, second = (
        make_worker_viewer(
            Authority.objects.get(pk=committed.authority_id), Role.AUTHORITY_ADMIN
        )
        for _ in range(2)
    )
    outcome: list[str] = []

    def other_way_round() -> None:
        try:
            with as_viewer(second):
                end(first, second)
            outcome.append("ended")
        except Conflict as conflict:
            outcome.append(str(conflict))
        finally:
            connection.close()

    with as_viewer(first):
        end(second, first)
        meanwhile = Thread(target=other_way_round)
        meanwhile.start()
        meanwhile.join(timeout=1)
    meanwhile.join(timeout=120)
    assert outcome == ["Nobody else is an administrator here. Make somebody one first."]


def end(worker: Viewer, by: Viewer) -> None:
    workers.end_access(worker_id=worker.as_worker(), today=date(2026, 3, 2), by=by)
