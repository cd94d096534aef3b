"""A database of its own, filled with made-up families, met by a hostile login.

Unlike the rest of the suite, nothing here can take another role: the login is the web
application's own, typed into the database as somebody would who had stolen it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from tests.made_up import copy_of, on

# the world has none before somebody looks at a board
KEPT_ROWS = """
INSERT INTO whiteboard_keptrow (id, authority_id, family_id, on_day, seen_link,
       edition, stage, status, marks, ranks, cells)
SELECT DISTINCT ON (authority_id) gen_random_uuid(), authority_id, id, current_date, 0,
       'first', 0, '', 'n', '{0}', '<td>none yet</td>'
  FROM records_family ORDER BY authority_id, id
"""


@dataclass(frozen=True)
class Ground:
    """Where the attack happens: two authorities with rows, and the stolen login."""

    url: str
    ours: UUID
    theirs: UUID
    user_id: int


@pytest.fixture(scope="session")
def ground(world: str) -> Iterator[Ground]:
    with copy_of(world, "hostile") as name:
        yield _look_round(name)


def _look_round(name: str) -> Ground:
    with psycopg.connect(on("KINFOLD_MIGRATE_DATABASE_URL", name)) as owner:
        owner.execute(KEPT_ROWS)
        rows = owner.execute(
            "SELECT authority_id, count(*) FROM records_family"
            " GROUP BY 1 ORDER BY 2 DESC"
        ).fetchall()
        ours, theirs = rows[0][0], rows[1][0]
        row = owner.execute(
            "SELECT user_id FROM platform_worker WHERE authority_id = %s"
            " AND user_id IS NOT NULL ORDER BY 1",
            [ours],
        ).fetchone()
    if row is None:
        raise RuntimeError("the made-up world has no worker with an account")
    return Ground(on("KINFOLD_APP_DATABASE_URL", name), ours, theirs, row[0])


@pytest.fixture
def stolen(ground: Ground) -> Iterator[psycopg.Connection[Any]]:
    """The stolen login, saying that it looks from our authority."""
    with psycopg.connect(ground.url) as connection:
        say_viewer(connection, ground.ours, ground.user_id)
        yield connection
        connection.rollback()


def say_viewer(
    connection: psycopg.Connection[Any], authority: UUID | None, user_id: int
) -> None:
    connection.execute(
        "SELECT set_config('app.authority_id', %s, true),"
        " set_config('app.user_id', %s, true)",
        [str(authority or ""), str(user_id)],
    )


@pytest.fixture(scope="session")
def their_ids(ground: Ground) -> dict[str, UUID]:
    """One id of the other authority for each table that has any."""
    name = urlsplit(ground.url).path.lstrip("/")
    found: dict[str, UUID] = {}
    with psycopg.connect(on("KINFOLD_MIGRATE_DATABASE_URL", name)) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relforcerowsecurity"
            " AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid"
            " AND attname = 'authority_id')"
        ).fetchall()
        for (table,) in tables:
            row = owner.execute(
                f'SELECT id FROM "{table}" WHERE authority_id = %s LIMIT 1',
                [ground.theirs],
            ).fetchone()
            if row:
                found[table] = row[0]
    return found
