"""Which runs a viewer may see: their own, or all in the authority for its admin."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from kinfold.platform.errors import NotFound
from kinfold.platform.models import JobRun
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role


def runs_for(viewer: Viewer) -> QuerySet[JobRun]:
    """Runs this viewer may see, newest first."""
    runs = JobRun.objects.filter(authority_id=viewer.in_authority())
    if Role.AUTHORITY_ADMIN not in viewer.roles:
        runs = runs.filter(started_by_id=viewer.worker_id)
    return runs.order_by("-created_at", "-pk")


def run_for(viewer: Viewer, run_id: UUID) -> JobRun:
    """One run with who started it.

    Raises:
        NotFound: no such run for this viewer.
    """
    run = runs_for(viewer).select_related("started_by").filter(pk=run_id).first()
    if run is None:
        raise NotFound("job run")
    return run


def queue_depths() -> dict[str, int]:
    """How many jobs wait and run, over all authorities. Counts only; no viewer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1"
        )
        found = dict(cursor.fetchall())
    return {
        "waiting": found.get("todo", 0),
        "running": found.get("doing", 0),
        "failed": found.get("failed", 0),
    }


def is_worker_alive(*, within_seconds: int = 60) -> bool:
    """Whether a worker has said lately that it lives. It does so every ten seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s))",
            [within_seconds],
        )
        return bool(cursor.fetchone()[0])
