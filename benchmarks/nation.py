"""What a nation's measures cost by authority and quarter, and how that grows.

Run at a quarter, a half and the whole of a scale; the exponent is the slope of
processor time against rows in logarithms. On Spark the smallest is counted again, and
every figure compared.
"""

from __future__ import annotations

import math
import resource
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.nation_made import FIRST_YEAR, YEARS, write_nation
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import Engine, InProcess
from kinfold_measures.language.folder import tables_in
from kinfold_measures.language.periods import quarters
from kinfold_measures.language.running import Figure, prepare, run_all
from kinfold_measures.language.spark import spark_at

STEPS = (0.25, 0.5, 1.0)
CORES = 2
"""What the goal is said for: 60 seconds and 8 GiB on two cores, at scale 1."""


def nation(scale: float, *, on_spark: bool = False) -> dict[str, Any]:
    """Measure and print; what was measured."""
    print(f"\nA nation of 153 authorities, ten years, by quarter, on {CORES} threads")
    print("  scale  child-years        rows    wall  processor   memory at most")
    runs = []
    for step in STEPS:
        folder = Path(tempfile.mkdtemp())
        try:
            runs.append(_one(folder, scale * step))
            if on_spark and step == STEPS[0]:
                runs[0]["spark_s"] = _on_spark(folder, runs[0].pop("figures"))
        finally:
            shutil.rmtree(folder)
        runs[-1].pop("figures", None)
    exponent = _slope(
        [math.log(run["rows"]) for run in runs],
        [math.log(run["processor_s"]) for run in runs],
    )
    print(f"  cost grows with the {exponent:.2f}th power of the rows")
    return {"runs": runs, "exponent": exponent}


def _one(folder: Path, scale: float) -> dict[str, Any]:
    children, rows = write_nation(folder, scale=scale)
    began, worked = perf_counter(), process_time()
    figures = _count(InProcess(threads=CORES, memory="6GB"), folder)
    wall, processor = perf_counter() - began, process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"  {scale:5.3f}  {children:11,} {rows:11,} {wall:6.1f} s  {processor:6.1f} s"
        f"   {memory:,} MB",
        flush=True,
    )
    return {
        "scale": scale, "child_years": children, "rows": rows, "wall_s": wall,
        "processor_s": processor, "memory_mb": memory, "figures": figures,
    }  # fmt: skip


def _count(engine: Engine, folder: Path) -> tuple[Figure, ...]:
    prepare(engine, tables_in(folder), quarters(FIRST_YEAR, FIRST_YEAR + YEARS - 1))
    return run_all(definitions().values(), engine)


def _on_spark(folder: Path, figures: tuple[Figure, ...]) -> float:
    began = perf_counter()
    with spark_at(f"local[{CORES}]") as engine:
        found = _count(engine, folder)
    took = perf_counter() - began
    same = sum(a == b for a, b in zip(found, figures, strict=True))
    print(f"         on Spark {took:.1f} s: {same:,} of {len(figures):,} figures equal")
    return took


def _slope(across: Sequence[float], up: Sequence[float]) -> float:
    """The least-squares slope."""
    middle, level = sum(across) / len(across), sum(up) / len(up)
    spread = sum((x - middle) ** 2 for x in across)
    pairs = zip(across, up, strict=True)
    return sum((x - middle) * (y - level) for x, y in pairs) / spread
