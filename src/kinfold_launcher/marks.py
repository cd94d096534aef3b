"""What has been done to a database, written on the database itself.

Kept as the database's comment, so that it goes wherever the database goes: a new or
restored or swapped database never inherits the marks of another.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from kinfold_launcher.server import Server
from kinfold_launcher.sql import named, quoted, run_sql


@dataclass(frozen=True, slots=True)
class Marks:
    """`schema`: fingerprint of the source that last migrated it.
    `demo`: empty, `begun`, `done`, or `none` when an empty installation was asked for.
    """

    schema: str = ""
    demo: str = ""


def read_marks(server: Server) -> Marks:
    """The database's marks; damaged or foreign comments count as none."""
    rows = run_sql(
        server.migrate,
        "SELECT translate(shobj_description(oid, 'pg_database'), E'\\n', ' ')"
        " FROM pg_database WHERE datname = current_database();",
        for_real_server=server.is_real,
    )
    try:
        kept = json.loads(rows[0][0])
        return Marks(str(kept.get("schema", "")), str(kept.get("demo", "")))
    except (ValueError, AttributeError, IndexError):
        return Marks()


def set_marks(server: Server, **changes: str) -> Marks:
    """Change some of the marks; the others stay."""
    marks = replace(read_marks(server), **changes)
    text = quoted(json.dumps(asdict(marks)))
    sql = f"COMMENT ON DATABASE {named(server.migrate.database)} IS {text};"
    run_sql(server.migrate, sql, for_real_server=server.is_real)
    return marks
