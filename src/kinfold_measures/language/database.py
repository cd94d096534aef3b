"""A PostgreSQL that holds data already: opened, read, and left as it was.

The driver is Kinfold's own, but the measures can do without it: it is only looked for
when somebody names a database.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from kinfold_measures.language.engines import Standing, stored_as
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.language.periods import Period, financial_years
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import TABLES

RETURNS: Final = "returns"
"""The table that says which years are in, as `returns.csv` of a folder does."""
_COLUMNS: Final = """
SELECT table_name, column_name, data_type
FROM information_schema.columns
WHERE table_schema = %s
ORDER BY table_name, ordinal_position
"""
_WAIT: Final = 10
"""Seconds for a server that does not answer."""


class NoDatabase(ValueError):
    """A database cannot be used. Says why and how to mend it."""


@contextmanager
def database_at(url: str, *, is_read_only: bool = False) -> Iterator[Any]:
    """A connection whose one transaction is never committed.

    Temporary tables may be made in it and are gone with it; `is_read_only` forbids
    even those.

    Raises:
        NoDatabase: it does not answer, or refuses what it is asked.
    """
    driver = importlib.import_module("psycopg")
    try:
        connection = driver.connect(url, connect_timeout=_WAIT)
    except driver.ProgrammingError as error:
        # what the driver says of it would repeat a password
        raise NoDatabase(
            "This is no address of a database: write postgresql://USER@HOST/NAME"
        ) from error
    except driver.Error as error:
        raise NoDatabase(f"The database cannot be opened: {_first(error)}") from error
    connection.read_only = is_read_only
    # all that is read is of one moment
    connection.isolation_level = driver.IsolationLevel.REPEATABLE_READ
    try:
        yield connection
    except driver.Error as error:
        raise NoDatabase(f"The database refuses: {_first(error)}") from error
    finally:
        connection.rollback()
        connection.close()


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]


def columns_in(connection: Any, schema: str) -> dict[str, dict[str, str]]:
    """The columns, with their types, of each table and view that may be read."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS, [schema]):
        found.setdefault(table, {})[column] = kind
    return found


def standing_in(connection: Any, schema: str) -> Mapping[str, Any]:
    """Our tables that stand in a schema; what they hold is not moved.

    Raises:
        CannotRun: there is none, or one has no column that tells its rows apart.
    """
    there = columns_in(connection, schema)
    found = {}
    for table in TABLES:
        if table.name in there:
            columns = frozenset(there[table.name])
            if missing := {"authority", *table.key} - columns:
                raise CannotRun(
                    f"{schema}.{table.name} has no column "
                    f"{', '.join(sorted(missing))}: see ./kinfold measures tables"
                )
            found[table.name] = Standing(schema, table.name, columns)
    if not found:
        raise CannotRun(
            f"The schema {schema} holds none of the tables that measures are counted "
            "on, or you may not read them: see ./kinfold measures tables"
        )
    return found


def years_standing(connection: Any, schema: str) -> tuple[Period, ...]:
    """The years that the returns in a schema are about.

    Raises:
        CannotRun: the table of its returns is missing, or empty.
    """
    if "year" not in columns_in(connection, schema).get(RETURNS, {}):
        raise CannotRun(
            f"{schema}.{RETURNS}, with a column year, is missing: it says which years "
            "are in"
        )
    # the name was found among the database's own, and is quoted
    asked = f"SELECT DISTINCT year FROM {Standing(schema, RETURNS).called}"  # noqa: S608
    years = {int(year) for [year] in connection.execute(asked) if year}
    if not years:
        raise CannotRun(f"{schema}.{RETURNS} holds no year: nothing can be counted")
    return tuple(
        one for one in financial_years(min(years), max(years)) if int(one.code) in years
    )


def tables_in_sql() -> Iterator[str]:
    """Statements that make every table that measures are counted on."""
    for table in TABLES:
        columns = ",\n".join(
            f'  "{field.name}" {stored_as(field.type)}' for field in schema_of(table)
        )
        yield f"CREATE TABLE {table.name} (\n{columns}\n);"
    yield (
        f"CREATE TABLE {RETURNS} (\n"
        "  file text,\n  authority text,\n  year bigint,\n  closes_on date\n);"
    )
