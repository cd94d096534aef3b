"""`./kinfold bench evaluation`: what methods of evaluation cost, each beside a floor.

The panel is 153 authorities by 60 quarters, ten of them treated (its staggered twin has
five cohorts of two). Processor seconds, the best of three in one run. The floor is the
arithmetic that cannot be left out: drawing, and the products of matrices that size. A
named library is measured in the same run where it is installed; none is among Kinfold's
own, so `--libraries` takes a folder of site-packages.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

# Before numpy is loaded: seconds of one thread, and small matrices are quicker so.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from scipy import linalg

from benchmarks.evaluation_libraries import Theirs, found
from kinfold_evaluation.added_up import WAYS, Band, added_up, band
from kinfold_evaluation.agreement import PANELS
from kinfold_evaluation.augmented import augmented_control
from kinfold_evaluation.bent_trends import seen
from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.event_study import event_study
from kinfold_evaluation.fixed_effects import fit, within
from kinfold_evaluation.jumping_trends import jumped
from kinfold_evaluation.panel import NEVER, Columns, Panel, read_panel
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.staggered import staggered
from kinfold_evaluation.synthetic import synthetic_control
from kinfold_evaluation.synthetic_difference import synthetic_difference
from kinfold_evaluation.ten import command as ten
from kinfold_evaluation.twin.lives import live
from kinfold_evaluation.twin.places import World

DATA = PANELS / "bench_panel_153x60.csv"
DRAWS = 9_999
PLACEBOS = 999
JUMPS = (0.5, 1.0, 1.5, 2.0, 2.5)
DESIGNS = 16_000
"""Of the table of calibration: eight numbers of treated by 2,000 placebo laws."""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One budget.

    Attributes:
        goal: processor seconds it may take; None where none is set.
        floor: what cannot be left out; None where nothing so plain is.
        times: how many of what is measured make the whole; 1 for all of it.
    """

    name: str
    goal: float | None
    ours: Work
    floor: Work | None
    times: float = 1.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./kinfold bench evaluation")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--quick", action="store_true", help="once each, not thrice")
    parser.add_argument(
        "--libraries", type=Path, metavar="FOLDER", help="site-packages to look in"
    )
    options = parser.parse_args(arguments)
    if options.libraries:
        # At the end: numpy and scipy stay the ones that ours are measured with.
        sys.path.append(str(options.libraries))
    rounds = 1 if options.quick else 3
    figures = [_measured(row, rounds) for row in _rows()]
    figures.append(_measured(STUDY, 1))
    print(_table(figures))
    beside = [_beside(one, figures) for one in found(DATA)]
    print(_beside_table(beside))
    if options.json:
        written = {"ours": figures, "libraries": beside}
        options.json.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


def _rows() -> Sequence[Row]:
    columns = Columns("la", "q", "y", cohort="g")
    panel = read_panel(DATA, columns)
    late = read_panel(DATA, Columns("la", "q", "ys", cohort="gs"))
    unit = panel.of_units(panel.ever_treated).units[0]
    study = seen(event_study(panel), None)
    units = len(panel.units)
    donors = int((~panel.ever_treated).sum())
    laws = 200
    return (
        Row(
            f"restricted wild bootstrap, {DRAWS:,} draws",
            0.1,
            lambda: wild_bootstrap(fit(panel), draws=DRAWS),
            lambda: _signs(DRAWS, units) @ np.ones((units, units)),
        ),
        Row(
            f"randomisation of effect and t, {DRAWS:,}",
            0.1,
            lambda: randomised(panel, draws=DRAWS),
            lambda: _dealt(units, 10, DRAWS),
        ),
        Row(
            f"synthetic control, one of {donors + 1} with all placebos",
            1.0,
            lambda: synthetic_control(panel, unit),
            lambda: _solved(donors, 20, donors + 1),
        ),
        Row(
            "the same augmented, each placebo by its own ridge",
            None,
            lambda: augmented_control(panel, unit),
            lambda: _solved(donors, 20, (donors + 1) * 41),
        ),
        Row(
            f"synthetic difference, {PLACEBOS} placebos",
            2.0,
            lambda: synthetic_difference(panel, draws=PLACEBOS),
            lambda: _steps(PLACEBOS, units, 40, 19),
        ),
        Row(
            f"Callaway-Sant'Anna, the band of one path by {DRAWS:,} draws",
            0.2,
            lambda: _cohorts(late),
            lambda: _signs(DRAWS, units) @ np.ones((units, 60)),
        ),
        Row(
            "trends that jump, five bounds",
            3.0,
            lambda: [jumped(study, bound) for bound in JUMPS],
            None,
        ),
        Row(
            f"calibration, {DESIGNS:,} designs (reckoned from {laws})",
            120.0,
            lambda: _calibrated(panel, laws),
            lambda: [_signs(399, units) @ np.ones((units, units)) for _ in range(laws)],
            DESIGNS / laws,
        ),
        Row(
            "the twin, 153 authorities by 60 quarters, 5.8 million events",
            3.0,
            lambda: live(World(scale=0.2)),
            lambda: np.random.Generator(np.random.Philox(1)).random(2 * 5_800_000),
        ),
    )


def _study() -> None:
    """In a folder of its own, so that the book of the project stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ten.PROJECT / "studies", Path(folder) / "studies")
        ten.main(["--folder", folder], out=io.StringIO())


STUDY = Row("the whole ten-authority study, once", 90.0, _study, None)


def _signs(rows: int, columns: int) -> Any:
    random = np.random.Generator(np.random.Philox(1))
    return 1.0 - 2.0 * random.integers(0, 2, (rows, columns), dtype=np.int8)


def _dealt(units: int, treated: int, draws: int) -> Any:
    random = np.random.Generator(np.random.Philox(1))
    values = random.random(units)
    return values[random.integers(0, units, (draws, treated))].mean(axis=1)


def _solved(units: int, size: int, times: int) -> None:
    """The products of all units, and a system solved so many times over."""
    past = np.random.Generator(np.random.Philox(1)).random((units, size + 20))
    products = past @ past.T + units * np.eye(units)
    for _ in range(times):
        factor = linalg.cho_factor(products[:size, :size], check_finite=False)
        linalg.cho_solve(factor, products[:size, 0], check_finite=False)


def _steps(groups: int, units: int, periods: int, steps: int) -> None:
    columns = np.random.Generator(np.random.Philox(1)).random((units, periods))
    weights = np.full((groups, units), 1 / units)
    for _ in range(steps):
        weights = weights + 1e-9 * ((weights @ columns) @ columns.T)


def _cohorts(panel: Panel) -> Band:
    told = staggered(panel)
    averages = {way: added_up(told, way) for way in WAYS}
    return band(averages["dynamic"].parts, draws=DRAWS)


def _calibrated(panel: Panel, laws: int) -> None:
    """Placebo laws of ten: the fit, 399 draws of the bootstrap, 399 reassignments."""
    untreated = panel.of_units(~panel.ever_treated)
    kept = within(untreated)
    random = np.random.Generator(np.random.Philox(1))
    for _ in range(laws):
        starts = np.full(len(untreated.units), float(NEVER))
        starts[random.choice(len(starts), 10, replace=False)] = 41.0
        law = Panel(untreated.units, untreated.times, untreated.outcome, starts)
        wild_bootstrap(fit(law, kept=kept), draws=399)
        randomised(law, draws=399, kept=kept)


def best(work: Work, rounds: int) -> float:
    """Processor seconds, all threads together."""
    took = []
    for _ in range(rounds):
        began = process_time()
        work()
        took.append(process_time() - began)
    return min(took)


def _measured(row: Row, rounds: int) -> dict[str, Any]:
    floor = None if row.floor is None else best(row.floor, rounds) * row.times
    ours = best(row.ours, rounds) * row.times
    return {"name": row.name, "goal_s": row.goal, "floor_s": floor, "ours_s": ours}


def _table(figures: Sequence[dict[str, Any]]) -> str:
    lines = [
        "| what | floor | ours | x floor | goal | reached |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for one in figures:
        goal, floor = one["goal_s"], one["floor_s"]
        cells = (
            one["name"],
            "" if floor is None else f"{floor:.4f} s",
            f"{one['ours_s']:.3f} s",
            "" if floor is None else f"{one['ours_s'] / floor:.1f}",
            "" if goal is None else f"{goal:g} s",
            "" if goal is None else "yes" if one["ours_s"] <= goal else "**no**",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _beside(one: Theirs, figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    ours = figures[one.row]
    took = None if one.work is None else best(one.work, 1) * one.times
    return {
        "library": one.library,
        "name": ours["name"] + one.how,
        "ours_s": ours["ours_s"],
        "theirs_s": took,
    }


def _beside_table(beside: Sequence[dict[str, Any]]) -> str:
    lines = ["\n| beside | what | ours | theirs | ratio |", "|---|---|--:|--:|--:|"]
    for one in beside:
        took = one["theirs_s"]
        times = "" if took is None else f"{took / one['ours_s']:.0f} x"
        cells = (
            one["library"],
            one["name"],
            f"{one['ours_s']:.3f} s",
            "not installed here" if took is None else f"{took:.2f} s",
            times,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
