"""What five linked years of children looked after cost, beside reading the files."""

from __future__ import annotations

import resource
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import duckdb
import pyarrow as pa

from benchmarks.looked_after_made import FIRST_YEAR, YEARS, write_returns
from kinfold_measures.checks.checking import YearBefore, check_return
from kinfold_measures.checks.rules import rules_of
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.looked_after import read_looked_after
from kinfold_measures.returns.structure import structure_of

AUTHORITY = "925"


class _Clock:
    """Wall and processor time since the step before."""

    def __init__(self) -> None:
        self._wall, self._processor = perf_counter(), process_time()

    def step(self) -> tuple[float, float]:
        before = self._wall, self._processor
        self._wall, self._processor = perf_counter(), process_time()
        return self._wall - before[0], self._processor - before[1]


def looked_after(folder: Path, children: int) -> dict[str, Any]:
    """Measure and print; what was measured."""
    made = write_returns(folder, children)
    size = sum(path.stat().st_size for paths in made.values() for path in paths)
    clock, took = _Clock(), {}
    _floor([path for paths in made.values() for path in paths])
    took["bare"] = clock.step()
    returns = {
        year: read_looked_after(paths, authority=AUTHORITY, year=year)
        for year, paths in made.items()
    }
    took["read"] = clock.step()
    findings = sum(
        len(one.findings) + _check(one, returns.get(year - 1))
        for year, one in returns.items()
    )
    took["check"] = clock.step()
    chosen = _chosen()
    _count(returns, chosen)
    took["count"] = clock.step()
    together = [sum(took[s][i] for s in ("read", "check", "count")) for i in (0, 1)]
    took["together"] = together[0], together[1]
    lines = sum(sum(one.records.values()) for one in returns.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{children:,} children looked after in {YEARS} linked years: {lines:,} "
        f"lines in {sum(map(len, made.values()))} files, {size / 1e6:.1f} MB\n"
        "                             wall  processor\n"
        f"  DuckDB's read_csv (floor) {_s(took['bare'])}\n"
        f"  read into tables          {_s(took['read'])}"
        f"   {took['read'][1] / took['bare'][1]:.1f} x the floor\n"
        f"  checks across records     {_s(took['check'])}   {findings:,} findings\n"
        f"  every measure             {_s(took['count'])}   {len(chosen)} of them\n"
        f"  together                  {_s(took['together'])}\n"
        f"  memory at most            {memory:6,} MB",
        flush=True,
    )
    return {
        "children": children, "years": YEARS, "lines": lines, "bytes": size,
        "findings": findings, "measures": len(chosen), "memory_mb": memory,
        **{f"{step}_s": wall for step, (wall, _) in took.items()},
        **{f"{step}_processor_s": used for step, (_, used) in took.items()},
    }  # fmt: skip


def _s(took: tuple[float, float]) -> str:
    return f"{took[0]:6.2f} s {took[1]:6.2f} s"


def _floor(paths: list[Path]) -> None:
    """The same files read by DuckDB on one thread, as texts, and nothing done."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for path in paths:
        connection.execute(
            "CREATE OR REPLACE TABLE one AS FROM read_csv(?, all_varchar=true)",
            [str(path)],
        )
    connection.close()


def _check(one: Return, before: Return | None) -> int:
    assert one.header is not None
    found = check_return(
        one.tables,
        file="made",
        authority=AUTHORITY,
        closes_on=one.header.closes_on,
        rules=rules_of("ssda903"),
        before=YearBefore("made", before.tables) if before else None,
    )
    return len(found)


def _chosen() -> list[Definition]:
    """The measures that this return holds everything for."""
    held = {one.table.name for one in structure_of("ssda903").modules.values()}
    given = held | {"periods", "authorities", "working_days"}
    return [one for one in definitions().values() if one.reads <= given]


def _count(returns: dict[int, Return], chosen: list[Definition]) -> None:
    """All years together: what stands in several counts as the newest has it."""
    engine = InProcess()
    names = next(iter(returns.values())).tables
    tables = {
        name: pa.concat_tables(one.tables[name] for one in returns.values())
        for name in names
    }
    prepare(engine, tables, financial_years(FIRST_YEAR, FIRST_YEAR + YEARS - 1))
    run_all(chosen, engine)
