"""What row-level security costs: the same queries with it on and with it off.

The queries are those the real pages ask, caught as they are asked. They are run again
in the application's role on the database as it is, and on a copy of it whose fences are
down, turn and turn about in one run.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

ROUNDS = 300
_VIEWER = """
SELECT set_config('app.authority_id', %s, true), set_config('app.user_id', %s, true)
"""


@dataclass(frozen=True, slots=True)
class Caught:
    """One statement a page asked, as the driver had it."""

    sql: str
    values: Any


@dataclass(frozen=True, slots=True)
class Compared:
    """Milliseconds for all the statements of a page, medians of the rounds."""

    page: str
    statements: int
    fenced_ms: float
    open_ms: float
    same_rows: bool

    @property
    def ratio(self) -> float:
        return self.fenced_ms / self.open_ms


def catch(client: Client, path: str) -> list[Caught]:
    """The SELECTs that one page asks."""
    caught: list[Caught] = []

    def keep(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        is_read = isinstance(sql, str) and sql.lstrip().upper().startswith("SELECT")
        if is_read and "set_config" not in sql:
            caught.append(Caught(sql, params))
        return execute(sql, params, many, context)

    client.get(path)  # once unseen, so that caches are warm
    with connection.execute_wrapper(keep):
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return caught


def compare(
    page: str,
    statements: Sequence[Caught],
    *,
    fenced: psycopg.Connection[Any],
    open_: psycopg.Connection[Any],
    viewer: tuple[str, str],
) -> Compared:
    """Time every statement on both databases, turn and turn about."""
    times: dict[int, list[float]] = {0: [], 1: []}
    rows: list[list[Any]] = [[], []]
    _on_one_core(fenced, open_)
    both = [(0, fenced), (1, open_)]
    for turn in range(ROUNDS):
        both.reverse()  # whoever is asked first finds the processor cold
        for which, database in both:
            spent, rows[which] = _ask(database, statements, viewer)
            if turn:  # the first round fills the caches
                times[which].append(spent)
    return Compared(
        page,
        len(statements),
        statistics.median(times[0]),
        statistics.median(times[1]),
        rows[0] == rows[1],
    )


def _on_one_core(*databases: psycopg.Connection[Any]) -> None:
    """Client and both backends on one core: statements this short are else mostly the
    way between two of them, which differs from connection to connection."""
    core = {min(os.sched_getaffinity(0))}
    for pid in (0, *(database.info.backend_pid for database in databases)):
        with suppress(PermissionError):  # PostgreSQL's own user, when we are not root
            os.sched_setaffinity(pid, core)


def _ask(
    database: psycopg.Connection[Any],
    statements: Sequence[Caught],
    viewer: tuple[str, str],
) -> tuple[float, list[Any]]:
    rows: list[Any] = []
    with database.transaction(), database.cursor() as cursor:
        cursor.execute(_VIEWER, viewer)
        begin = perf_counter()
        for one in statements:
            cursor.execute(one.sql, one.values)
            rows.append(cursor.fetchall())
        return (perf_counter() - begin) * 1000, rows


def copy_without_fences(owner_url: str, source: str, copy: str) -> None:
    """A copy of the database in which every row is everybody's. Benchmarks only."""
    with psycopg.connect(owner_url, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{source}"')
    with psycopg.connect(owner_url, dbname=copy, autocommit=True) as owner:
        fenced = owner.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity"
        ).fetchall()
        for (table,) in fenced:
            owner.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
    for name in (source, copy):  # the planner knows as much of one as of the other
        with psycopg.connect(owner_url, dbname=name, autocommit=True) as owner:
            owner.execute("ANALYZE")
