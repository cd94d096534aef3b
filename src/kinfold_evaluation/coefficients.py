"""Several effects at once by least squares, with one covariance clustered by unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinfold_evaluation.fixed_effects import TOLERANCE
from kinfold_evaluation.panel import Floats, Whole
from kinfold_evaluation.refusal import CannotIdentify


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Effects with their covariance.

    Attributes:
        effects: K, in units of the outcome.
        covariance: K x K, clustered by unit, CR1 (G / (G - 1)).
        clusters: G.
    """

    effects: Floats
    covariance: Floats
    clusters: int


def coefficients(columns: Floats, outcome: Floats, cluster: Whole) -> Coefficients:
    """Least squares of what fixed effects leave of the columns and of the outcome.

    Args:
        columns: R x K.
        outcome: R.
        cluster: R, which unit each row is of.

    Raises:
        CannotIdentify: the columns explain one another.
    """
    products = columns.T @ columns
    if np.linalg.cond(products) > 1 / TOLERANCE:
        raise CannotIdentify(
            "In some period no treated, or no untreated, unit has an outcome, so its "
            "coefficient cannot be told. Leave that period out. (A covariate that "
            "tells who is treated when does the same: leave it out.)"
        )
    inverse = np.linalg.inv(products)
    effects = inverse @ (columns.T @ outcome)
    left = outcome - columns @ effects
    groups = np.unique(cluster, return_inverse=True)[1]
    count = int(groups.max()) + 1
    scores = np.zeros((count, columns.shape[1]))
    np.add.at(scores, groups, columns * left[:, None])
    # A product with itself: rounding can make no variance negative.
    moved = scores @ inverse
    return Coefficients(effects, moved.T @ moved * (count / (count - 1)), count)
