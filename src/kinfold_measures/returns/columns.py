"""Rows as they are read, kept by column and handed on in batches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from kinfold_measures.returns.values import Cell
from kinfold_measures.table import Table, Type
from kinfold_measures.tables import TABLES

ARROW: Final = {
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
    Type.NUMBER: pa.int64(),
    Type.YES_NO: pa.bool_(),
}
BATCH: Final = 10_000
"""Rows held in Python before they become a batch: few enough to stay near the processor
until then, enough that a batch costs nothing beside its rows."""


def schema_of(table: Table) -> pa.Schema:
    """A table's columns in Arrow's types, all nullable, with what they mean."""
    return pa.schema(
        [
            pa.field(c.name, ARROW[c.type], metadata={"meaning": c.meaning})
            for c in table.columns
        ],
        metadata={"meaning": table.meaning},
    )


class Columns:
    """The rows of every table that were read so far.

    `every`: what each row of each table says, by column.
    """

    def __init__(self, every: Mapping[str, Cell] | None = None) -> None:
        self._every = every or {}
        self._schemas = {table.name: schema_of(table) for table in TABLES}
        self._open: dict[str, list[Mapping[str, Cell]]] = {t.name: [] for t in TABLES}
        self._batches: dict[str, list[pa.RecordBatch]] = {t.name: [] for t in TABLES}
        self._held = 0

    def add(self, table: str, row: Mapping[str, Cell]) -> None:
        """One row; a column that it does not name is null."""
        self._open[table].append(row)
        self._held += 1
        if self._held >= BATCH:
            self._close()

    def tables(self) -> dict[str, pa.Table]:
        """All rows so far, by table."""
        self._close()
        return {
            name: pa.Table.from_batches(batches, schema=self._schemas[name])
            for name, batches in self._batches.items()
        }

    def _close(self) -> None:
        for name, rows in self._open.items():
            if rows:
                self._batches[name].append(self._batch(self._schemas[name], rows))
                rows.clear()
        self._held = 0

    def _batch(
        self, schema: pa.Schema, rows: list[Mapping[str, Cell]]
    ) -> pa.RecordBatch:
        own = [field for field in schema if field.name not in self._every]
        # Arrow walks over the rows once, where Python would for each of their columns
        read = pa.array(rows, type=pa.struct(own)).flatten()
        cells = dict(zip([field.name for field in own], read, strict=True))
        for name, cell in self._every.items():
            cells[name] = pa.repeat(pa.scalar(cell, schema.field(name).type), len(rows))
        return pa.RecordBatch.from_arrays(
            [cells[n] for n in schema.names], schema=schema
        )
