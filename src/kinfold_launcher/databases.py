"""Make, drop, look into and swap databases, as their owner (kinfold_migrate)."""

from __future__ import annotations

import secrets

from kinfold_launcher.login import Login
from kinfold_launcher.roles import create_database_sql
from kinfold_launcher.sql import named, quoted, run_sql

# Every server has it, and it is nobody's: a place to stand while others are changed.
MAINTENANCE = "postgres"


def create(owner: Login, database: str, *, for_real_server: bool) -> None:
    """Make an empty database that only its owner and kinfold_app may enter."""
    standing = owner.to(MAINTENANCE)
    version = run_sql(
        standing, "SHOW server_version_num;", for_real_server=for_real_server
    )
    statements = create_database_sql(database, int(version[0][0]) // 10000)
    run_sql(standing, "\n".join(statements), for_real_server=for_real_server)


def drop(owner: Login, database: str, *, for_real_server: bool) -> None:
    """Drop a database with everything in it; whoever is connected is cut off."""
    sql = f"{_end_sessions(database)}\nDROP DATABASE IF EXISTS {named(database)};"
    run_sql(owner.to(MAINTENANCE), sql, for_real_server=for_real_server)


def swap_in(owner: Login, new: str, current: str, *, for_real_server: bool) -> str:
    """Give `new` the name of `current`. Returns the name the old one now has."""
    old = f"{current}_before_{secrets.token_hex(4)}"
    statements = [
        _end_sessions(current),
        f"ALTER DATABASE {named(current)} RENAME TO {named(old)};",
        f"ALTER DATABASE {named(new)} RENAME TO {named(current)};",
    ]
    standing = owner.to(MAINTENANCE)
    run_sql(standing, "\n".join(statements), for_real_server=for_real_server)
    return old


def size_of(owner: Login, *, for_real_server: bool) -> int:
    """Bytes that the login's database takes on the server's disk."""
    sql = "SELECT pg_database_size(current_database());"
    return int(run_sql(owner, sql, for_real_server=for_real_server)[0][0])


def is_empty(owner: Login, *, for_real_server: bool) -> bool:
    """Whether the login's database has no table at all."""
    sql = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public';"
    return run_sql(owner, sql, for_real_server=for_real_server) == [["0"]]


def _end_sessions(database: str) -> str:
    return (
        "SELECT pg_terminate_backend(pid)"  # noqa: S608 - a quoted literal
        " FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        f" AND datname = {quoted(database)};"
    )
