"""Two-way fixed effects: what is left of a column once units and periods are taken out.

Exact on unbalanced panels too (no iterating): columns are centred within units, then
what the periods and covariates explain is taken out by least squares (Frisch, Waugh
1933). Weighted least squares are plain ones of rows times the root of their weight, so
that is how all columns are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinfold_evaluation.panel import Booleans, Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify

TOLERANCE = 1e-10
"""A column whose rest is this small a share of it is explained by the others."""

NOBODY = "Nobody is treated in a period that has an outcome."

ROUNDING = 1e-12
"""What is smaller beside the outcome is no figure."""


@dataclass(frozen=True, slots=True)
class Within:
    """A panel with the effects of units taken out, ready to take out the rest.

    Attributes:
        seen: N x T, the cells in use.
        roots: N x T, the root of each cell's weight, the mean weight being 1; 0 where a
            cell is not in use.
        others: N x T x P, indicators of all periods but the first, and covariates, each
            centred within units and times `roots`.
        inverse: P x P, the (pseudo-)inverse of their cross products.
        rank: how many of the P are not explained by the others.
    """

    seen: Booleans
    roots: Floats
    others: Floats
    inverse: Floats
    rank: int

    @property
    def cell_count(self) -> int:
        return int(self.seen.sum())

    def centred(self, column: Floats) -> Floats:
        """N x T (x more): the column less its mean within each unit, times `roots`."""
        return _centred(column, self.roots)

    def rest_of(self, column: Floats) -> Floats:
        """N x T (x more): what units, periods and covariates do not explain, times
        `roots`."""
        centred = self.centred(column)
        explained = np.einsum("itp,it...->p...", self.others, centred)
        return np.asarray(centred - self.others @ (self.inverse @ explained))


def within(panel: Panel) -> Within:
    """The panel with its fixed effects of units and periods, and its covariates.

    Raises:
        CannotIdentify: no unit is seen in two periods.
    """
    seen = panel.seen
    if not (seen.sum(axis=1) >= 2).any():
        raise CannotIdentify(
            "No unit has an outcome in two periods, so nothing can be compared with "
            "how the unit was before."
        )
    weighing = np.where(seen, panel.weighing, 0.0)
    roots = np.sqrt(weighing * (seen.sum() / weighing.sum()))
    others = _centred(of_periods_and_covariates(panel), roots)
    flat = others.reshape(-1, others.shape[2])
    scale = np.sqrt((flat**2).sum(axis=0))
    scale[scale == 0] = 1.0
    products = (flat / scale).T @ (flat / scale)
    inverse = np.linalg.pinv(products, rcond=TOLERANCE, hermitian=True)
    rank = int(
        np.linalg.matrix_rank(products, tol=TOLERANCE * len(products), hermitian=True)
    )
    return Within(seen, roots, others, inverse / np.outer(scale, scale), rank)


def of_periods_and_covariates(panel: Panel) -> Floats:
    """N x T x P: indicators of all periods but the first, and covariates."""
    units, times = panel.outcome.shape
    periods = np.broadcast_to(np.eye(times)[:, 1:], (units, times, times - 1))
    covariates = [values[:, :, None] for values in panel.covariates.values()]
    return np.concatenate([periods, *covariates], axis=2)


def insist_on_treated(panel: Panel) -> None:
    """Else there is nothing to evaluate."""
    if not (panel.seen & (panel.treatment > 0)).any():
        raise CannotIdentify(NOBODY)


def insist_on_change(panel: Panel, kept: Within) -> None:
    """Else no error could be told, and every p-value would be one of rounding."""
    if int(kept.seen.any(axis=1).sum()) < 3:
        raise CannotIdentify(
            "There are outcomes of two units only: what is chance and what is an "
            "effect cannot be told apart. Add units to compare with."
        )
    rest = kept.rest_of(np.nan_to_num(panel.outcome))
    if float(np.abs(rest).max()) <= ROUNDING * panel.largest:
        raise CannotIdentify(
            "The outcome never changes, or in all units alike: once units and periods "
            "are taken out nothing is left that a treatment could explain."
        )


def _centred(column: Floats, roots: Floats) -> Floats:
    root = roots.reshape(roots.shape + (1,) * (column.ndim - 2))
    kept = np.where(root > 0, column, 0.0)
    total = (root**2).sum(axis=1, keepdims=True)
    mean = (root**2 * kept).sum(axis=1, keepdims=True) / np.where(total > 0, total, 1.0)
    return np.asarray(root * (kept - mean))


@dataclass(frozen=True, slots=True)
class Fit:
    """One effect by two-way fixed effects; its columns are times the root of weights.

    Attributes:
        effect: the coefficient of `treatment`, in units of the outcome.
        treatment: N x T, the rest of the treatment.
        outcome: N x T, the rest of the outcome, the effect not taken out.
        residual: N x T, the effect taken out.
        information: the sum of squares of `treatment`.
        rounding: what is no larger, in units of the outcome, is no figure.
    """

    effect: float
    treatment: Floats
    outcome: Floats
    residual: Floats
    information: float
    within: Within
    rounding: float


def fit(
    panel: Panel, treatment: Floats | None = None, *, kept: Within | None = None
) -> Fit:
    """The coefficient of the treatment beside fixed effects of units and periods.

    Source: the linear model y_it = a_i + b_t + c x_it + effect d_it + e_it, least
    squares, weighted where the panel has weights.

    Args:
        kept: the panel's, where it is there already: it is the same whoever is treated.

    Raises:
        CannotIdentify: the treatment is explained by units, periods or covariates.
    """
    given = panel.treatment if treatment is None else treatment
    kept = within(panel) if kept is None else kept
    treated = kept.rest_of(given)
    information = float((treated**2).sum())
    if information <= TOLERANCE * max(
        float((kept.centred(given) ** 2).sum()), TOLERANCE
    ):
        raise CannotIdentify(_why_not(panel, given, kept.seen))
    outcome = kept.rest_of(np.nan_to_num(panel.outcome))
    effect = float((treated * outcome).sum()) / information
    residual = outcome - effect * treated
    rounding = ROUNDING * panel.largest
    return Fit(effect, treated, outcome, residual, information, kept, rounding)


def _why_not(panel: Panel, given: Floats, seen: Booleans) -> str:
    used = np.where(seen, given, np.nan)
    if not np.nansum(used):
        return NOBODY
    if np.nanmin(used) == np.nanmax(used):
        return (
            "Every unit is treated in every period: there is no before and no beside."
        )
    if panel.ever_treated.all() and len(set(panel.starts)) == 1:
        return (
            "All units are treated from the same period on, so what the treatment does "
            "cannot be told from what the period did to all. Add units that were not."
        )
    if panel.covariates:
        return (
            "Treatment, periods and covariates explain one another, so that none has "
            f"an effect of its own. Leave out one of {', '.join(panel.covariates)}."
        )
    return (
        "No treated unit has an outcome both before and since it was treated while "
        "another was not treated. Add earlier periods, or units to compare with."
    )
