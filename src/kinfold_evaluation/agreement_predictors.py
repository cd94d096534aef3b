"""Mixes by predictors beside those of the method's authors' own package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from kinfold_evaluation.agreement import Compared
from kinfold_evaluation.panel import Floats
from kinfold_evaluation.predictor_weights import Mixed, Search
from kinfold_evaluation.synthetic import Donors

Rows = Iterator[Compared]

SYNTH: Final = "R Synth 1.1-8"
PRINTED: Final = "Abadie, Diamond, Hainmueller 2010, table 2"
BETTER: Final = "its search ends before ours does"

STATES: Final = {34: ("Utah", 0.334), 21: ("Nevada", 0.234), 19: ("Montana", 0.199)} | {
    4: ("Colorado", 0.164),
    5: ("Connecticut", 0.069),
}
CALIFORNIA: Final = "3"
REGIONS: Final = {10: ("Cataluna", 0.8508), 14: ("Madrid", 0.1492)}
BASQUE: Final = "17"


def by_predictors(panels: Path) -> Rows:
    """The two panels whose predictors, made ready, we hold."""
    yield from _taxed(panels)
    yield from _basque(panels)


def _taxed(panels: Path) -> Rows:
    """Taxed cigarettes, on the authors' seven predictors."""
    name = "prop99_adh_matrix.csv"
    told = taxed(panels, starts=1)
    weights = dict(zip(told.own.donors, told.own.weights, strict=True))
    for number, (state, weight) in STATES.items():
        ours = float(weights[str(number)])
        yield Compared(name, f"weight of {state}", ours, weight, 0.02, PRINTED)
    yield Compared(
        name, "root mean square before", told.own.fit, 1.778, 0.03, SYNTH, BETTER
    )
    last = float(told.own.gaps[-1])
    yield Compared(name, "gap in 2000", last, -25.56, 0.2, SYNTH, BETTER)
    effect = told.own.effect
    yield Compared(name, "mean gap 1989-2000", effect, -18.83, 0.2, SYNTH, BETTER)


def _basque(panels: Path) -> Rows:
    """Terror in the Basque country, as on the help page of the authors' package."""
    name = "basque_X_matrix.csv"
    told = basque(panels, starts=1)
    weights = dict(zip(told.own.donors, told.own.weights, strict=True))
    for number, (region, weight) in REGIONS.items():
        ours = float(weights[str(number)])
        yield Compared(name, f"weight of {region}", ours, weight, 1e-3, SYNTH)
    yield Compared(name, "mean square before", told.own.fit**2, 0.0088646, 1e-6, SYNTH)
    with (panels / "ref_basque_R_Synth_gap.csv").open(newline="") as file:
        theirs = {int(row["year"]): float(row["gap"]) for row in csv.DictReader(file)}
    gaps = {1960 + at: float(gap) for at, gap in enumerate(told.own.gaps)}
    apart = max(abs(gaps[year] - theirs[year]) for year in gaps)
    what = f"furthest apart of {len(gaps)} yearly gaps"
    yield Compared("basque.csv", what, apart, 0, 1e-3, SYNTH)


def taxed(panels: Path, *, starts: int) -> Mixed:
    """California; units are called by the numbers that the file gives them."""
    with (panels / "prop99_adh_matrix.csv").open(newline="") as file:
        rows = {name: values for name, *values in csv.reader(file)}
    names = [f"{float(number):g}" for number in rows["id"]]
    own = names.index(CALIFORNIA)
    first = [own, *(at for at in range(len(names)) if at != own)]
    means = ["income", "retprice", "pct15_24", "beer"]
    means += ["cig1988", "cig1980", "cig1975"]
    years = [str(year) for year in range(1970, 2001)]

    def table(wanted: list[str]) -> Floats:
        return np.array([[float(rows[one][at]) for at in first] for one in wanted])

    donors = Donors(table(years).T, 1989 - 1970, tuple(names[at] for at in first))
    return _mixed(donors, table(means), starts, seed=0)


def basque(panels: Path, *, starts: int, seed: int = 0) -> Mixed:
    """The Basque country; outcomes before are those of 1960 to 1969."""
    with (panels / "basque_X_matrix.csv").open(newline="") as file:
        (_, _, *numbers), *rows = csv.reader(file)
    predictors = np.array([[float(value) for value in values] for _, *values in rows])
    names = (BASQUE, *numbers)
    with (panels / "basque.csv").open(newline="") as file:
        outcome = {
            (row["regionno"], int(row["year"])): float(row["gdpcap"])
            for row in csv.DictReader(file)
        }
    years = range(1960, 1998)
    table = np.array([[outcome[name, year] for year in years] for name in names])
    return _mixed(Donors(table, 10, names), predictors, starts, seed)


def _mixed(donors: Donors, predictors: Floats, starts: int, seed: int) -> Mixed:
    others = tuple(range(1, len(donors.names)))
    return Search(donors, predictors, starts, seed).mixed(0, others)
