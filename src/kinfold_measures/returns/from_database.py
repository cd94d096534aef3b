"""An extract of the Standard Safeguarding Dataset straight from its database.

Each object is copied out as the CSV file that somebody would have exported, and read by
the same reader: the findings are those of the files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kinfold_measures.language.database import columns_in, database_at
from kinfold_measures.language.engines import quoted
from kinfold_measures.returns.importing import (
    CannotImport,
    check_is_empty,
    import_returns,
    parent_of,
)
from kinfold_measures.returns.standard import object_called

_AS_WRITTEN: Final = {
    # PostgreSQL copies out t and f, and a time with its zone
    "boolean": "CAST({} AS text)",
    "timestamp with time zone": "CAST({} AS timestamp)",
}
_COPY: Final = "COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER)"


def import_extract(
    url: str,
    schema: str,
    *,
    into: Path,
    written_as: str,
    authority: str,
    year: int,
    progress: Callable[[str, float], None] = lambda called, part: None,
) -> Iterator[str]:
    """Read the objects that stand in a schema; the database is not changed.

    Yields what was read and what not, and then what `import_returns` does.

    Raises:
        CannotImport: no object of the dataset is there, or one twice; the year or the
            authority was not said; or what `import_returns` says.
        NoDatabase: it cannot be opened, or refuses to be read.
    """
    check_is_empty(into)
    if not (authority and year):
        raise CannotImport(
            "An extract does not say whose it is: give --authority CODE and --year "
            "YEAR, the year of the last 31 March before it was made"
        )
    with tempfile.TemporaryDirectory(dir=parent_of(into)) as copied:
        with database_at(url, is_read_only=True) as connection:
            there = columns_in(connection, schema)
            chosen = _objects(there, schema)
            paths = [Path(copied) / f"{table}.csv" for table in chosen]
            connection.execute("SET LOCAL datestyle TO ISO")
            for number, (table, path) in enumerate(zip(chosen, paths, strict=True)):
                progress(table, number / len(chosen))
                _copy(connection, schema, table, there[table], path)
        passed = ", ".join(sorted(there.keys() - set(chosen))) or "none"
        yield f"Read of {schema}: {', '.join(chosen)}. Not read: {passed}"
        yield from import_returns(
            paths,
            into=into,
            written_as=written_as,
            authority=authority,
            year=year,
            progress=progress,
        )


def _objects(there: Mapping[str, Mapping[str, str]], schema: str) -> list[str]:
    """The tables that are objects of the dataset, one of each."""
    found: dict[str, list[str]] = {}
    for table, columns in there.items():
        if called := object_called(list(columns)):
            found.setdefault(called, []).append(table)
    if not found:
        raise CannotImport(
            f"The schema {schema} holds no object of the Standard Safeguarding "
            "Dataset, or you may not read them"
        )
    for called, tables in found.items():
        if called in tables:
            tables[:] = [called]
        elif len(tables) > 1:
            raise CannotImport(
                f"{', '.join(tables)} are all {called}: name the one that counts so, "
                f"or put it into another schema"
            )
    return sorted(table for [table] in found.values())


def _copy(
    connection: Any, schema: str, table: str, columns: Mapping[str, str], path: Path
) -> None:
    cells = ", ".join(
        f"{_AS_WRITTEN.get(kind, '{}').format(quoted(name))} AS {quoted(name)}"
        for name, kind in columns.items()
    )
    asked = _COPY.format(cells, f"{quoted(schema)}.{quoted(table)}")
    with connection.cursor().copy(asked) as rows, path.open("wb") as file:
        for piece in rows:
            file.write(piece)
