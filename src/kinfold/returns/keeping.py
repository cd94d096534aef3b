"""Where the bytes of returns and their tables lie: outside anything that is served.

`FILES_ROOT/returns/<authority>/`: a file under its own id, and the tables that were
read of a return under the return's. What no live row names, the nightly sweep removes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet
from django.conf import settings

from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import TABLES

FOLDER: Final = "returns"
_ENDING: Final = ".parquet"


def place_of(authority_id: UUID, file_id: UUID) -> Path:
    """Where the bytes of one file are."""
    return _folder(authority_id) / str(file_id)


@contextmanager
def under_their_names(
    authority_id: UUID, names: Iterable[tuple[UUID, str]]
) -> Iterator[dict[UUID, Path]]:
    """The files as if they lay in a folder, each under the name it was given.

    Readers tell what a file is, and in their findings which one is meant, by its name.
    """
    with TemporaryDirectory(prefix="kinfold-return-") as folder:
        found = {}
        for file_id, name in names:
            found[file_id] = Path(folder) / name
            found[file_id].symlink_to(place_of(authority_id, file_id).absolute())
        yield found


def keep_tables(
    authority_id: UUID, return_id: UUID, tables: Mapping[str, pa.Table]
) -> None:
    """Keep the tables of a return that hold something, in place of earlier ones."""
    folder = _folder(authority_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, table in tables.items():
        if table.num_rows:
            place = _table(authority_id, return_id, name)
            part = place.with_suffix(".part")
            pyarrow.parquet.write_table(table, part, compression="zstd")
            part.chmod(0o600)
            part.replace(place)


def tables_of(authority_id: UUID, return_id: UUID) -> dict[str, pa.Table]:
    """The tables that were kept of a return."""
    places = {one: _table(authority_id, return_id, one.name) for one in TABLES}
    return {
        # one that was kept before a column was thought of has it empty
        one.name: pyarrow.parquet.read_table(place, schema=schema_of(one))
        for one, place in places.items()
        if place.is_file()
    }


def forget(authority_id: UUID, return_id: UUID, file_ids: Iterable[UUID]) -> None:
    """Take away the bytes of a return and every table that was read of it."""
    for file_id in file_ids:
        place_of(authority_id, file_id).unlink(missing_ok=True)
    for one in TABLES:
        _table(authority_id, return_id, one.name).unlink(missing_ok=True)


def _folder(authority_id: UUID) -> Path:
    return Path(settings.FILES_ROOT) / FOLDER / str(authority_id)


def _table(authority_id: UUID, return_id: UUID, name: str) -> Path:
    return _folder(authority_id) / f"{return_id}.{name}{_ENDING}"
