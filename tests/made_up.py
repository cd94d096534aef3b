"""Databases full of made-up families, for tests that need a whole world.

The world is made once in a session, in a database of its own; whoever needs one gets a
copy (half a second) and may do to it what they like.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

FAMILIES, SEED = 40, 3


def suffix() -> str:
    """Keeps two suites on one server apart, and the workers of one suite."""
    suite = os.environ.get("KINFOLD_TEST_DATABASE", "suite")
    return suite + os.environ.get("PYTEST_XDIST_WORKER", "")


def on(variable: str, database: str) -> str:
    """The address in `variable`, of another database on the same server."""
    url = urlsplit(os.environ[variable])
    return urlunsplit(url._replace(path=f"/{database}"))


def environment_on(database: str) -> dict[str, str]:
    """What a process of the application needs to run on `database`."""
    return {
        **os.environ,
        "KINFOLD_DEMO": "1",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "KINFOLD_APP_DATABASE_URL": on("KINFOLD_APP_DATABASE_URL", database),
        "KINFOLD_MIGRATE_DATABASE_URL": on("KINFOLD_MIGRATE_DATABASE_URL", database),
    }


def manage(database: str, *words: str, settings: str = "test") -> None:
    """One of the application's commands, on `database`."""
    subprocess.run(
        [sys.executable, "-m", "kinfold.manage", *words],
        env={
            **environment_on(database),
            "DJANGO_SETTINGS_MODULE": f"kinfold.config.settings.{settings}",
        },
        check=True,
        stdout=subprocess.DEVNULL,
    )


def make_world(empty_database: str) -> str:
    """The world's own database, copied from a migrated, empty one. Its name."""
    name = f"test_world_{suffix()}"
    copy_database(empty_database, name)
    manage(name, "england_load")
    # as the server will hash passwords, or nobody of the world could sign in to it
    sized = ("--families", str(FAMILIES), "--seed", str(SEED))
    manage(name, "world", *sized, settings="demo")
    return name


@contextmanager
def copy_of(world: str, purpose: str) -> Iterator[str]:
    """A copy of the world to be used up. Dropped afterwards."""
    name = f"{world}_{purpose}"
    copy_database(world, name)
    try:
        yield name
    finally:
        drop_database(name)


def copy_database(source: str, name: str) -> None:
    with psycopg.connect(_admin(), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    with psycopg.connect(_admin(), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _admin() -> str:
    return on("KINFOLD_MIGRATE_DATABASE_URL", "postgres")
