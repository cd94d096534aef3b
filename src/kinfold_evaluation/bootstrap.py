"""The wild cluster bootstrap (Cameron, Gelbach, Miller 2008; MacKinnon, Webb 2018).

The residuals of each cluster are turned over together, at random or in every way there
is. Restricted: residuals of the model without effect. With few treated clusters the
restricted kind rejects too seldom and the unrestricted one too often; where the two
part, neither is to be believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.fixed_effects import Fit
from kinfold_evaluation.panel import Floats, Whole

Weights = Literal["rademacher", "webb"]

TIE = 1e-10
"""Two statistics closer than this share of themselves are the same one."""

FULL_UP_TO = 16
"""Clusters up to which two to their number draws are few enough to do all of them."""

WEBB = np.sqrt(np.array([1.5, 1.0, 0.5]))
"""Webb's (2014) six points are these and their negatives."""


@dataclass(frozen=True, slots=True)
class Bootstrapped:
    """What a wild cluster bootstrap found.

    Attributes:
        kind: restricted or unrestricted.
        statistic: the effect over its CR1 error.
        p_value: the share of draws at least as far from 0; ties count. Among drawn ones
            the sample itself is counted too, so that no p-value is 0 (Davison, Hinkley
            1997, section 4.2); every way there is has it among them.
        draw_count: how many draws.
        is_full: every way to turn the clusters over was gone through once.
    """

    kind: Literal["restricted", "unrestricted"]
    statistic: float
    p_value: float
    draw_count: int
    is_full: bool


@dataclass(frozen=True, slots=True)
class _Turned:
    """What a draw needs of the panel, so that it costs one matrix product.

    Attributes:
        scores: G, treatment times residual of each cluster.
        spread: G x G, the score of the row's cluster when the column's residuals are
            in and the effects of units and periods are taken out again.
        shares: G, the treatment's sum of squares of each cluster.
    """

    scores: Floats
    spread: Floats
    shares: Floats

    @property
    def information(self) -> float:
        return float(self.shares.sum())

    def statistics(self, weights: Floats) -> Floats:
        """B: the effect over its error when residuals are weighted so. `weights` G x B.

        The factor of CR1 is the same for all and is left out.
        """
        effects = (self.scores @ weights) / self.information
        left = self.spread @ weights - self.shares[:, None] * effects
        errors = np.sqrt((left**2).sum(axis=0)) / self.information
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.nan_to_num(np.abs(effects) / errors, nan=0.0, posinf=np.inf)


def wild_bootstrap(
    fit: Fit,
    *,
    cluster: Whole | None = None,
    draws: int = 9_999,
    kind: Literal["restricted", "unrestricted"] = "restricted",
    weights: Weights = "rademacher",
    seed: int = 0,
) -> Bootstrapped:
    """The two-sided p-value of no effect, by turning clusters' residuals over.

    Rademacher weights are gone through in full when two to the number of clusters is no
    more than `draws`.
    """
    groups = _groups(fit, cluster)
    count = int(groups.max()) + 1
    residual = fit.outcome if kind == "restricted" else fit.residual
    turned = _turned(fit, residual, groups, count)
    actual = _statistic(fit, groups, count)
    is_full = weights == "rademacher" and count <= FULL_UP_TO and 2**count <= draws
    signs = _every_way(count) if is_full else _drawn(count, draws, weights, seed)
    statistics = turned.statistics(signs)
    as_far = int((statistics >= actual * (1 - TIE)).sum())
    draw_count = signs.shape[1]
    itself = 0 if is_full else 1
    p_value = (itself + as_far) / (itself + draw_count)
    return Bootstrapped(
        kind, float(np.sign(fit.effect)) * actual, p_value, draw_count, is_full
    )


def _groups(fit: Fit, cluster: Whole | None) -> Whole:
    given = np.arange(len(fit.treatment)) if cluster is None else cluster
    return np.unique(given, return_inverse=True)[1]


def _statistic(fit: Fit, groups: Whole, count: int) -> float:
    scores = np.bincount(groups, (fit.treatment * fit.residual).sum(axis=1), count)
    return abs(fit.effect) * fit.information / float(np.sqrt((scores**2).sum()))


def _turned(fit: Fit, residual: Floats, groups: Whole, count: int) -> _Turned:
    own = np.eye(count)[groups]
    scores = own.T @ (fit.treatment * residual).sum(axis=1)
    # Units' means need no taking out here: the treatment is centred within units.
    of_treatment = own.T @ np.einsum("it,itp->ip", fit.treatment, fit.within.others)
    of_residual = own.T @ np.einsum("it,itp->ip", residual, fit.within.others)
    spread = np.diag(scores) - of_treatment @ fit.within.inverse @ of_residual.T
    return _Turned(scores, spread, own.T @ (fit.treatment**2).sum(axis=1))


def _every_way(count: int) -> Floats:
    numbers = np.arange(2**count)
    return 1.0 - 2.0 * ((numbers[None, :] >> np.arange(count)[:, None]) & 1)


def _drawn(count: int, draws: int, weights: Weights, seed: int) -> Floats:
    random = np.random.Generator(np.random.Philox(seed))
    if weights == "webb":
        points = np.concatenate([-WEBB, WEBB])
        return points[random.integers(0, 6, (count, draws), dtype=np.int8)]
    turned = random.integers(0, 2, (count, draws), dtype=np.int8)
    return 1.0 - 2.0 * turned
