"""Databases that tests copy: one with every table, one full of made-up families.

Each is made once for a state of the code, and stays on the test server for the next
suite and for every worker of this one. Whoever needs one gets a copy (half a second)
and may do to it what they like.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

FAMILIES, SEED = 40, 3
ROOT = Path(__file__).parents[1]


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


@cache
def migrated() -> str:
    """The name of a database with every table and no row. Copy it; do not write to it.

    Made by the migrations, so their words tell one state of the code from another.
    """
    made_by = [*(ROOT / "src").rglob("migrations/*.py"), ROOT / "requirements.lock"]

    def fill(half_made: str) -> None:
        copy_database("template1", half_made)
        manage(half_made, "migrate", "--verbosity", "0")

    return _kept("test_tables", _state_of(made_by), fill)


@cache
def world() -> str:
    """The name of a database of made-up families. Copy it; do not write to it.

    Any of the code and the figures may change it, and so does the day it is made on.
    """
    made_by = [*(ROOT / "src").rglob("*.py"), *(ROOT / "data").rglob("*.*")]
    empty = migrated()

    def fill(half_made: str) -> None:
        copy_database(empty, half_made)
        manage(half_made, "england_load")
        # as the server hashes passwords, or nobody of the world could sign in to it
        sized = ("--families", str(FAMILIES), "--seed", str(SEED))
        manage(half_made, "world", *sized, settings="demo")

    today = date.today().isoformat()  # noqa: DTZ011  any clock will do
    return _kept("test_world", _state_of(made_by, empty, today), fill)


def _state_of(files: Iterable[Path], *words: str) -> str:
    found = sha256(" ".join(words).encode())
    for path in sorted(files):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]


def _kept(kind: str, state: str, fill: Callable[[str], None]) -> str:
    """The database of that kind and state, made now if it is not there yet.

    One worker makes it while the others wait. It takes its name when it is whole, so
    one whose making was cut short is never used. It is held until this process ends;
    those of an earlier state that nobody holds are dropped.
    """
    name = f"{kind}_{state}"
    holder = psycopg.connect(_admin(), autocommit=True)
    atexit.register(holder.close)
    holder.execute("SELECT pg_advisory_lock(hashtext(%s))", [kind])
    holder.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [name])
    rows = holder.execute("SELECT datname FROM pg_database").fetchall()
    of_this_kind = {row[0] for row in rows if row[0].startswith(f"{kind}_")}
    if name not in of_this_kind:
        fill(f"{kind}_half_made")
        holder.execute(f'ALTER DATABASE "{kind}_half_made" RENAME TO "{name}"')
    for old in of_this_kind - {name, f"{kind}_half_made"}:
        _drop_unless_held(holder, old)
    holder.execute("SELECT pg_advisory_unlock(hashtext(%s))", [kind])
    return name


def _drop_unless_held(admin: psycopg.Connection, name: str) -> None:
    is_free = admin.execute(
        "SELECT pg_try_advisory_lock(hashtext(%s))", [name]
    ).fetchone()
    if is_free == (True,):
        drop_database(name)
        admin.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


@contextmanager
def copy_of(world: str, purpose: str) -> Iterator[str]:
    """A copy of the world to be used up. Dropped afterwards."""
    name = f"test_{purpose}_{suffix()}"
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
