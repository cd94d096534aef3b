"""Measures on Apache Spark, where the returns of many outgrow one machine.

Spark is not installed with Kinfold: a session is handed in, or opened here where
`pyspark` and Java are there.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Protocol

import pyarrow as pa

from kinfold_measures.language.engines import Rows, carried_to

SETTINGS: Final = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}


class NoSpark(ValueError):
    """Spark cannot be used here. Says what is missing and how to mend it."""


class Session(Protocol):
    """What a Spark session gives."""

    @property
    def read(self) -> Any: ...
    def createDataFrame(self, rows: pa.Table, /) -> Any: ...
    def sql(self, sql: str, /) -> Any: ...


class OnCluster:
    """A Spark session that somebody opened, on a cluster or on this machine.

    Parquet files are read by the cluster itself, so they must lie where it can reach
    them. What is asked once is kept in the cluster's memory.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def hold(self, tables: Mapping[str, Rows]) -> None:
        for name, rows in tables.items():
            frame = (
                self._session.createDataFrame(rows)
                if isinstance(rows, pa.Table)
                else self._session.read.parquet(*rows.files)
            )
            frame.createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> None:
        self._asked(sql).cache().createOrReplaceTempView(name)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._asked(sql).collect()]

    def _asked(self, sql: str) -> Any:
        return self._session.sql(carried_to("spark", sql))


@contextmanager
def spark_at(url: str) -> Iterator[OnCluster]:
    """A session on the cluster at a URL, ended afterwards; `local[2]` is this machine.

    Raises:
        NoSpark: `pyspark` or Java is missing.
    """
    try:
        spark = importlib.import_module("pyspark.sql")
    except ImportError as error:
        raise NoSpark(
            "Spark is not installed with Kinfold: type  .venv/bin/pip install "
            "-r requirements-spark.lock"
        ) from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise NoSpark(
            "Spark needs Java 17 or later: type  sudo apt-get install "
            "openjdk-17-jre-headless"
        )
    session = spark.SparkSession.builder.master(url).config(map=SETTINGS).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield OnCluster(session)
    finally:
        session.stop()
