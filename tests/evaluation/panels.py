"""The shipped panels, and small ones made by hand or with a seed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np

from kinfold_evaluation.panel import Columns, Panel, panel_of, read_panel

HERE = Path(__file__).with_name("panels")

CALIFORNIA = HERE / "california_prop99.csv"
BENCH = HERE / "bench_panel_153x60.csv"
COUNTIES = HERE / "mpdta.csv"
CASTLE = HERE / "castle.csv"
LALONDE = HERE / "lalonde_matchit.csv"
SICILY = HERE / "sicily.csv"

TWO_STARTS = {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 7), 5.0)}
"""Four units from period 3, three from period 5, the others never."""


def california() -> Panel:
    columns = Columns("State", "Year", "PacksPerCapita")
    return read_panel(CALIFORNIA, columns, treated=["California"], since=1989)


def bench() -> Panel:
    return read_panel(BENCH, Columns("la", "q", "y", cohort="g"))


def counties(*covariates: str) -> Panel:
    columns = Columns(
        "countyreal", "year", "lemp", cohort="first.treat", covariates=covariates
    )
    return read_panel(COUNTIES, columns)


def castle(weights: str = "") -> Panel:
    columns = Columns("sid", "year", "l_homicide", cohort="effyear", weights=weights)
    return read_panel(CASTLE, columns)


def reference(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(
    units: int,
    times: int,
    starts: dict[int, float],
    *,
    effect: float = 0.0,
    seed: int = 1,
    covariates: int = 0,
    missing: float = 0.0,
) -> Panel:
    """A panel with a known effect; starts by the number of a unit, periods from 1."""
    random = np.random.Generator(np.random.Philox(seed))
    unit = np.repeat(np.arange(units), times)
    time = np.tile(np.arange(1, times + 1), units).astype(float)
    start = np.array([starts.get(int(one), np.inf) for one in unit])
    outcome = (
        random.normal(size=units)[unit]
        + random.normal(size=times)[time.astype(int) - 1]
        + effect * (time >= start)
        + random.normal(size=len(unit))
    )
    outcome = np.where(random.random(len(unit)) < missing, np.nan, outcome)
    return panel_of(
        [f"u{one:03}" for one in unit],
        [float(one) for one in time],
        [float(one) for one in outcome],
        {f"u{one:03}": when for one, when in starts.items()},
        {
            f"x{number}": [float(one) for one in random.normal(size=len(unit))]
            for number in range(covariates)
        },
    )


def weighed(panel: Panel) -> Panel:
    """The panel with a weight of its own in every cell."""
    random = np.random.Generator(np.random.Philox(2))
    return replace(panel, weights=random.uniform(0.3, 3, panel.outcome.shape))


def dummies(panel: Panel) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same model written out: every dummy a column, the treatment last.

    Returns the columns, the outcome and each row's unit, of the cells in use: what the
    quick way is held against.
    """
    seen = panel.seen
    units, times = seen.shape
    unit = np.broadcast_to(np.arange(units)[:, None], seen.shape)[seen]
    time = np.broadcast_to(np.arange(times)[None, :], seen.shape)[seen]
    columns = [np.eye(units)[unit], np.eye(times)[time][:, 1:]]
    columns += [values[seen][:, None] for values in panel.covariates.values()]
    columns.append(panel.treatment[seen][:, None])
    return np.hstack(columns), panel.outcome[seen], unit
