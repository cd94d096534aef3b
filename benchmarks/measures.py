"""What reading, checking and counting returns costs, each beside a floor of its run.

A census, the best of three: the floor is lxml going over the same file and doing
nothing with it. Five linked years of children looked after: DuckDB reading the files.
Charts are timed for a nation's measures. The nation itself takes `--scale 1` for the
whole (six gigabytes of memory, some minutes).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from lxml import etree

from benchmarks.looked_after import looked_after
from benchmarks.nation import nation
from kinfold_measures.checks.checking import check_return
from kinfold_measures.checks.rules import rules_of
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.made_census import CLOSES, write_census
from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.header import Return
from kinfold_measures.spc.xmr import xmr

SIZES = (10_000, 100_000)
CHARTS, POINTS = 153 * 40, 60


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./kinfold bench measures")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--quick", action="store_true", help="the small returns alone")
    parser.add_argument(
        "--scale", type=float, default=0.05, help="of the nation; 1 is all of it"
    )
    parser.add_argument(
        "--spark", action="store_true", help="the nation on local Spark too"
    )
    options = parser.parse_args(arguments)
    figures: dict[str, Any] = {"census": []}
    with tempfile.TemporaryDirectory() as folder:
        for children in SIZES[:1] if options.quick else SIZES:
            figures["census"].append(_census(Path(folder), children))
        figures["looked_after"] = looked_after(
            Path(folder), SIZES[0] if options.quick else SIZES[1]
        )
    series = _series()
    figures["charts_s"] = _best(lambda: [xmr(values) for values in series])
    print(f"\n{CHARTS:,} XmR charts of {POINTS} points: {figures['charts_s']:.2f} s")
    if not options.quick:
        figures["nation"] = nation(options.scale, on_spark=options.spark)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def _best(work: Callable[[], object], rounds: int = 3) -> float:
    took = []
    for _ in range(rounds):
        begin = perf_counter()
        work()
        took.append(perf_counter() - begin)
    return min(took)


def _census(folder: Path, children: int) -> dict[str, Any]:
    path = folder / f"{children}.xml"
    size = write_census(path, children)
    rounds = 3 if children == SIZES[0] else 1
    bare = _best(lambda: _bare(path), rounds)
    read = _best(lambda: read_census(path), rounds)
    one = read_census(path)
    checked = _best(lambda: _check(one), rounds)
    counted = _best(lambda: _count(one), rounds)
    total = read + checked + counted
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\nA census of {children:,} children, {size / 1e6:.1f} MB\n"
        f"  bare parse (floor)     {bare:6.2f} s\n"
        f"  read into tables       {read:6.2f} s   {read / bare:.1f} x the floor\n"
        f"  checks across records  {checked:6.2f} s\n"
        f"  every measure          {counted:6.2f} s   {len(definitions())} of them\n"
        f"  together               {total:6.2f} s   {children / total:,.0f} a second\n"
        f"  memory at most         {memory:6,} MB",
        flush=True,
    )
    return {
        "children": children, "bytes": size, "bare_s": bare, "read_s": read,
        "check_s": checked, "measures_s": counted, "total_s": total,
        "memory_mb": memory,
    }  # fmt: skip


def _bare(path: Path) -> None:
    for _, element in etree.iterparse(str(path), tag="Child"):
        element.clear()


def _check(one: Return) -> None:
    check_return(
        one.tables,
        file="made.xml",
        authority="925",
        closes_on=CLOSES,
        rules=rules_of("cin_census"),
    )


def _count(one: Return) -> None:
    engine = InProcess()
    prepare(engine, one.tables, financial_years(CLOSES.year, CLOSES.year))
    run_all(definitions().values(), engine)


def _series() -> list[list[float]]:
    chance = random.Random(1)
    return [[chance.gauss(50, 5) for _ in range(POINTS)] for _ in range(CHARTS)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
