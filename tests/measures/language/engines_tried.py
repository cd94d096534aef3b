"""The engines on which every worked example is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from kinfold_measures.language.engines import Engine, InDatabase, InProcess

NAMES = ("in process", "in a database")


@contextmanager
def engine_called(name: str) -> Iterator[Engine]:
    if name == "in process":
        yield InProcess(threads=1, memory="512MB")
        return
    # in one transaction the locks on every example's tables would be too many; the
    # tables are temporary, and go with the connection
    url = os.environ["KINFOLD_MIGRATE_DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        yield InDatabase(connection.cursor())
