"""The effect on the treated from two groups at two times, and each unit's part in it.

Three estimators of Callaway, Sant'Anna (2021): outcome regression, inverse weighting by
the chance of being treated, and both together (doubly robust; Sant'Anna, Zhao 2020).
With no covariates they are one and the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.panel import Booleans, Floats
from kinfold_evaluation.refusal import CannotIdentify

Estimator = Literal["reg", "ipw", "dr"]

CERTAIN = 0.999
"""A chance of treatment above which no comparison is like the treated."""

ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Compared:
    """An effect and its influence function.

    Attributes:
        effect: the average effect on the treated, in units of the outcome.
        influence: one number for each unit given; their mean square over n is the
            variance of the effect.
    """

    effect: float
    influence: Floats


def compared(
    change: Floats,
    treated: Booleans,
    covariates: Floats,
    estimator: Estimator,
    weights: Floats | None = None,
) -> Compared:
    """The effect on the treated.

    Args:
        change: n, each unit's outcome after less its outcome before.
        treated: n, against the comparison units.
        covariates: n x k, a column of ones among them.
        weights: n, what each unit counts for; all the same when not given.

    Raises:
        CannotIdentify: a group is empty, covariates are collinear among the comparison
            units, or some treated are unlike all of them.
    """
    if treated.all() or not treated.any():
        raise CannotIdentify("One of the two groups is empty: nothing to compare.")
    counted = np.ones(len(change)) if weights is None else weights
    if estimator == "reg":
        return _by_regression(change, treated, covariates, counted)
    doubly = estimator == "dr"
    return _by_weighting(change, treated, covariates, counted, doubly=doubly)


def _by_regression(
    change: Floats, treated: Booleans, covariates: Floats, counted: Floats
) -> Compared:
    expected, slopes = _expected(change, treated, covariates, counted)
    own = treated * counted
    share = own.mean()
    mean_treated, mean = (own * change).mean() / share, (own * expected).mean() / share
    of_treated = own * (change - mean_treated) / share
    towards = (own[:, None] * covariates).mean(axis=0)
    of_compared = (own * (expected - mean) + slopes @ towards) / share
    return Compared(float(mean_treated - mean), of_treated - of_compared)


def _by_weighting(
    change: Floats,
    treated: Booleans,
    covariates: Floats,
    counted: Floats,
    *,
    doubly: bool,
) -> Compared:
    chance, chance_influence = _chances(treated, covariates, counted)
    own = treated * counted
    weight = np.where(treated, 0.0, counted * chance / (1 - chance))
    if doubly:
        expected, slopes = _expected(change, treated, covariates, counted)
        rest: Floats = change - expected
    else:
        slopes = np.zeros((len(change), covariates.shape[1]))
        rest = change
    share, weighed = own.mean(), weight.mean()
    mean_treated = (own * rest).mean() / share
    mean_compared = (weight * rest).mean() / weighed
    by_treated = (own[:, None] * covariates).mean(axis=0)
    of_treated = (own * (rest - mean_treated) - slopes @ by_treated) / share
    by_chance = ((weight * (rest - mean_compared))[:, None] * covariates).mean(axis=0)
    by_slopes = (weight[:, None] * covariates).mean(axis=0)
    of_compared = (
        weight * (rest - mean_compared)
        + chance_influence @ by_chance
        - slopes @ by_slopes
    ) / weighed
    return Compared(float(mean_treated - mean_compared), of_treated - of_compared)


def _expected(
    change: Floats, treated: Booleans, covariates: Floats, counted: Floats
) -> tuple[Floats, Floats]:
    """What comparison units lead one to expect, and the slopes' influence (n x k)."""
    beside = ~treated * counted
    inverse = _inverse((beside[:, None] * covariates).T @ covariates / len(change))
    slopes = inverse @ (covariates.T @ (beside * change)) / len(change)
    expected = covariates @ slopes
    influence = (beside * (change - expected))[:, None] * covariates @ inverse
    return expected, influence


def _chances(
    treated: Booleans, covariates: Floats, counted: Floats
) -> tuple[Floats, Floats]:
    """The chance of being treated by a logit, and its slopes' influence (n x k)."""
    slopes = np.zeros(covariates.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(covariates @ slopes, -35, 35)))
        spread = counted * chance * (1 - chance)
        inverse = _inverse((spread[:, None] * covariates).T @ covariates)
        step = inverse @ (covariates.T @ (counted * (treated - chance)))
        slopes = slopes + step
        if np.abs(step).max() <= 1e-12 * (1 + np.abs(slopes).max()):
            break
    else:
        raise CannotIdentify(_UNLIKE)
    if chance.max() > CERTAIN:
        raise CannotIdentify(_UNLIKE)
    score = (counted * (treated - chance))[:, None] * covariates
    return chance, score @ (inverse * len(treated))


_UNLIKE = (
    "Some treated units are so unlike all others by the covariates that nothing can "
    "stand for them (their chance of treatment is practically 1). Use fewer "
    "covariates, or compare only units that could have been either."
)


def _inverse(products: Floats) -> Floats:
    if np.linalg.cond(products) > 1e12:
        raise CannotIdentify(
            "The covariates explain one another among the comparison units (or there "
            "are more covariates than units). Leave some out."
        )
    return np.linalg.inv(products)
