"""Where a definition is run: in this process, in a database, or on a cluster.

An engine holds the tables and answers SQL written in DuckDB's dialect. Which engine it
is changes no definition and no figure; the worked examples are run on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.dataset
import sqlglot

WRITTEN_IN: Final = "duckdb"
Rows: TypeAlias = "pa.Table | pyarrow.dataset.Dataset"
"""Rows in memory, or the Parquet files that they are in."""


class Engine(Protocol):
    """Holds tables and answers questions."""

    def hold(self, tables: Mapping[str, Rows]) -> None:
        """Take tables under their names, in place of what had them."""

    def keep(self, name: str, sql: str) -> None:
        """Ask once, and hold the rows under a name, in place of what had it."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that a question gives."""


def carried_to(dialect: str, sql: str) -> str:
    """The same question in another dialect. Raises what sqlglot cannot carry."""
    carried: list[str] = sqlglot.transpile(
        sql,
        read=WRITTEN_IN,
        write=dialect,
        unsupported_level=sqlglot.ErrorLevel.RAISE,
    )
    return carried[0]


class InProcess:
    """DuckDB in this process: nothing to install, no server, and the default.

    It may open no file and no network by itself: what it reads was handed to it.
    """

    def __init__(self, *, threads: int = 0, memory: str = "") -> None:
        settings: dict[str, Any] = {"enable_external_access": False}
        if threads:
            settings["threads"] = threads
        if memory:
            settings["memory_limit"] = memory
        self._connection = duckdb.connect(":memory:", config=settings)

    def hold(self, tables: Mapping[str, Rows]) -> None:
        for name, table in tables.items():
            self._drop(name)
            self._connection.register(name, table)

    def keep(self, name: str, sql: str) -> None:
        self._drop(name)
        self._connection.execute(f'CREATE TABLE "{name}" AS {sql}')

    def _drop(self, name: str) -> None:
        self._connection.unregister(name)
        self._connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(sql).fetchall()
        return rows


class Cursor(Protocol):
    """What Python's DB-API gives for a question."""

    def execute(self, sql: str, /) -> Any: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Any: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...


class InDatabase:
    """A PostgreSQL that somebody opened: the tables are its own temporary ones.

    The connection stays theirs; nothing is committed.
    """

    _TYPES: Final = {
        pa.string(): "text",
        pa.date32(): "date",
        pa.int64(): "bigint",
        pa.bool_(): "boolean",
    }

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def hold(self, tables: Mapping[str, Rows]) -> None:
        for name, rows in tables.items():
            table = rows if isinstance(rows, pa.Table) else rows.to_table()
            columns = ", ".join(
                f'"{field.name}" {self._TYPES[field.type]}' for field in table.schema
            )
            self._cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{name}"')
            self._cursor.execute(f'CREATE TEMPORARY TABLE "{name}" ({columns})')
            marks = ", ".join(["%s"] * table.num_columns)
            cells = zip(*(column.to_pylist() for column in table.columns), strict=True)
            # the names are those of our own tables
            into = f'INSERT INTO pg_temp."{name}" VALUES ({marks})'  # noqa: S608
            self._cursor.executemany(into, list(cells))

    def keep(self, name: str, sql: str) -> None:
        self._cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{name}"')
        asked = carried_to("postgres", sql)
        self._cursor.execute(f'CREATE TEMPORARY TABLE "{name}" AS {asked}')

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        self._cursor.execute(carried_to("postgres", sql))
        return self._cursor.fetchall()
