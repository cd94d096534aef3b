"""Untreated people weighed until they are like the treated, and how like they are.

Three ways: the nearest untreated one for each treated one; cells of those alike in
everything (coarsened exact matching; Iacus, King, Porro 2012); weights as even as can
be that make all means the same (entropy balancing; Hainmueller 2012). None of them
makes people alike in what was not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.clusters import StandardError, standard_error
from kinfold_evaluation.panel import Floats, Whole
from kinfold_evaluation.people import People
from kinfold_evaluation.refusal import CannotIdentify

Distance = Literal["mahalanobis", "propensity"]

ROUNDS = 200
CERTAIN = 30.0
"""A logit beyond which a chance is practically 0 or 1."""

ALIKE = 1e-9
"""Means closer than this share of a spread are the same."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One covariate in both groups.

    Attributes:
        treated, untreated: means.
        difference: of the means, over the spread of all treated.
        variance_ratio: treated over untreated; none for columns of 0 and 1.
    """

    treated: float
    untreated: float
    difference: float
    variance_ratio: float | None


@dataclass(frozen=True, slots=True)
class Matched:
    """Weights: 1 for a treated person who is kept, and as much for the untreated.

    Attributes:
        people: all of them.
        weights: n.
    """

    people: People
    weights: Floats

    @property
    def effect(self) -> float:
        """On the treated who are kept, in units of the outcome."""
        return _mean(self, treated=True) - _mean(self, treated=False)

    @property
    def error(self) -> StandardError:
        """Robust to unequal spread, the weights taken as known beforehand."""
        variance = 0.0
        for treated in (True, False):
            weights = np.where(self.people.treated == treated, self.weights, 0.0)
            away = self.people.outcome - _mean(self, treated=treated)
            variance += float(((weights * away) ** 2).sum()) / weights.sum() ** 2
        return standard_error(
            "robust", self.effect, float(np.sqrt(variance)), float("inf")
        )

    @property
    def treated_kept(self) -> int:
        return int((self.people.treated & (self.weights > 0)).sum())

    @property
    def untreated_used(self) -> int:
        return int((~self.people.treated & (self.weights > 0)).sum())

    @property
    def effective(self) -> float:
        """How many untreated people of one weight would tell as much (Kish)."""
        weights = self.weights[~self.people.treated]
        return float(weights.sum() ** 2 / (weights**2).sum())


def _mean(matched: Matched, *, treated: bool) -> float:
    mine = matched.people.treated == treated
    return float(
        np.average(matched.people.outcome[mine], weights=matched.weights[mine])
    )


def likeness(people: People, weights: Floats | None = None) -> dict[str, Likeness]:
    """The balance table: before where no weights are given, else after."""
    given = np.ones(len(people.treated)) if weights is None else weights
    of_treated = np.where(people.treated, given, 0.0)
    of_others = np.where(people.treated, 0.0, given)
    spread = np.sqrt(_variance(people, people.treated.astype(float)))
    means = [
        np.average(people.covariates, axis=0, weights=one)
        for one in (of_treated, of_others)
    ]
    away = means[0] - means[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        differences = np.where(away == 0, 0.0, away / spread)
        ratios = _variance(people, of_treated) / _variance(people, of_others)
    has_ratio = ~people.is_yes_or_no & np.isfinite(ratios)
    return {
        name: Likeness(
            float(means[0][at]),
            float(means[1][at]),
            float(differences[at]),
            float(ratios[at]) if has_ratio[at] else None,
        )
        for at, name in enumerate(people.names)
    }


def _variance(people: People, weights: Floats) -> Floats:
    """K: unbiased for weights, and p (1 - p) where there is but 0 and 1."""
    share = weights / weights.sum()
    mean = share @ people.covariates
    plain = share @ (people.covariates - mean) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        unbiased = plain / (1 - (share**2).sum())
    return np.asarray(np.where(people.is_yes_or_no, mean * (1 - mean), unbiased))


def nearest(people: People, distance: Distance = "mahalanobis") -> Matched:
    """The nearest untreated person who is not taken yet, for one treated after another.

    By the chance of treatment those with the highest choose first; else in the file's
    order (as MatchIt does). Mahalanobis' distance is by the covariance within groups.

    Raises:
        CannotIdentify: more treated than untreated people, or a chance of 1.
    """
    treated, others = np.flatnonzero(people.treated), np.flatnonzero(~people.treated)
    if len(treated) > len(others):
        raise CannotIdentify(
            f"{len(treated)} treated people and {len(others)} untreated: not each can "
            "have their own. Use entropy-balancing or cem."
        )
    if distance == "propensity":
        chance = chances(people)
        treated = treated[np.argsort(-chance[treated], kind="stable")]
        points = chance[:, None]
    else:
        points = _sphered(people)
    weights = np.zeros(len(people.treated))
    free = np.ones(len(others), dtype=bool)
    for one in treated:
        away = ((points[others] - points[one]) ** 2).sum(axis=1)
        taken = int(np.argmin(np.where(free, away, np.inf)))
        free[taken] = False
        weights[[one, others[taken]]] = 1.0
    return Matched(people, weights)


def _sphered(people: People) -> Floats:
    """Points whose plain distance is Mahalanobis'."""
    columns = people.told_apart.copy()
    for treated in (True, False):
        mine = people.treated == treated
        columns[mine] -= columns[mine].mean(axis=0)
    covariance = columns.T @ columns / (len(columns) - 2)
    sizes, directions = np.linalg.eigh(covariance)
    kept = sizes > ALIKE * sizes.max(initial=ALIKE)
    return np.asarray(people.told_apart @ (directions[:, kept] / np.sqrt(sizes[kept])))


def chances(people: People) -> Floats:
    """n: the chance of treatment by a logit on all covariates.

    Raises:
        CannotIdentify: the covariates tell the groups apart wholly.
    """
    columns = np.column_stack([np.ones(len(people.treated)), people.told_apart])
    fitted = np.zeros(len(columns))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(fitted, -40, 40)))
        products = columns.T @ ((chance * (1 - chance))[:, None] * columns)
        score = columns.T @ (people.treated - chance)
        step = columns @ np.linalg.lstsq(products, score, rcond=1e-12)[0]
        fitted = fitted + step
        # Where groups are told apart the logit grows without end: no step is the last.
        if np.abs(step).max() <= ALIKE and np.abs(fitted).max() < CERTAIN:
            return np.asarray(1 / (1 + np.exp(-fitted)))
    raise CannotIdentify(
        "The covariates tell the treated from all others wholly: nobody untreated is "
        "like them. Use fewer covariates."
    )


def coarsened(people: People, bins: int | None = None) -> Matched:
    """Cells of those alike in everything; people alone in theirs are left out.

    Args:
        bins: of equal width for each number; by Sturges' rule when not given.

    Raises:
        CannotIdentify: no cell has both.
    """
    count = bins or int(np.ceil(np.log2(len(people.treated)) + 1))
    low, high = people.covariates.min(axis=0), people.covariates.max(axis=0)
    width = np.where(high > low, high - low, 1.0) / count
    coarse = np.minimum((people.covariates - low) // width, count - 1)
    cell: Whole = np.unique(coarse, axis=0, return_inverse=True)[1].reshape(-1)
    treated = np.bincount(cell, people.treated)[cell]
    others = np.bincount(cell, ~people.treated)[cell]
    if not ((treated > 0) & (others > 0)).any():
        raise CannotIdentify(
            "Nobody untreated is in one cell with a treated one. Use fewer covariates "
            "or fewer --bins."
        )
    shared = np.divide(treated, others, where=others > 0, out=np.zeros(len(cell)))
    weights = np.where(people.treated, (others > 0).astype(float), shared)
    return Matched(people, weights)


def balanced(people: People) -> Matched:
    """The most even weights that give the untreated the treated ones' means.

    Newton's steps on the dual: its slope is how far the means are apart.

    Raises:
        CannotIdentify: no weights do (the treated are outside of all others).
    """
    columns = people.told_apart
    others = columns[~people.treated] - columns[people.treated].mean(axis=0)
    pull = np.zeros(others.shape[1])
    share, level = _softened(others, pull)
    for _ in range(ROUNDS):
        apart = share @ others
        if np.abs(apart).max() <= ALIKE:
            weights = people.treated.astype(float)
            weights[~people.treated] = share * people.treated.sum()
            return Matched(people, weights)
        spread = (share[:, None] * others).T @ others - np.outer(apart, apart)
        step = np.linalg.pinv(spread, rcond=ALIKE, hermitian=True) @ apart
        pace = 1.0
        while pace > ALIKE and _softened(others, pull - pace * step)[1] > level:
            pace /= 2
        pull = pull - pace * step
        share, level = _softened(others, pull)
    raise CannotIdentify(
        "No weights make the means of the untreated those of the treated: the treated "
        "are beyond all others in some covariate. Use fewer covariates."
    )


def _softened(others: Floats, pull: Floats) -> tuple[Floats, float]:
    """Weights that add up to 1, and the dual's value."""
    power = others @ pull
    top = float(power.max())
    raw = np.exp(power - top)
    return raw / raw.sum(), top + float(np.log(raw.sum()))
