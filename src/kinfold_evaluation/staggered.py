"""Effects by cohort and period when units start at different times.

Callaway, Sant'Anna (2021). Each cohort is compared, in each period, with units not
treated (ever, or yet), so that no treated unit stands for an untreated one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from kinfold_evaluation.fixed_effects import NOBODY
from kinfold_evaluation.panel import NEVER, Booleans, Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.two_groups import Estimator, compared

Compare = Literal["never-treated", "not-yet-treated"]
Base = Literal["varying", "universal"]


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect on one cohort in one period.

    Attributes:
        cohort: the period from which its units are treated.
        time: the period.
        effect: in units of the outcome; before the cohort's start a test of its trend.
        influence: N, for each unit of the panel.
    """

    cohort: float
    time: float
    effect: float
    influence: Floats

    @property
    def error(self) -> float:
        return _error(self.influence)

    @property
    def is_before(self) -> bool:
        return self.time < self.cohort


@dataclass(frozen=True, slots=True)
class Staggered:
    """All effects, with what is needed to add them up.

    Attributes:
        effects: ordered by cohort, then period.
        starts: N, each unit's cohort, `NEVER` for none.
        weights: N, what each unit counts for in the size of its cohort: its weight in
            the first period.
        left_out: units seen in too few periods to be used, by name.
        not_told: what could not be estimated, and why.
    """

    effects: tuple[Effect, ...]
    starts: Floats
    weights: Floats
    left_out: tuple[str, ...]
    not_told: tuple[str, ...]


def staggered(
    panel: Panel,
    *,
    compare: Compare = "never-treated",
    estimator: Estimator = "dr",
    base: Base = "varying",
    anticipation: int = 0,
) -> Staggered:
    """The effect on each cohort in each period.

    Args:
        base: what a period before the start is compared with: the one before it
            ("varying"), or the last before the start ("universal").
        anticipation: how many periods before its start a cohort may already change.

    Raises:
        CannotIdentify: nobody is treated, nobody is left to compare with, or all units
            start before the second period.
    """
    whole = np.asarray(panel.seen.all(axis=1))
    kept = panel.of_units(whole)
    left_out = tuple(u for u, keep in zip(panel.units, whole, strict=True) if not keep)
    _insist(kept, compare, left_out)
    if anticipation >= len(kept.times):
        raise CannotIdentify(
            f"There are {len(kept.times)} periods, and none is {anticipation} before "
            "the first change. Let units change less early."
        )
    # Treated all along: neither before nor beside.
    usable = (kept.starts == NEVER) | (kept.starts > kept.times[anticipation])
    left_out += tuple(u for u, use in zip(kept.units, usable, strict=True) if not use)
    kept = kept.of_units(usable)
    cohorts = sorted(set(kept.starts) - {NEVER})
    if not cohorts:
        raise CannotIdentify(
            "All treated units are treated from the first period on: no before."
        )
    effects: list[Effect] = []
    not_told: list[str] = []
    for cohort in cohorts:
        for at, before in _steps(kept, cohort, base, anticipation):
            effect = _one(kept, cohort, at, before, compare, estimator, anticipation)
            if isinstance(effect, Effect):
                effects.append(effect)
            else:
                not_told.append(effect)
    if all(effect.is_before for effect in effects):
        raise CannotIdentify(not_told[0] if not_told else NOBODY)
    weights = kept.weighing[:, 0]
    return Staggered(tuple(effects), kept.starts, weights, left_out, tuple(not_told))


def _insist(kept: Panel, compare: Compare, left_out: tuple[str, ...]) -> None:
    without = (
        f" ({len(left_out)} units without an outcome in every period are left out)"
        if left_out
        else ""
    )
    if not kept.ever_treated.any():
        raise CannotIdentify(f"No unit is treated{without}.")
    if compare == "never-treated" and kept.ever_treated.all():
        raise CannotIdentify(
            f"Every unit is treated some time{without}, so none is never treated. "
            "Compare with those not yet treated instead."
        )


def _steps(
    kept: Panel, cohort: float, base: Base, anticipation: int
) -> list[tuple[int, int]]:
    """Places of a period and of the one it is compared with."""
    times = kept.times
    last_before = int(np.searchsorted(times, cohort)) - 1 - anticipation
    steps = []
    for at in range(len(times)):
        if base == "universal" or at > last_before:
            steps.append((at, last_before))
        elif at > 0:
            steps.append((at, at - 1))
    return steps


def _one(
    kept: Panel,
    cohort: float,
    at: int,
    before: int,
    compare: Compare,
    estimator: Estimator,
    anticipation: int,
) -> Effect | str:
    """The effect, or why there is none."""
    time = kept.times[at]
    if at == before:
        return Effect(cohort, time, 0.0, np.zeros(len(kept.units)))
    mine = kept.starts == cohort
    beside = _beside(kept, max(at, before) + anticipation, compare) & ~mine
    used = mine | beside
    if not beside.any():
        return (
            f"Nobody is left untreated in {time:g} to compare those of {cohort:g} with."
        )
    change = kept.outcome[:, at] - kept.outcome[:, before]
    earlier = min(at, before)
    columns = [values[:, earlier] for values in kept.covariates.values()]
    covariates = np.column_stack([np.ones(len(kept.units)), *columns])
    try:
        told = compared(
            change[used],
            mine[used],
            covariates[used],
            estimator,
            kept.weighing[used, earlier],
        )
    except CannotIdentify as error:
        return f"Those of {cohort:g} in {time:g}: {error}"
    influence = np.zeros(len(kept.units))
    influence[used] = told.influence * len(used) / int(used.sum())
    return Effect(cohort, time, told.effect, influence)


def _beside(kept: Panel, at: int, compare: Compare) -> Booleans:
    never = kept.starts == NEVER
    if compare == "never-treated":
        return never
    if at < len(kept.times):
        return never | (kept.starts > kept.times[at])
    return never


def _error(influence: Floats) -> float:
    return float(np.sqrt((influence**2).mean() / len(influence)))


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether the periods before the start hint at different trends.

    Attributes:
        statistic: Wald's, of all effects before the start together.
        freedom: how many they are.
        p_value: of none of them; a high one is no proof of parallel trends.
    """

    statistic: float
    freedom: int
    p_value: float


def before_together(told: Staggered) -> Trend | None:
    """All effects before the start tested together; None when they cannot be."""
    before = [
        effect for effect in told.effects if effect.is_before and effect.error > 0
    ]
    if not before:
        return None
    values = np.array([effect.effect for effect in before])
    influence = np.column_stack([effect.influence for effect in before])
    covariance = influence.T @ influence / len(influence) ** 2
    if np.linalg.matrix_rank(covariance, hermitian=True) < len(values):
        return None
    statistic = float(values @ np.linalg.solve(covariance, values))
    return Trend(statistic, len(values), float(stats.chi2.sf(statistic, len(values))))
