"""Making an extract: which rows, whose, and how each cell is told."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

import pyarrow as pa

from kinfold_measures.extracts.offered import (
    OFFERED,
    PERSON,
    OfferedTable,
    Told,
)
from kinfold_measures.extracts.rare import (
    PEOPLE,
    STEPS,
    WITHHELD,
    Grain,
    Traits,
    band,
    counted,
    period_ladder,
    settle,
)
from kinfold_measures.language.breakdowns import BREAKDOWNS, NOT_KNOWN
from kinfold_measures.returns.columns import ARROW
from kinfold_measures.tables import BY_NAME

Row = dict[str, Any]
LONG: Final = 20
LONGEST_CODE: Final = 12
_TOLD_OF_TRAITS: Final = {
    "age": (("age", pa.int64()), ("age_band", pa.string())),
    "sex": (("sex", pa.string()),),
    "ethnicity": (("ethnicity", pa.string()),),
}
_GROUPS: Final = {one.name: one for one in BREAKDOWNS}["ethnicity"].words


@dataclass(frozen=True, slots=True)
class Asked:
    """What an extract holds.

    Attributes:
        columns: by table. The links between tables are there without being named.
        first: the first day of the period, `last` its last.
        alike: how many children share every value that is told.
    """

    columns: Mapping[str, tuple[str, ...]]
    first: date
    last: date
    grain: Grain
    alike: int


@dataclass(frozen=True, slots=True)
class MadeTable:
    """One table as it is told, and what was kept back of it."""

    name: str
    rows: pa.Table
    left_out: int
    """Rows of children who cannot be told of at all."""
    withheld: Mapping[str, int]
    """By column: how many cells are `c`, or empty in a column of numbers."""
    coarser: Mapping[str, int]
    """By column: how many are told as a longer time than was asked."""


@dataclass(frozen=True, slots=True)
class Made:
    """An extract before it is packed.

    Attributes:
        children: of whom it tells, by the authority's own ids. It never leaves.
        told: how many children are told how finely, by the words of `STEPS`.
        left_out: children who are like too few others to be told of at all.
    """

    asked: Asked
    tables: tuple[MadeTable, ...]
    children: frozenset[str]
    told: Mapping[str, int]
    left_out: int


def make(tables: Mapping[str, pa.Table], asked: Asked, key: bytes) -> Made:
    """The extract of these tables. The same key gives the same pseudonyms.

    Raises:
        KeyError: a table or a column that is not offered.
    """
    rows = _rows(tables, asked)
    children = sorted({row["child_id"] for some in rows.values() for row in some})
    people = {row["child_id"]: row for row in _newest(tables, PERSON)}
    wanted = asked.columns.get(PERSON, ())
    traits = [_traits(people.get(one, {}), wanted, asked) for one in children]
    settled = settle(children, traits, PEOPLE, asked.alike)
    told = {
        child: one.told
        for child, one in zip(children, settled, strict=True)
        if one is not None and isinstance(one.told, Traits)
    }
    found = counted(settled, len(PEOPLE))
    name_of = _pseudonyms(key)
    made = [
        _table(OFFERED[name], columns, rows[name], told.keys(), asked, name_of)
        for name, columns in asked.columns.items()
        if name != PERSON
    ]
    if wanted:
        made.insert(0, _people(wanted, told, tables, name_of))
    return Made(
        asked=asked,
        tables=tuple(made),
        children=frozenset(told),
        told=dict(zip(STEPS, found, strict=False)),
        left_out=found[-1],
    )


def _pseudonyms(key: bytes) -> Callable[[str], str]:
    def told(identity: str) -> str:
        return hmac.new(key, identity.encode(), sha256).hexdigest()[:LONG]

    return told


def _newest(tables: Mapping[str, pa.Table], name: str) -> list[Row]:
    """Each thing once, as the latest return has it."""
    if name not in tables:
        return []
    key = ("child_id", *BY_NAME[name].key)
    found: dict[tuple[Any, ...], Row] = {}
    rows = tables[name].to_pylist()
    for row in sorted(rows, key=lambda row: row["return_year"] or 0):
        found[tuple(row[column] for column in key)] = row
    return list(found.values())


def _rows(tables: Mapping[str, pa.Table], asked: Asked) -> dict[str, list[Row]]:
    """The rows of the period; those without a day go with what they belong to."""
    names = [name for name in asked.columns if name != PERSON]
    found = {
        name: [
            row
            for row in _newest(tables, name)
            if row["child_id"] and _is_within(row[OFFERED[name].dated_by], asked)
        ]
        for name in names
        if OFFERED[name].dated_by
    }
    dated = [row for some in found.values() for row in some]
    for name in names:
        if not OFFERED[name].dated_by:
            link = "episode" if "episode" in OFFERED[name].links else "child_id"
            whose = {row.get(link) for row in dated} - {None}
            every = _newest(tables, name)
            found[name] = [row for row in every if row[link] in whose]
    return found


def _is_within(day: date | None, asked: Asked) -> bool:
    return day is not None and asked.first <= day <= asked.last


def _traits(person: Row, wanted: Sequence[str], asked: Asked) -> Traits:
    """What is known of a child, of what was asked."""
    born, code = person.get("date_of_birth"), person.get("ethnicity")
    return Traits(
        _age(born, asked.last) if "age" in wanted else None,
        _code(person.get("sex")) if "sex" in wanted else None,
        _GROUPS.get(code or "", NOT_KNOWN) if "ethnicity" in wanted else None,
    )


def _age(born: date | None, on: date) -> int | None:
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _code(value: Any) -> Any:
    """A code, a number or a yes. Anything longer may be somebody's words."""
    if not isinstance(value, str):
        return value
    is_code = len(value) <= LONGEST_CODE and value.isascii() and value.isalnum()
    return value if is_code else WITHHELD


def _people(
    wanted: Sequence[str],
    told: Mapping[str, Traits],
    tables: Mapping[str, pa.Table],
    name_of: Callable[[str], str],
) -> MadeTable:
    authority = {row["child_id"]: row["authority"] for row in _newest(tables, PERSON)}
    rows = [
        {
            "authority": authority.get(child),
            "child_id": name_of(child),
            **_of_traits(one),
        }
        for child, one in told.items()
    ]
    columns = [column for name in wanted for column in _TOLD_OF_TRAITS[name]]
    withheld = {
        name: sum(getattr(one, name) == WITHHELD for one in told.values())
        for name in wanted
    }
    banded = sum(isinstance(one.age, str) for one in told.values())
    coarser = {"age": banded - withheld["age"]} if "age" in wanted else {}
    return MadeTable(PERSON, _arrow(rows, columns), 0, withheld, coarser)


def _of_traits(one: Traits) -> Row:
    return {
        "age": one.age if isinstance(one.age, int) else None,
        "age_band": band(one.age),
        "sex": one.sex,
        "ethnicity": one.ethnicity,
    }


def _table(
    offered: OfferedTable,
    columns: Sequence[str],
    rows: Sequence[Row],
    told_of: Iterable[str],
    asked: Asked,
    name_of: Callable[[str], str],
) -> MadeTable:
    children = set(told_of)
    kept = [row for row in rows if row["child_id"] in children]
    cells: dict[str, list[Any]] = {
        "authority": [row["authority"] for row in kept],
        "child_id": [name_of(row["child_id"]) for row in kept],
        **{
            link: [row[link] and name_of(row[link]) for row in kept]
            for link in offered.links
        },
    }
    types = dict.fromkeys(cells, pa.string())
    withheld, coarser = {}, {}
    for name in columns:
        told = _column(offered, name, kept, asked)
        cells[name], withheld[name], coarser[name], types[name] = told
    made = [
        dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)
    ]
    return MadeTable(
        offered.name,
        _arrow(made, list(types.items())),
        len(rows) - len(kept),
        withheld,
        {name: count for name, count in coarser.items() if count},
    )


def _column(
    table: OfferedTable, name: str, rows: Sequence[Row], asked: Asked
) -> tuple[list[Any], int, int, pa.DataType]:
    """The cells of one column, how many are withheld, how many coarser, their type."""
    column = BY_NAME[table.name].column(name)
    known = [place for place, row in enumerate(rows) if row[name] is not None]
    values = [rows[place][name] for place in known]
    is_period = table.column(name).told is Told.PERIOD
    ladder = period_ladder(asked.grain) if is_period else (_code,)
    settled = settle(
        [rows[place]["child_id"] for place in known], values, ladder, asked.alike
    )
    kind = pa.string() if is_period else ARROW[column.type]
    is_text = kind == pa.string()
    cells: list[Any] = [None] * len(rows)
    for place, one in zip(known, settled, strict=True):
        cells[place] = one.told if one else WITHHELD if is_text else None
    hidden = sum(one is None or one.told == WITHHELD for one in settled)
    coarser = sum(one.step > 0 for one in settled if one)
    return cells, hidden, coarser, kind


def _arrow(rows: list[Row], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    """The rows by their pseudonyms: in their own order they could be joined."""
    links = [("authority", pa.string()), ("child_id", pa.string())]
    names = dict([*links, *columns])
    rows.sort(key=lambda row: [str(row[name]) for name in names])
    return pa.Table.from_pylist(rows, schema=pa.schema(list(names.items())))
