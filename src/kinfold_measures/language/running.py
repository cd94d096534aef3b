"""Running definitions: numerators and denominators by authority and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias

import pyarrow as pa

from kinfold_measures.language.breakdowns import NOT_KNOWN, Breakdown, breakdown_of
from kinfold_measures.language.definition import Definition, Kind
from kinfold_measures.language.engines import Engine, Rows
from kinfold_measures.language.periods import Period, working_days
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.table import Table
from kinfold_measures.tables import BY_NAME, TABLES

PER: Final = 10_000
_COUNTS: Final = """
  SUM(CASE WHEN counts THEN 1 ELSE 0 END) AS numerator,
  COUNT(*) AS denominator,
  COUNT(DISTINCT CASE WHEN counts THEN child_id END) AS children_counted,
  COUNT(DISTINCT CASE WHEN counts THEN NULL ELSE child_id END) AS children_left,
  COUNT(DISTINCT child_id) AS children
"""
_WHOLE: Final = """
SELECT '' AS breakdown, authority, period, '' AS part, {counts}
FROM cases
GROUP BY authority, period
"""
_BY_GROUP: Final = """
SELECT '{name}' AS breakdown, authority, period, part, {counts}
FROM (
  SELECT
    c.authority,
    c.period,
    c.child_id,
    c.counts,
    {group} AS part
  FROM cases AS c{join}
) AS parted
GROUP BY authority, period, part
"""
# The whole and all its parts in one question: DuckDB and PostgreSQL work the cases out
# once, Spark may do so for each part.
_ASKED: Final = """
WITH cases AS (
{sql}
)
{views}
"""
_PLACES: Final = """
SELECT a.authority, p.period
FROM authorities AS a
CROSS JOIN periods AS p
ORDER BY a.authority, p.period
"""
_NEWEST: Final = """
SELECT r.*
FROM {returned} AS r
WHERE NOT EXISTS (
  SELECT 1 FROM {returned} AS newer
  WHERE {same} AND newer.return_year > r.return_year
)
"""
AS_RETURNED: Final = "{}_as_returned"
"""What a table is called with every year's rows of the same thing still in it."""
Places: TypeAlias = Sequence[tuple[str, str]]


class Children(NamedTuple):
    """How many different children stand behind the counts of a figure.

    One child may be several cases. These are never shown: small numbers are judged by
    them, for twelve meetings of one child would tell of that child alone.
    """

    counted: int
    left: int
    """Of the cases that do not count."""
    every: int


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
    children: Children
    breakdown: str = ""
    group: str = ""


class _Counts(NamedTuple):
    """What an engine answers of one cell."""

    numerator: int
    denominator: int
    children: Children

    @classmethod
    def of(cls, over: Any, under: Any, *children: Any) -> _Counts:
        """From the columns of `_COUNTS`, in whatever numbers an engine gives."""
        return cls(int(over), int(under), Children(*map(int, children)))


_NOBODY: Final = _Counts(0, 0, Children(0, 0, 0))
# by breakdown, then by authority, period and group
_Cells: TypeAlias = Mapping[str, Mapping[tuple[str, str, str], _Counts]]


def prepare(
    engine: Engine, tables: Mapping[str, Rows], periods: Sequence[Period]
) -> None:
    """Give an engine what definitions read. A table that is missing is an empty one.

    Raises:
        ValueError: there is no period.
    """
    if not periods:
        raise ValueError("Say which periods are counted")
    empty = {table.name: schema_of(table).empty_table() for table in TABLES}
    several = [name for name, rows in tables.items() if _may_repeat(name, rows)]
    called = {name: AS_RETURNED.format(name) for name in several}
    engine.hold(
        {
            **{name: rows for name, rows in empty.items() if name not in called},
            **{called.get(name, name): rows for name, rows in tables.items()},
            **_calendar(periods),
        }
    )
    for name in several:
        engine.keep(name, _newest(BY_NAME[name]))
    # everybody whose rows there are, so that none is a nought and not a gap
    whose = [
        f"SELECT DISTINCT authority FROM {name}"  # noqa: S608  (our own tables' names)
        for name in tables or empty
    ]
    engine.keep("authorities", " UNION ".join(whose))


def _calendar(periods: Sequence[Period]) -> dict[str, pa.Table]:
    years = [day.year for one in periods for day in (one.starts_on, one.ends_on)]
    # a clock that ends in the first period may have begun in the year before
    days = working_days(min(years) - 2, max(years) + 1)
    return {
        "periods": pa.table(
            {
                "period": [one.code for one in periods],
                "starts_on": pa.array([one.starts_on for one in periods], pa.date32()),
                "ends_on": pa.array([one.ends_on for one in periods], pa.date32()),
            }
        ),
        "working_days": pa.table(
            {
                "day": pa.array([day for day, _ in days], pa.date32()),
                "number": pa.array([number for _, number in days], pa.int64()),
            }
        ),
    }


def _may_repeat(name: str, rows: Rows) -> bool:
    """Whether the same thing may stand in it twice: as two years' returns have it."""
    if not isinstance(rows, pa.Table):
        # files are not looked through twice to find out
        return True
    is_told_yearly = "return_year" in BY_NAME[name].key
    return not is_told_yearly and len(rows["return_year"].unique()) > 1


def _newest(table: Table) -> str:
    """What stands in several years' returns, once: as the newest of them has it."""
    returned = AS_RETURNED.format(table.name)
    if "return_year" in table.key:
        # what is told once a year is another thing each year
        return f"SELECT * FROM {returned}"  # noqa: S608
    same = " AND ".join(f"newer.{name} = r.{name}" for name in table.key)
    return _NEWEST.format(returned=returned, same=same)


def run(
    definition: Definition,
    engine: Engine,
    *,
    population: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Figure, ...]:
    """The figures of one definition; the engine was prepared.

    `population`: children who live in an authority, by (authority, period), for rates.
    """
    return run_all([definition], engine, population=population)


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
    counted = _counted(definition, [breakdown], engine, is_whole_too=False)
    return _parts(definition, breakdown, counted, _places(engine), population or {})


def run_all(
    chosen: Iterable[Definition],
    engine: Engine,
    *,
    by: Iterable[str] = (),
    population: Mapping[tuple[str, str], int] | None = None,
    progress: Callable[[str, float], None] = lambda code, part: None,
) -> tuple[Figure, ...]:
    """The figures of several definitions, in their order.

    Each stands before its parts, by those of the breakdowns `by` that it can have and
    of which something is known. `progress` hears which is counted, and how far it is.
    """
    names, people, places = tuple(by), population or {}, _places(engine)
    found: list[Figure] = []
    every = tuple(chosen)
    for number, one in enumerate(every):
        progress(one.code, number / len(every))
        broken_down = [it for name in names if (it := breakdown_of(one, name))]
        counted = _counted(one, broken_down, engine)
        found += _whole(one, counted, places, people)
        for breakdown in broken_down:
            parts = _parts(one, breakdown, counted, places, people)
            if {part.group for part in parts} - {NOT_KNOWN}:
                found += parts
    return tuple(found)


def _places(engine: Engine) -> Places:
    """Every authority in every period: where nothing happened stands a nought."""
    return [(authority, period) for authority, period in engine.ask(_PLACES)]


def _counted(
    definition: Definition,
    breakdowns: Iterable[Breakdown],
    engine: Engine,
    *,
    is_whole_too: bool = True,
) -> _Cells:
    """What an engine counts of the whole, as the breakdown "", and of its parts."""
    views = [_WHOLE.format(counts=_COUNTS)] if is_whole_too else []
    views += [
        _BY_GROUP.format(name=one.name, group=one.group, join=one.join, counts=_COUNTS)
        for one in breakdowns
    ]
    asked = _ASKED.format(sql=definition.sql, views="UNION ALL".join(views))
    found: dict[str, dict[tuple[str, str, str], _Counts]] = {}
    for breakdown, authority, period, group, *counts in engine.ask(asked):
        cells = found.setdefault(breakdown, {})
        cells[authority, period, group] = _Counts.of(*counts)
    return found


def _whole(
    definition: Definition,
    cells: _Cells,
    places: Places,
    people: Mapping[tuple[str, str], int],
) -> Iterator[Figure]:
    counted = cells.get("", {})
    for place in places:
        counts = counted.get((*place, ""), _NOBODY)
        yield _figure(definition, *place, counts, people)


def _parts(
    definition: Definition,
    breakdown: Breakdown,
    cells: _Cells,
    places: Places,
    population: Mapping[tuple[str, str], int],
) -> tuple[Figure, ...]:
    people = {} if breakdown.parts_people else population
    counted = cells.get(breakdown.name, {})
    groups = breakdown.in_order({group for _, _, group in counted})
    return tuple(
        replace(
            _figure(
                definition,
                authority,
                period,
                counted.get((authority, period, group), _NOBODY),
                people,
            ),
            breakdown=breakdown.name,
            group=group,
        )
        for authority, period in places
        for group in groups
    )


def _figure(
    definition: Definition,
    authority: str,
    period: str,
    counts: _Counts,
    population: Mapping[tuple[str, str], int],
) -> Figure:
    numerator, denominator, children = counts
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
        children,
    )
