"""Where a definition is run: in this process, in a database, or on a cluster.

An engine holds the tables and answers SQL written in DuckDB's dialect. Which engine it
is changes no definition and no figure; the worked examples are run on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.dataset
import sqlglot

from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME

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


_STORED: Final = {
    pa.string(): "text",
    pa.date32(): "date",
    pa.int64(): "bigint",
    pa.bool_(): "boolean",
}


def stored_as(kind: pa.DataType) -> str:
    """What a column is in PostgreSQL."""
    return _STORED[kind]


def quoted(name: str) -> str:
    """A name of the database's own as it stands in a question, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Standing:
    """A table of ours that stands in a schema of the database already."""

    schema: str
    name: str
    columns: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """Its name in a question, quoted."""
        return f"{quoted(self.schema)}.{quoted(self.name)}"

    def read_as(self, schema: pa.Schema) -> str:
        """A question for its rows as we have them; a column it lacks is empty."""
        columns = ", ".join(
            f"CAST({_column(field.name, self.columns)} AS {stored_as(field.type)}) "
            f'AS "{field.name}"'
            for field in schema
        )
        # our own columns, of a table found among the database's
        return f"SELECT {columns} FROM {self.called}"  # noqa: S608


def _column(name: str, there: frozenset[str]) -> str:
    return f'"{name}"' if name in there else "NULL"


class InDatabase:
    """A PostgreSQL that somebody opened: the tables are its own temporary ones.

    What stands in the database already (`Standing`) is looked at where it is. The
    connection stays theirs; nothing is committed.
    """

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def hold(self, tables: Mapping[str, Rows]) -> None:
        for name, rows in tables.items():
            if isinstance(rows, Standing):
                # a view of the connection's own, in the way of what has the name
                seen = rows.read_as(schema_of(BY_NAME[rows.name]))
                self._cursor.execute(f'CREATE TEMPORARY VIEW "{name}" AS {seen}')
                continue
            table = rows if isinstance(rows, pa.Table) else rows.to_table()
            columns = ", ".join(
                f'"{field.name}" {stored_as(field.type)}' for field in table.schema
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
