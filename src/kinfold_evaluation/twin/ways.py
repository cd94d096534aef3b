"""The ways to tell an effect, and no effect, that are held to a twin's truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from scipy import stats

from kinfold_evaluation.added_up import NORMAL_95, added_up
from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.inversion import not_rejected
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.stacked import stacked
from kinfold_evaluation.staggered import staggered
from kinfold_evaluation.sun_abraham import sun_abraham
from kinfold_evaluation.synthetic_difference import synthetic_difference

Interval = tuple[float, float, float]
"""The estimate, and the ends of its interval of 95 %."""

Told = Callable[[Panel, int, int], dict[str, Interval]]
"""From a panel, draws and a seed: intervals by the name of the way."""

CR1: Final = "two-way, clustered errors"
CR2: Final = "two-way, CR2 with Satterthwaite's degrees of freedom"
INVERTED: Final = "two-way, randomisation by inversion"
COHORTS: Final = "Callaway-Sant'Anna"
COHORTS_BY_T: Final = "Callaway-Sant'Anna, by t of the treated less 1"
PATHS: Final = "Sun-Abraham"
IMPUTED: Final = "imputation"
STACKED: Final = "stacked"
SYNTHETIC: Final = "synthetic difference-in-differences"

BY_EFFECT: Final = "randomisation inference on the effect"
BY_STATISTIC: Final = "randomisation inference on its t"
RESTRICTED: Final = "restricted wild bootstrap"
BY_CR1: Final = "clustered errors (CR1)"


def intervals(panel: Panel, draws: int, seed: int) -> dict[str, Interval]:
    """Of every way that can take such a panel."""
    found: dict[str, Interval] = {}
    for told in (_two_way, _by_cohort, _by_regression, _synthetic):
        found |= told(panel, draws, seed)
    return found


def _two_way(panel: Panel, draws: int, seed: int) -> dict[str, Interval]:
    fitted = fit(panel)
    return {
        CR1: (fitted.effect, *clustered(fitted)["CR1"].interval),
        CR2: (fitted.effect, *corrected(fitted).interval),
        INVERTED: (fitted.effect, *not_rejected(panel, draws=draws, seed=seed)),
    }


def _by_cohort(panel: Panel, draws: int, seed: int) -> dict[str, Interval]:
    overall = added_up(staggered(panel), "simple").overall
    by_t = float(stats.t.ppf(0.975, int(panel.telling.sum()) - 1))
    return {
        COHORTS: _around(overall.effect, overall.error, NORMAL_95),
        COHORTS_BY_T: _around(overall.effect, overall.error, by_t),
    }


def _by_regression(panel: Panel, draws: int, seed: int) -> dict[str, Interval]:
    by_t = float(stats.t.ppf(0.975, len(panel.units) - 1))
    filled, stacks = imputed(panel).overall, stacked(panel).overall
    return {
        PATHS: _around(*sun_abraham(panel).since, by_t),
        IMPUTED: _around(filled.effect, filled.error, NORMAL_95),
        STACKED: _around(
            float(stacks.effects[0]), float(np.sqrt(stacks.covariance[0, 0])), by_t
        ),
    }


def _synthetic(panel: Panel, draws: int, seed: int) -> dict[str, Interval]:
    if len(set(panel.starts) - {NEVER}) > 1:
        return {}
    told = synthetic_difference(panel, draws=draws, seed=seed)
    return {SYNTHETIC: _around(told.effect, told.error, NORMAL_95)}


def _around(effect: float, error: float, reach: float) -> Interval:
    return effect, effect - reach * error, effect + reach * error


def p_values(panel: Panel, draws: int, seed: int) -> Mapping[str, float]:
    """Of no effect, by the name of the test; 1 where a test finds no error."""
    dealt = randomised(panel, draws=draws, seed=seed)
    fitted = fit(panel)
    found = {
        BY_EFFECT: dealt.p_effect,
        BY_STATISTIC: dealt.p_statistic,
        RESTRICTED: wild_bootstrap(fitted, draws=draws, seed=seed).p_value,
        BY_CR1: clustered(fitted)["CR1"].p_value,
    }
    return {name: 1.0 if p is None else p for name, p in found.items()}
