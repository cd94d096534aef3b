"""Running definitions: numerators and denominators by authority and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from kinfold_measures.language.breakdowns import NOT_KNOWN, Breakdown, breakdown_of
from kinfold_measures.language.definition import Definition, Kind
from kinfold_measures.language.engines import Engine
from kinfold_measures.language.periods import Period, working_days
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME, TABLES, Table

PER: Final = 10_000
_BY_PERIOD: Final = """
WITH cases AS (
{sql}
), counted AS (
  SELECT
    authority,
    period,
    SUM(CASE WHEN counts THEN 1 ELSE 0 END) AS numerator,
    COUNT(*) AS denominator
  FROM cases
  GROUP BY authority, period
)
SELECT
  a.authority,
  p.period,
  COALESCE(c.numerator, 0) AS numerator,
  COALESCE(c.denominator, 0) AS denominator
FROM authorities AS a
CROSS JOIN periods AS p
LEFT JOIN counted AS c ON c.authority = a.authority AND c.period = p.period
ORDER BY a.authority, p.period
"""
_BY_GROUP: Final = """
WITH cases AS (
{sql}
), parted AS (
  SELECT
    c.authority,
    c.period,
    c.child_id,
    c.counts,
    {code} AS code
  FROM cases AS c{join}
)
SELECT
  authority,
  period,
  code,
  SUM(CASE WHEN counts THEN 1 ELSE 0 END) AS numerator,
  COUNT(*) AS denominator
FROM parted
GROUP BY authority, period, code
"""
_EVERY_ROW: Final = """
SELECT a.authority, p.period
FROM authorities AS a
CROSS JOIN periods AS p
ORDER BY a.authority, p.period
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one authority in one period, before anything is withheld.

    `breakdown` and `group` say which part of the cases it is; both are "" for all.
    `denominator` counts cases, or children who live there for a rate; `value` is None
    where there is nothing to divide by.
    """

    code: str
    version: int
    authority: str
    period: str
    numerator: int
    denominator: int
    value: float | None
    breakdown: str = ""
    group: str = ""


def prepare(
    engine: Engine, tables: Mapping[str, pa.Table], periods: Sequence[Period]
) -> None:
    """Give an engine what definitions read. A table that is missing is an empty one.

    Raises:
        ValueError: there is no period.
    """
    if not periods:
        raise ValueError("Say which periods are counted")
    empty = {table.name: schema_of(table).empty_table() for table in TABLES}
    years = [day.year for one in periods for day in (one.starts_on, one.ends_on)]
    # a clock that ends in the first period may have begun in the year before
    days = working_days(min(years) - 2, max(years) + 1)
    newest = {name: _newest(BY_NAME[name], table) for name, table in tables.items()}
    engine.hold(
        {
            **empty,
            **newest,
            "authorities": pa.table({"authority": _authorities(tables.values())}),
            "periods": pa.table(
                {
                    "period": [one.code for one in periods],
                    "starts_on": pa.array([p.starts_on for p in periods], pa.date32()),
                    "ends_on": pa.array([p.ends_on for p in periods], pa.date32()),
                }
            ),
            "working_days": pa.table(
                {
                    "day": pa.array([day for day, _ in days], pa.date32()),
                    "number": pa.array([number for _, number in days], pa.int64()),
                }
            ),
        }
    )


def _newest(table: Table, rows: pa.Table) -> pa.Table:
    """What stands in several years' returns, once: as the newest of them has it."""
    if "return_year" in table.key or len(rows["return_year"].unique()) < 2:
        # what is told once a year is another thing each year
        return rows
    key = list(table.key)
    last = rows.group_by(key).aggregate([("return_year", "max")])
    last = last.rename_columns([*key, "return_year"])
    return rows.join(last, keys=[*key, "return_year"], join_type="left semi")


def _authorities(tables: Iterable[pa.Table]) -> pa.Array:
    """Everybody whose rows there are, so that none is a nought and not a gap."""
    found = {code for one in tables for code in one["authority"].to_pylist()}
    return pa.array(sorted(found), pa.string())


def run(
    definition: Definition,
    engine: Engine,
    *,
    population: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Figure, ...]:
    """The figures of one definition; the engine was prepared.

    `population`: children who live in an authority, by (authority, period), for rates.
    """
    people = population or {}
    rows = engine.ask(_BY_PERIOD.format(sql=definition.sql))
    return tuple(
        _figure(definition, authority, period, int(over), int(under), people)
        for authority, period, over, under in rows
    )


def run_by(
    definition: Definition,
    breakdown: Breakdown,
    engine: Engine,
    *,
    population: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Figure, ...]:
    """The figures of the groups of a breakdown; a group nobody is in is left out.

    Groups are those of all authorities and periods together, so that one where nobody
    is this time stands as nought.
    """
    people = {} if breakdown.parts_people else population or {}
    asked = _BY_GROUP.format(
        sql=definition.sql, code=breakdown.code, join=breakdown.join
    )
    over: Counter[tuple[str, str, str]] = Counter()
    under: Counter[tuple[str, str, str]] = Counter()
    for authority, period, code, numerator, denominator in engine.ask(asked):
        key = authority, period, breakdown.words.get(code, NOT_KNOWN)
        over[key] += int(numerator)
        under[key] += int(denominator)
    met = {group for _, _, group in under}
    return tuple(
        replace(
            _figure(
                definition,
                authority,
                period,
                over[authority, period, group],
                under[authority, period, group],
                people,
            ),
            breakdown=breakdown.name,
            group=group,
        )
        for authority, period in engine.ask(_EVERY_ROW)
        for group in breakdown.groups
        if group in met
    )


def run_all(
    chosen: Iterable[Definition],
    engine: Engine,
    *,
    by: Iterable[str] = (),
    population: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Figure, ...]:
    """The figures of several definitions, in their order.

    Each stands before its parts, by those of the breakdowns `by` that it can have.
    """
    names = tuple(by)
    found: list[Figure] = []
    for one in chosen:
        found += run(one, engine, population=population)
        for name in names:
            if breakdown := breakdown_of(one, name):
                found += run_by(one, breakdown, engine, population=population)
    return tuple(found)


def _figure(
    definition: Definition,
    authority: str,
    period: str,
    numerator: int,
    denominator: int,
    population: Mapping[tuple[str, str], int],
) -> Figure:
    value: float | None = None
    if definition.kind is Kind.SHARE:
        value = 100 * numerator / denominator if denominator else None
    elif definition.kind is Kind.COUNT:
        value = float(numerator)
    else:
        denominator = population.get((authority, period), 0)
        value = PER * numerator / denominator if denominator else None
    return Figure(
        definition.code,
        definition.version,
        authority,
        period,
        numerator,
        denominator,
        value,
    )
