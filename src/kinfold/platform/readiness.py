"""Whether this process can do its work: what a load balancer asks every few seconds."""

from __future__ import annotations

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kinfold.platform.fences import owned_models, programme_models
from kinfold.platform.jobs.selectors import is_worker_alive

log = logging.getLogger("kinfold.health")


def troubles() -> list[str]:
    """What keeps this process from answering people. Empty when it is ready."""
    try:
        found = [] if _is_migrated() else ["migrations"]
        found += [] if _do_fences_stand() else ["fences"]
    except DatabaseError:
        log.exception("health check could not ask the database")
        return ["database"]
    return found


def has_worker() -> bool:
    """Whether background work goes on. Pages answer without it, so it is apart."""
    try:
        return is_worker_alive()
    except DatabaseError:
        return False


def _is_migrated() -> bool:
    """Asked until it is so: a database is not migrated back under a running server."""
    if _was_migrated():
        return True
    _was_migrated.cache_clear()
    return False


@cache
def _was_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _do_fences_stand() -> bool:
    """Every authority's table has forced row security, and we cannot pass it by."""
    tables = [model._meta.db_table for model in (*owned_models(), *programme_models())]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT count(*) FROM pg_class
                     WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace
                       AND relrowsecurity AND relforcerowsecurity),
                   (SELECT rolsuper OR rolbypassrls FROM pg_roles
                     WHERE rolname = current_user)
            """,
            [tables],
        )
        fenced, passes_by = cursor.fetchone()
    return fenced == len(tables) and not passes_by
