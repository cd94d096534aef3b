"""Checking a return that was read: every rule at once, on whole tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from kinfold_measures.checks.rules import Level, Rule
from kinfold_measures.language.engines import Engine, InProcess
from kinfold_measures.language.periods import Period
from kinfold_measures.language.running import prepare
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.tables import TABLES


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The return of the year before: how it is called, and its tables."""

    called: str
    tables: Mapping[str, pa.Table]


def check_return(
    tables: Mapping[str, pa.Table],
    *,
    file: str,
    authority: str,
    closes_on: date,
    rules: Iterable[Rule],
    before: YearBefore | None = None,
    engine: Engine | None = None,
) -> tuple[Finding, ...]:
    """What one return breaks, in the order of the rules and of its lines.

    `closes_on`: the last day of the year that the return is about. `before`: the
    return of the year before, where it is there; what is found by looking into it says
    which one it was. Each is checked by itself: a child may well stand in two years.
    """
    within = engine or InProcess()
    starts_on = closes_on.replace(year=closes_on.year - 1) + timedelta(days=1)
    prepare(within, tables, [Period("census", starts_on, closes_on)])
    there = before.tables if before else {}
    within.hold(
        {
            f"{table.name}_before": there.get(
                table.name, schema_of(table).empty_table()
            )
            for table in TABLES
        }
    )
    within.hold(
        {
            "census": pa.table(
                {
                    "authority": [authority],
                    "starts_on": pa.array([starts_on], pa.date32()),
                    "ends_on": pa.array([closes_on], pa.date32()),
                }
            )
        }
    )
    return tuple(
        _finding(rule, file, child, line, found, before)
        for rule in rules
        for child, line, found in within.ask(_IN_ORDER.format(sql=rule.sql))
    )


_IN_ORDER = """
SELECT DISTINCT child_id, line, found FROM (
{sql}
) AS broken
ORDER BY line, child_id, found
"""


def _finding(
    rule: Rule, file: str, child: str, line: int, found: str, before: YearBefore | None
) -> Finding:
    mend = rule.mend
    if before and rule.looks_back:
        found = f"{found}, compared with {before.called}"
    if rule.level is Level.QUERY:
        mend = f"{mend}; or give a reason why it is so"
    return Finding(
        file, line, child, rule.module, rule.field, found, rule.says, mend, Fate.KEPT,
        rule.code,
    )  # fmt: skip
