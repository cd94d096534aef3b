"""Queries that are put together once and asked many times.

Putting a query together costs Django more time than PostgreSQL needs to answer it, and
the queries of a page are the same for everybody but for the ids they ask about. Here
the SQL is kept, and the ids of the moment go in as its parameters. What comes back is
made by Django's own iterables, as it would be for a query put together anew.

Stands on how Django 5.2 runs a query: `execute_sql` asks its compiler's `as_sql`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

_Asked = ParamSpec("_Asked")
_Row = TypeVar("_Row")


def kept(
    build: Callable[_Asked, QuerySet[Any, _Row]],
    *,
    may_go_unasked: Collection[str] = (),
) -> Callable[_Asked, list[_Row]]:
    """Ask the query that `build` gives for some ids, without building it each time.

    Every argument is named, and is an id or a collection of ids. The query may depend
    on them, on the day in London, and on nothing else: not on what an id is.
    """

    @lru_cache(maxsize=64)
    def shape(
        sizes: tuple[tuple[str, int | None], ...], day: date
    ) -> _Shape | None:  # the day stands in the SQL of many: put together anew each day
        names: list[UUID] = []
        needed: set[UUID] = set()
        asked: dict[str, UUID | list[UUID]] = {}
        for name, size in sizes:
            stand_ins = [uuid4() for _ in range(1 if size is None else size)]
            asked[name] = stand_ins[0] if size is None else stand_ins
            names += stand_ins
            if name not in may_go_unasked:
                needed.update(stand_ins)
        return _shape_of(build(**asked), names, needed)  # type: ignore[arg-type,call-arg]

    @wraps(build)
    def ask(*_: _Asked.args, **asked: _Asked.kwargs) -> list[_Row]:
        sizes, values = [], []
        for name, one in asked.items():
            several = [one] if isinstance(one, UUID) else _filled(one)  # type: ignore[arg-type]
            sizes.append((name, None if isinstance(one, UUID) else len(several)))
            values += several
        known = shape(tuple(sizes), timezone.localdate())
        return known.rows(values) if known else []

    return ask


def _filled(ids: Collection[UUID]) -> list[UUID]:
    """The ids, the last one repeated to a power of two: few shapes for any number."""
    found = list(ids)
    if not found:
        return found
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found))


@dataclass(frozen=True, slots=True)
class _Shape:
    compiler: SQLCompiler
    iterable: Callable[[Any], Any]
    sql: str
    parameters: tuple[Any, ...]
    names: list[UUID]

    def rows(self, values: list[UUID]) -> list[Any]:
        now = dict(zip(self.names, values, strict=True))
        filled = tuple(
            now.get(one, one) if isinstance(one, UUID) else one
            for one in self.parameters
        )
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        compiler.as_sql = lambda *_, **__: (self.sql, filled)  # type: ignore[assignment,method-assign]
        return list(self.iterable(_Asking(compiler)))


class _Asking:
    """What Django's iterables need of a query set."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: SQLCompiler) -> None:
        self.query, self.compiler = self, compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self.compiler


def _shape_of(
    rows: QuerySet[Any, Any], names: list[UUID], needed: set[UUID]
) -> _Shape | None:
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None  # an empty collection: no row can be found
    del compiler.connection  # of this thread, which may end before the shape
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("A kept query reads one set of rows: prefetch nothing.")
    asked = {one for one in parameters if isinstance(one, UUID)}
    if not asked.issuperset(needed):
        raise TypeError("Each id that a kept query is given must stand in its SQL.")
    return _Shape(compiler, rows._iterable_class, sql, tuple(parameters), names)
