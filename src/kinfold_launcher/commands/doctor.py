"""`./kinfold doctor`: what is wrong with this machine, and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kinfold_launcher import examine_database as database
from kinfold_launcher import examine_machine as here
from kinfold_launcher.application import Application
from kinfold_launcher.environment import is_fitting
from kinfold_launcher.findings import Finding, examine, ok, report
from kinfold_launcher.places import Home, home_for
from kinfold_launcher.server import (
    Server,
    embedded_cluster,
    given_server,
    ready_server,
    wants_demo,
)
from kinfold_launcher.words import Problem


def run(arguments: list[str]) -> int:
    """Look at everything; exit code 1 when something must be mended."""
    if arguments:
        raise Problem("./kinfold doctor takes nothing.", code=2)
    home = home_for(os.environ)
    port = os.environ.get("PORT", "")
    examinations = {
        "Python": here.python_version,
        "user": here.who_we_are,
        "environment": here.environment,
        "disk": lambda: here.disk(home),
        "memory": here.memory,
        "locale": here.locale,
        "clock": here.clock,
        "browser for the tests": here.browser,
        "service": lambda: here.service(home, int(port) if port.isdigit() else 8000),
        "file modes": lambda: here.modes(home),
        "backup": lambda: here.backups(home, is_demo=wants_demo(os.environ)),
        "server": lambda: _database(home),
    }
    findings: list[Finding] = []
    for what, look in examinations.items():
        findings += examine(what, look)
    return report(findings)


def _database(home: Home) -> Iterator[Finding]:
    """Everything that needs the server; it is started for this if it stands still."""
    if not is_fitting():
        return
    if not _is_there(home):
        yield ok("server", "not made yet: ./kinfold up makes it")
        return
    with _server(home) as server:
        application = Application.of(home, server, os.environ)
        yield from examine("server", lambda: database.version(server))
        yield from examine("backup tools", lambda: database.client_tools(server))
        yield from examine("server's clock", lambda: database.clocks(server))
        yield from examine("application's role", lambda: database.roles(server))
        yield from examine("migrations", lambda: database.migrations(application))
        yield from examine("fences", lambda: database.fences(application))


def _is_there(home: Home) -> bool:
    """Whether there is a server to look at: examining must not make one."""
    if given_server(os.environ) or os.environ.get("DATABASE_URL"):
        return True
    return home.secrets.exists() and embedded_cluster(home).is_made


@contextmanager
def _server(home: Home) -> Iterator[Server]:
    server = ready_server(home, os.environ)
    try:
        yield server
    finally:
        if server.cluster and server.was_started:
            server.cluster.stop()
