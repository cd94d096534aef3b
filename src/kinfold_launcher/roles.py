"""The three roles and the database, made or put right on any PostgreSQL server.

kinfold_owner    superuser of the embedded server; a real server has its own
kinfold_migrate  owns the database and every table; passes row security
kinfold_app      what the web application and the worker log in as: owns nothing
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_launcher.login import Login, scram_verifier
from kinfold_launcher.passwords import Passwords
from kinfold_launcher.sql import SqlFailed, named, quoted, run_sql
from kinfold_launcher.words import Problem

MIGRATE = "kinfold_migrate"
APP = "kinfold_app"
DATABASE = "kinfold"
_STATE = """
SELECT current_setting('server_version_num')::int / 10000,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       (SELECT count(*) FROM pg_roles WHERE
          (rolname = 'kinfold_migrate' AND rolcanlogin AND rolcreatedb
             AND rolbypassrls AND NOT rolsuper)
          OR (rolname = 'kinfold_app' AND rolcanlogin AND NOT rolcreatedb
             AND NOT rolbypassrls AND NOT rolsuper AND NOT rolcreaterole)),
       (SELECT count(*) FROM pg_database WHERE datname = {database});
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server has of what Kinfold needs."""

    major: int
    is_superuser: bool
    has_roles: bool
    has_database: bool


def standing(admin: Login, database: str, *, for_real_server: bool) -> Standing:
    """Ask the server. One connection."""
    sql = _STATE.format(database=quoted(database))
    row = run_sql(admin, sql, for_real_server=for_real_server)[0]
    return Standing(int(row[0]), row[1] == "t", row[2] == "2", row[3] == "1")


def ensure_roles(
    admin: Login, kept: Passwords, *, database: str, for_real_server: bool
) -> bool:
    """Make the roles and the database, or put right what differs.

    Returns whether anything had to be done. Safe to repeat.

    Raises:
        Problem: the administrator may not do what is needed, or the server is too old.
    """
    found = standing(admin, database, for_real_server=for_real_server)
    if found.major < 15:
        raise Problem(
            f"The server is PostgreSQL {found.major}; Kinfold needs 15 or later."
        )
    app = admin.to(database).as_user(APP, kept.app)
    migrate = admin.to(database).as_user(MIGRATE, kept.migrate)
    if found.has_roles and found.has_database:
        try:
            for login in (app, migrate):
                run_sql(login, "SELECT 1;", for_real_server=for_real_server)
            return False
        except SqlFailed:
            pass  # the passwords differ, or may not connect: put them right below
    statements = [*_role_statements(kept, found), *_memberships(found)]
    if found.has_database:
        statements += _database_grants(database)
    else:
        statements += create_database_sql(database, found.major)
    try:
        run_sql(admin, "\n".join(statements), for_real_server=for_real_server)
    except SqlFailed as failure:
        raise Problem(
            failure.what,
            f"The login {admin.user} must be able to make roles that pass row",
            "security (BYPASSRLS) and databases. Use the server's administrator,",
            "or make the roles yourself: docs/how-to/run.md, 'A server of your own'.",
        ) from None
    return True


def _role_statements(kept: Passwords, found: Standing) -> list[str]:
    attributes = {
        MIGRATE: "LOGIN CREATEDB NOCREATEROLE BYPASSRLS",
        APP: "LOGIN NOCREATEDB NOCREATEROLE NOBYPASSRLS",
    }
    # Only a superuser may so much as name these two; anybody else cannot give them.
    less = " NOSUPERUSER NOREPLICATION" if found.is_superuser else ""
    passwords = {MIGRATE: kept.migrate, APP: kept.app}
    statements = []
    for role, wanted in attributes.items():
        statements += [
            f"SELECT 'CREATE ROLE {role}'"  # noqa: S608 - one of two fixed names
            " WHERE NOT EXISTS"
            f" (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec",
            f"ALTER ROLE {role} {wanted}{less}"
            f" PASSWORD {quoted(scram_verifier(passwords[role]))};",
        ]
    return statements


def _memberships(found: Standing) -> list[str]:
    # The test suite logs in as migrate, makes its database, then becomes app.
    can_set = " WITH SET TRUE" if found.major >= 16 else ""
    statements = [f"GRANT {APP} TO {MIGRATE}{can_set};"]
    if not found.is_superuser:
        # Or an administrator who is no superuser cannot give the database away.
        statements.append(f"GRANT {MIGRATE} TO CURRENT_USER{can_set};")
    return statements


def create_database_sql(database: str, major: int) -> list[str]:
    """Make an empty database, sorted alike everywhere and closed to the public."""
    locale = (
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        if major >= 17
        else "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    )
    return [
        f"CREATE DATABASE {named(database)} OWNER {MIGRATE} TEMPLATE template0"
        f" ENCODING 'UTF8' {locale};",
        *_database_grants(database),
    ]


def _database_grants(database: str) -> list[str]:
    return [
        f"REVOKE ALL ON DATABASE {named(database)} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {named(database)} TO {APP};",
    ]
