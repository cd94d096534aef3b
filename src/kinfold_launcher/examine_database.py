"""What `doctor` asks the database and the application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import time

from kinfold_launcher.application import Application, has_command
from kinfold_launcher.findings import Finding, fail, ok, warn
from kinfold_launcher.programs import client_program, version_of
from kinfold_launcher.roles import APP
from kinfold_launcher.server import Server
from kinfold_launcher.sql import quoted, run_sql

# Newest minor release of each major version that we know of, and when we looked.
# Taken from the release announcements; change both lines together.
LOOKED_ON = "2026-11-23"
NEWEST_MINOR = {18: 7, 17: 12, 16: 16, 15: 20}

_APP_ROLE = """
SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
  (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
  + (SELECT count(*) FROM pg_database WHERE datdba = r.oid)
  + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid),
  (SELECT count(*) FROM pg_auth_members WHERE member = r.oid),
  has_database_privilege(rolname, current_database(), 'CREATE')
  OR has_schema_privilege(rolname, 'public', 'CREATE')
FROM pg_roles r WHERE rolname = {role};
"""


def version(server: Server) -> Iterator[Finding]:
    sql = "SHOW server_version;"
    shown = run_sql(server.app, sql, for_real_server=server.is_real)[0][0]
    numbers = re.match(r"(\d+)\.(\d+)", shown)
    major, minor = (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)
    newest = NEWEST_MINOR.get(major)
    seen = f"PostgreSQL {shown} ({server.kind})"
    if newest is None:
        yield warn("server", seen, f"Not a version we knew of on {LOOKED_ON}")
    elif minor >= newest:
        yield ok("server", seen)
    else:
        lag = f"{seen}; {major}.{newest} has security fixes it lacks ({LOOKED_ON})"
        if server.is_real:
            yield fail("server", lag, "Bring the server up to date")
        else:
            mend = "Fit for trying out. For real records set DATABASE_URL: run.md"
            yield warn("server", lag, mend)


def client_tools(server: Server) -> Iterator[Finding]:
    if not server.is_real:
        return
    found = version_of(client_program("pg_dump", for_real_server=True))
    sql = "SHOW server_version_num;"
    needed = run_sql(server.app, sql, for_real_server=True)[0][0]
    if found[0] < int(needed) // 10000:
        mend = f"Type: sudo apt-get install postgresql-client-{int(needed) // 10000}"
        seen = f"pg_dump {found[0]} cannot back up a newer server"
        yield fail("backup tools", seen, mend)
    else:
        yield ok("backup tools", f"pg_dump {found[0]}.{found[1]}")


def roles(server: Server) -> Iterator[Finding]:
    """The role that the web logs in as owns nothing and passes no fence."""
    sql = _APP_ROLE.format(role=quoted(server.app.user))
    row = run_sql(server.migrate, sql, for_real_server=server.is_real)[0]
    names = ("superuser", "passes row security", "makes databases", "makes roles")
    faults = [name for name, value in zip(names, row, strict=False) if value == "t"]
    if row[4] != "0":
        faults.append(f"owns {row[4]} things")
    if row[5] != "0":
        faults.append(f"is a member of {row[5]} other roles")
    if row[6] == "t":
        faults.append("may create things in the database")
    if faults:
        mend = f"Take it away from {server.app.user}; ./kinfold up sets its attributes"
        yield fail("application's role", ", ".join(faults), mend)
    else:
        seen = f"{server.app.user} owns nothing and passes no fence"
        yield ok("application's role", seen)
    if server.app.user != APP:
        mend = f"The grants are made to {APP}: log in as that role"
        yield fail("application's role", f"is called {server.app.user}", mend)


def migrations(application: Application) -> Iterator[Finding]:
    code, said = application.ask("migrate", "--check")
    if code:
        seen = (said.strip().splitlines() or ["some have not run"])[-1]
        yield fail("migrations", seen, "Type: ./kinfold up")
    else:
        yield ok("migrations", "all have run")


def fences(application: Application) -> Iterator[Finding]:
    if not has_command("fences"):
        return
    code, said = application.ask("fences", "--check")
    last = (said.strip().splitlines() or ["no answer"])[-1]
    if code:
        yield fail("fences", last, "Type: ./kinfold manage fences")
    else:
        yield ok("fences", last)


def clocks(server: Server) -> Iterator[Finding]:
    """A real server may be another machine, with a clock of its own."""
    if not server.is_real:
        return
    sql = "SELECT extract(epoch FROM clock_timestamp());"
    apart = abs(float(run_sql(server.app, sql, for_real_server=True)[0][0]) - time())
    if apart > 5:
        mend = "Keep both machines' clocks by NTP"
        yield warn("server's clock", f"{apart:.0f} s apart from ours", mend)
    else:
        yield ok("server's clock", "agrees with ours")
