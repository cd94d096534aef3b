"""A measure's definition, read from its page.

The page is Markdown: a head in TOML between lines of `+++`, a section **Cases** with
the SQL, and under **Worked examples** one heading each, with the tables it starts from
and the table "gives". The manual publishes the page as it stands.

The SQL gives one row for each case of the denominator: `authority`, `period`,
`child_id`, `counts`, whether the case is in the numerator, and `day`, on which it is.
What else it gives is what the measure can be broken down by (`breakdowns`). It may read
the tables of the analysis model, `periods` (period, starts_on, ends_on) and
`working_days` (day, number: working days before it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import sqlglot
from sqlglot import exp

from kinfold_measures.measure import Polarity
from kinfold_measures.returns.values import Cell
from kinfold_measures.table import Type
from kinfold_measures.tables import BY_NAME

PAGES: Final = Path(__file__).parents[1] / "definitions"
AUTHORITY: Final = "925"
"""Whose the children of a worked example are, where it does not say."""
GIVES: Final = "gives"
_OF_YEARS: Final = (
    "The financial year of the return",
    "On the last day, over the period",
)
"""The rules of what a return tells once a year, and of what happens over a year."""
_FENCE: Final = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TABLE: Final = re.compile(r"^\*\*(\w+)\*\*\n\n((?:\|.*\n)+)", re.MULTILINE)


class BadDefinition(ValueError):
    """A page does not hold a whole definition. Says which, and what is missing."""


class Kind(StrEnum):
    """What becomes of numerator and denominator."""

    SHARE = "share"
    """Of all cases the part that counts, in per cent."""
    COUNT = "count"
    """How many cases count."""
    RATE = "rate"
    """Cases that count for every 10,000 children who live there."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example gives for one period."""

    period: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a few rows of a few tables, and what they give."""

    name: str
    tables: Mapping[str, tuple[Mapping[str, Cell], ...]]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure, in one version.

    `period` says which day puts a case into a period. `hazards` say what misleads;
    `balancing` names the measure to look at beside it, so that one is not bettered by
    worsening the other.
    """

    code: str
    version: int
    title: str
    meaning: str
    numerator: str
    denominator: str
    period: str
    kind: Kind
    polarity: Polarity
    source: str
    hazards: tuple[str, ...]
    balancing: str
    sql: str
    examples: tuple[Example, ...]
    page: str

    @property
    def is_of_years(self) -> bool:
        """Whether there is a figure of a whole year alone, and none of a quarter."""
        return self.period in _OF_YEARS

    @property
    def reads(self) -> frozenset[str]:
        """The tables of the analysis model that its SQL reads."""
        tables = _parsed(self.sql).find_all(exp.Table)
        return frozenset(one.name for one in tables) & BY_NAME.keys()

    @property
    def gives(self) -> tuple[str, ...]:
        """The columns of its cases, in their order."""
        return tuple(one.alias_or_name for one in _parsed(self.sql).selects)


def read_definition(text: str, called: str) -> Definition:
    """The definition on a page; `called` names the page in what is said of it.

    Raises:
        BadDefinition: part of it is missing or cannot be read.
    """
    try:
        _, head, body = text.split("+++\n", 2)
        said = tomllib.loads(head)
        [sql] = _FENCE.findall(body)
        parts = body.split("\n## Worked examples\n", 1)[1].split("\n### ")[1:]
        return Definition(
            code=said["code"],
            version=said["version"],
            title=said["title"],
            meaning=said["meaning"],
            numerator=said["numerator"],
            denominator=said["denominator"],
            period=said["period"],
            kind=Kind(said["kind"]),
            polarity=Polarity(said["polarity"]),
            source=said["source"],
            hazards=tuple(said["hazards"]),
            balancing=said["balancing"],
            sql=sql.strip(),
            examples=tuple(_example(part) for part in parts),
            page=body.strip(),
        )
    except KeyError as error:
        raise BadDefinition(f"{called}: {error} is missing") from error
    except (ValueError, IndexError) as error:
        raise BadDefinition(f"{called}: {error}") from error


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, Definition]:
    """Every definition, by its code, in the order of the codes."""
    found = [
        read_definition(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(PAGES.glob("*.md"))
    ]
    return {one.code: one for one in found}


@lru_cache(maxsize=256)
def _parsed(sql: str) -> exp.Query:
    """What a definition's SQL says, taken apart."""
    return next(sqlglot.parse_one(sql, read="duckdb").find_all(exp.Query))


def _example(part: str) -> Example:
    name, _, body = part.partition("\n")
    tables: dict[str, tuple[Mapping[str, Cell], ...]] = {}
    expected: tuple[Expected, ...] = ()
    for called, drawn in _TABLE.findall(body + "\n"):
        rows = _rows(drawn)
        if called == GIVES:
            expected = tuple(
                Expected(row["period"], int(row["numerator"]), int(row["denominator"]))
                for row in rows
            )
        else:
            tables[called] = tuple(_typed(called, row) for row in rows)
    if not tables or not expected:
        raise ValueError(f"the example “{name}” needs a table and what it gives")
    return Example(name, tables, expected)


def _rows(drawn: str) -> Iterable[dict[str, str]]:
    heads, _, *lines = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in drawn.strip().split("\n")
    )
    for line in lines:
        yield dict(zip(heads, line, strict=True))


def _typed(table: str, row: Mapping[str, str]) -> dict[str, Cell]:
    """A row of an example by its table's types; an empty cell is null."""
    typed: dict[str, Cell] = {"authority": AUTHORITY}
    for name, text in row.items():
        kind = BY_NAME[table].column(name).type
        if not text:
            typed[name] = None
        elif kind is Type.DATE:
            typed[name] = date.fromisoformat(text)
        elif kind is Type.NUMBER:
            typed[name] = int(text)
        elif kind is Type.YES_NO:
            typed[name] = {"yes": True, "no": False}[text]
        else:
            typed[name] = text
    return typed
