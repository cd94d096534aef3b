"""Rows for many tables, gathered and then written with COPY.

Sixty thousand people are some million rows; COPY writes them several times faster
than INSERT, and the constraints and fences hold for it all the same.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from psycopg.types.json import Jsonb

_FIRST_MILLISECOND: Final = 1_700_000_000_000


class Ids:
    """Version 7 UUIDs that follow from the seed: neighbours stand side by side."""

    def __init__(self, seed: int, number: int) -> None:
        self._rng = Random(f"{seed}:{number}:ids")  # noqa: S311  not a secret
        self._milliseconds = _FIRST_MILLISECOND + seed * 10_000_000 + number

    def next(self) -> UUID:
        chance = self._rng.getrandbits(74)
        value = self._milliseconds << 80 | 0x7 << 76
        value |= (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
        return UUID(int=value)


def at_ten(day: date) -> datetime:
    """A working hour of that day, for when something was written down."""
    return datetime.combine(day, time(10), tzinfo=UTC)


class Sheets:
    """Rows of many models, each a dict of column values."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[dict[str, Any]]] = {}

    def add(self, model: type[models.Model], **values: Any) -> None:
        """Keep one row. Foreign keys by their column: `person_id`."""
        self._rows.setdefault(model, []).append(values)

    def count(self, model: type[models.Model]) -> int:
        return len(self._rows.get(model, ()))

    def write(self) -> int:
        """Write everything in the open transaction. Returns the number of rows."""
        total = 0
        for model, rows in self._rows.items():
            _copy(model, rows)
            total += len(rows)
        self._rows.clear()
        return total


def _copy(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    given = set().union(*rows)
    columns = [
        field for field in model._meta.concrete_fields if _is_written(field, given)
    ]
    unknown = given - {field.attname for field in columns}
    if unknown:
        raise ValueError(f"{model.__name__} has no columns {sorted(unknown)}")
    defaults = {field.attname: field.get_default() for field in columns}
    is_json = {
        field.attname for field in columns if isinstance(field, models.JSONField)
    }
    names = ", ".join(f'"{field.column}"' for field in columns)
    sql = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(
                [
                    Jsonb(value) if name in is_json else value
                    for name, value in (
                        (name, row.get(name, default))
                        for name, default in defaults.items()
                    )
                ]
            )


def _is_written(field: models.Field[Any, Any], given: set[str]) -> bool:
    """The database fills a column with a default of its own, unless we give it."""
    return field.attname in given or field.db_default is NOT_PROVIDED
