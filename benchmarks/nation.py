"""`./kinfold bench nation`: what a nation's measures cost, and how that grows.

Every measure by authority and quarter, at a quarter, a half and the whole of a scale;
the exponent is the slope of processor time against rows in logarithms. With `--spark`
each size is counted on this machine's Spark too, and every measure's figures compared
to their last digit. What `--budget-minutes` left no time for is said, never guessed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from time import monotonic, perf_counter, process_time
from typing import Any

from benchmarks.nation_made import FIRST_YEAR, YEARS, write_nation
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.language.engines import Engine, InProcess
from kinfold_measures.language.folder import tables_in
from kinfold_measures.language.periods import quarters
from kinfold_measures.language.running import Figure, prepare, run_all
from kinfold_measures.language.spark import spark_at

STEPS = (0.25, 0.5, 1.0)
CORES = 2
"""What the goal is said for: 60 seconds and 8 GiB on two cores, at scale 1."""
SPARK = "--driver-memory 6g --conf spark.sql.shuffle.partitions=4 pyspark-shell"
"""One machine of two cores, where Spark would take one gigabyte and 200 parts."""
HEADS = "  {:7} {:>5} {:>11} {:>11} {:>9} {:>9} {:>9}  figures"
LINE = "  {engine:7} {scale:5.3f} {child_years:11,} {rows:11,} {wall_s:7.1f} s"
MORE = " {processor_s:7.1f} s {memory_mb:6,} MB  {said}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./kinfold bench nation")
    parser.add_argument("--scale", type=float, default=0.05, help="1 is all of it")
    parser.add_argument("--spark", action="store_true", help="on local Spark too")
    parser.add_argument(
        "--budget-minutes", type=float, default=math.inf, help="begin nothing after it"
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args(arguments)
    figures = nation(
        options.scale, on_spark=options.spark, minutes=options.budget_minutes
    )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def nation(
    scale: float, *, on_spark: bool = False, minutes: float = math.inf
) -> dict[str, Any]:
    """Measure and print; what was measured."""
    until = monotonic() + 60 * minutes
    print(f"\nA nation of 153 authorities, ten years, by quarter, on {CORES} threads")
    heads = ("on", "scale", "child-years", "rows", "wall", "processor", "memory")
    print(HEADS.format(*heads))
    runs: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as made:
        # the engine that everybody has is measured whole before Spark takes its time
        for step in STEPS:
            if monotonic() < until:
                runs.append(_in_process(Path(made, str(step)), scale * step))
        also = [dict(run) for run in runs] if on_spark else []
        for run in also:
            if monotonic() < until and not runs[-1].get("not_done"):
                runs.append(_on_spark(run, until))
    wanted = len(STEPS) * (2 if on_spark else 1)
    if len(runs) < wanted:
        print(f"  not begun within {minutes:g} minutes: {wanted - len(runs)} runs")
    exponents = {
        engine: _exponent([run for run in runs if run["engine"] == engine])
        for engine in ("DuckDB", "Spark")
    }
    for engine, exponent in exponents.items():
        if exponent is not None:
            print(
                f"  on {engine} cost grows with the {exponent:.2f}th power of the rows"
            )
    return {
        "runs": [{k: v for k, v in run.items() if k in _KEPT} for run in runs],
        "exponents": exponents,
    }


_KEPT = (
    "engine", "scale", "child_years", "rows", "wall_s", "processor_s", "memory_mb",
    "equal", "not_done",
)  # fmt: skip


def _in_process(folder: Path, scale: float) -> dict[str, Any]:
    folder.mkdir()
    children, rows = write_nation(folder, scale=scale)
    began, worked = perf_counter(), process_time()
    figures = _count(InProcess(threads=CORES, memory="6GB"), folder)
    run = {
        "engine": "DuckDB", "scale": scale, "child_years": children, "rows": rows,
        "wall_s": perf_counter() - began, "processor_s": process_time() - worked,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "folder": folder, "digests": _digests(figures), "said": f"{len(figures):,}",
    }  # fmt: skip
    print((LINE + MORE).format(**run), flush=True)
    return run


def _on_spark(compared: dict[str, Any], until: float) -> dict[str, Any]:
    """The same as a run in this process; measures that there was time for."""
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", SPARK)
    began, worked = perf_counter(), process_time()
    before = _processor_of(_java())
    with spark_at(f"local[{CORES}]") as engine:
        figures = _count(engine, compared["folder"], until)
        java = _java()
        processor = _processor_of(java) - before + process_time() - worked
        memory = _memory_of(java)
    found, expected = _digests(figures), compared["digests"]
    differ = [code for code, digest in found.items() if digest != expected[code]]
    run = compared | {
        "engine": "Spark", "wall_s": perf_counter() - began, "processor_s": processor,
        "memory_mb": memory, "equal": len(found) - len(differ),
        "not_done": len(expected) - len(found),
        "said": f"{len(figures):,}, of {len(found) - len(differ)} measures all equal",
    }  # fmt: skip
    print((LINE + MORE).format(**run), flush=True)
    if differ:
        print(f"          they differ in {', '.join(differ)}")
    if run["not_done"]:
        print(f"          no time was left for {run['not_done']} measures")
    return run


def _count(engine: Engine, folder: Path, until: float = math.inf) -> tuple[Figure, ...]:
    prepare(engine, tables_in(folder), quarters(FIRST_YEAR, FIRST_YEAR + YEARS - 1))
    return run_all(_in_time(definitions().values(), until), engine)


def _in_time(chosen: Iterable[Definition], until: float) -> Iterator[Definition]:
    for one in chosen:
        if monotonic() >= until:
            return
        yield one


def _digests(figures: Iterable[Figure]) -> dict[str, str]:
    """What tells whether all figures of a measure are the same, to the last digit."""
    return {
        code: sha256(repr(list(ones)).encode()).hexdigest()
        for code, ones in groupby(figures, key=lambda figure: figure.code)
    }


def _java() -> str:
    """The process of Spark that this one started; "" before there is one."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return next(
        (
            pid
            for pid in children.split()
            if Path(f"/proc/{pid}/comm").read_text("ascii").strip() == "java"
        ),
        "",
    )


def _processor_of(pid: str) -> float:
    """The processor time of a process so far, in seconds."""
    if not pid:
        return 0.0
    # after its name, which may hold anything, utime and stime are the 12th and 13th
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_of(pid: str) -> int:
    """The most memory that a process held, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    said = dict(line.split(":", 1) for line in lines)
    return int(said["VmHWM"].split()[0]) // 1024


def _exponent(runs: Sequence[dict[str, Any]]) -> float | None:
    """The least-squares slope; None where not every size was counted whole."""
    if len(runs) < len(STEPS) or any(run.get("not_done") for run in runs):
        return None
    across = [math.log(run["rows"]) for run in runs]
    up = [math.log(run["processor_s"]) for run in runs]
    middle, level = sum(across) / len(across), sum(up) / len(up)
    spread = sum((x - middle) ** 2 for x in across)
    pairs = zip(across, up, strict=True)
    return sum((x - middle) * (y - level) for x, y in pairs) / spread


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
