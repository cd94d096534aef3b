"""The smallest effect that would have been seen, and that could be before one looks.

"No effect found" means little until it is said what could have been found. By placebo
laws: the treated units' starts are dealt out among units that were never treated, so
that real swings and real persistence count (Bertrand, Duflo, Mullainathan 2004). And by
formula, where all start together and no cell is empty: the spread between units of
their change, which needs no model of how periods hang together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy import stats

from kinfold_evaluation.panel import NEVER, Booleans, Floats, Panel
from kinfold_evaluation.randomisation import elsewhere
from kinfold_evaluation.refusal import CannotIdentify

SIZE = 0.05
POWER = 0.80


@dataclass(frozen=True, slots=True)
class Power:
    """What a difference-in-differences can see, at 5 % two-sided in 80 of 100 samples.

    Attributes:
        periods, since: how many there are, and how many of them from the start on.
        treated, laws: treated units that can tell, and placebo laws gone through.
        spread: the standard deviation of placebo effects, in units of the outcome.
        critical: what an effect must exceed to be told from a placebo's.
        by_laws: the smallest effect, up or down whichever is harder to see.
        by_formula: the same from units' changes; None where starts differ, cells are
            empty, or there are covariates or weights.
    """

    periods: int
    since: int
    treated: int
    laws: int
    spread: float
    critical: float
    by_laws: float
    by_formula: float | None


def power(panel: Panel, *, draws: int = 9_999, seed: int = 0) -> Power:
    """What this design sees on this panel, reckoned on its never-treated units alone.

    Raises:
        CannotIdentify: nobody is treated, or too few others are there to stand in.
    """
    _insist_on_treated(panel.telling)
    untreated = panel.of_units(~panel.ever_treated)
    return _judged(untreated, panel.starts[panel.telling], draws, seed)


def power_before(panel: Panel, *, draws: int = 9_999, seed: int = 0) -> Power:
    """The same before outcomes since the start are looked at.

    Only periods before the first start count, with all units, which were untreated
    then; the last of them stand for those since: as many as there are to be, at most
    half.

    Raises:
        CannotIdentify: fewer than two periods are before the start, or too few units.
    """
    _insist_on_treated(panel.ever_treated)
    times = np.asarray(panel.times)
    started = panel.starts[panel.ever_treated]
    before = times < started.min()
    count = int(before.sum())
    if count < 2:
        raise CannotIdentify(
            "Fewer than two periods are before the start, so nothing shows how "
            "outcomes change without the treatment. Add earlier periods."
        )
    since = min(int((~before).sum()), count // 2)
    untreated = replace(
        panel,
        times=panel.times[:count],
        outcome=panel.outcome[:, before],
        starts=np.full(len(panel.units), float(NEVER)),
        covariates={name: cells[:, before] for name, cells in panel.covariates.items()},
        weights=None if panel.weights is None else panel.weights[:, before],
    )
    start = float(times[count - since])
    treated = panel.ever_treated & untreated.spans(start)
    _insist_on_treated(treated)
    return _judged(untreated, np.full(int(treated.sum()), start), draws, seed)


def _insist_on_treated(treated: Booleans) -> None:
    if not treated.any():
        raise CannotIdentify(
            "No unit is treated that has outcomes both before its start and since, so "
            "there is no design to judge."
        )


def _judged(untreated: Panel, started: Floats, draws: int, seed: int) -> Power:
    for start in set(started):
        untreated = untreated.of_units(untreated.spans(start))
    if len(untreated.units) < 2 * len(started) + 2:
        raise CannotIdentify(
            f"{len(untreated.units)} untreated units are too few to stand in for "
            f"{len(started)} treated ones: twice as many and two more are needed."
        )
    starts = np.full(len(untreated.units), float(NEVER))
    starts[: len(started)] = started
    effects = elsewhere(replace(untreated, starts=starts), draws=draws, seed=seed)
    critical = float(np.quantile(np.abs(effects), 1 - SIZE))
    upwards = critical - float(np.quantile(effects, 1 - POWER))
    downwards = critical + float(np.quantile(effects, POWER))
    since = np.asarray(untreated.times) >= started.min()
    told = len(set(started)) == 1 and untreated.is_balanced
    plain = untreated.weights is None and not untreated.covariates
    return Power(
        periods=len(untreated.times),
        since=int(since.sum()),
        treated=len(started),
        laws=len(effects),
        spread=float(effects.std()),
        critical=critical,
        by_laws=max(upwards, downwards),
        by_formula=_by_formula(untreated.outcome, len(started), since)
        if told and plain
        else None,
    )


def _by_formula(outcome: Floats, treated: int, since: Booleans) -> float:
    """(t for the size + t for the power) times the error of a difference of means."""
    changes = outcome[:, since].mean(axis=1) - outcome[:, ~since].mean(axis=1)
    count = len(changes)
    error = changes.std(ddof=1) * sqrt(1 / treated + 1 / (count - treated))
    reach = stats.t.isf(SIZE / 2, count - 2) + stats.t.ppf(POWER, count - 2)
    return float(reach * error)
