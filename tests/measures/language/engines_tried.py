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
    with psycopg.connect(os.environ["KINFOLD_MIGRATE_DATABASE_URL"]) as connection:
        yield InDatabase(connection.cursor())
        connection.rollback()
