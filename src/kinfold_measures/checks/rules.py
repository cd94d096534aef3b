"""The rules of a return, read from data: one SQL each, and what breaks and keeps it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
Rows = tuple[Mapping[str, Any], ...]


class Level(StrEnum):
    """An error must be mended; a query may be so, and is then given a reason."""

    ERROR = "error"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check.

    Attributes:
        code: the number of the Department's rule, with Q where it is a query.
        module, field: the element that it is about, by the return's own names.
        says: the Department's text. `mend` is ours.
        sql: gives authority, child_id, line and found for each record that breaks it.
        wrong, right: rows by table that break it, and rows that do not.
    """

    code: str
    level: Level
    module: str
    field: str
    says: str
    mend: str
    sql: str
    wrong: Mapping[str, Rows]
    right: Mapping[str, Rows]

    @property
    def looks_back(self) -> bool:
        """Whether it looks into the return of the year before."""
        return "_before" in self.sql


@lru_cache(maxsize=4)
def rules_of(name: str) -> tuple[Rule, ...]:
    """The rules in `name`.toml beside this module, in their order there."""
    read = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            code=one["code"],
            level=Level(one.get("level", "error")),
            module=one["module"],
            field=one["field"],
            says=one["says"],
            mend=one["mend"],
            sql=one["sql"].strip(),
            wrong=_rows(one["wrong"]),
            right=_rows(one["right"]),
        )
        for one in read["rule"]
    )


def _rows(given: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, Rows]:
    return {table: tuple(rows) for table, rows in given.items()}
