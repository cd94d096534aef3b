"""Run SQL through psql: the launcher has no database library of its own."""

from __future__ import annotations

import os
import subprocess

from kinfold_launcher.login import Login, without_login
from kinfold_launcher.programs import client_program
from kinfold_launcher.words import Problem

FIELD_MARK = "\x1f"


class SqlFailed(Problem):
    """psql could not connect, or the server refused a statement."""


def run_sql(
    login: Login, sql: str, *, for_real_server: bool = False
) -> list[list[str]]:
    """Run statements in one connection; stop at the first error. Rows as text.

    The SQL goes by standard input, so nothing in it shows in a list of processes.

    Raises:
        SqlFailed: with the server's own words.
    """
    psql = client_program("psql", for_real_server=for_real_server)
    answer = subprocess.run(
        [psql, "-qXAtw", "-F", FIELD_MARK, "-v", "ON_ERROR_STOP=1", "-f", "-"],
        input=sql,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**without_login(os.environ), **login.environment()},
        cwd="/",
    )
    if answer.returncode:
        raise SqlFailed(_in_plain_words(answer.stderr), *_how_to_mend(answer.stderr))
    return [line.split(FIELD_MARK) for line in answer.stdout.splitlines()]


def _in_plain_words(stderr: str) -> str:
    lines = [line.removeprefix("psql:<stdin>:") for line in stderr.splitlines()]
    return "PostgreSQL says: " + " ".join(lines).strip()


def _how_to_mend(stderr: str) -> tuple[str, ...]:
    if "SSL support is not compiled in" in stderr:
        return (
            "The server asks for TLS and the built-in psql has none.",
            "Type:  sudo apt-get install postgresql-client",
        )
    return ()


def quoted(text: str) -> str:
    """`text` as an SQL string literal."""
    if "\0" in text:
        raise Problem("A name may not hold a null character.")
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """`name` as an SQL identifier."""
    if "\0" in name:
        raise Problem("A name may not hold a null character.")
    return '"' + name.replace('"', '""') + '"'
