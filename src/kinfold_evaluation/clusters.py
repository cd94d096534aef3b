"""Standard errors when the rows of a unit go together.

With few treated units none of them is to be trusted alone (MacKinnon, Webb 2017):
randomisation inference is the p-value to lead with. Each error says its convention,
for packages differ in nothing else (1.080 to 1.093 on one panel).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

from kinfold_evaluation.fixed_effects import ROUNDING, TOLERANCE, Fit
from kinfold_evaluation.panel import Floats, Whole


@dataclass(frozen=True, slots=True)
class StandardError:
    """An error with the convention it was made by, and what follows from it.

    Attributes:
        convention: CR0, CR1, CR1 nested, CR1 full or CR2.
        value: in units of the outcome.
        freedom: degrees of freedom of the t distribution it is read by.
        p_value: two-sided, of no effect; None where the error is no more than rounding,
            so that nothing is left to tell chance by.
        interval: of 95 %, in units of the outcome; the effect alone where so.
    """

    convention: str
    value: float
    freedom: float
    p_value: float | None
    interval: tuple[float, float]


def standard_error(
    convention: str,
    effect: float,
    value: float,
    freedom: float,
    rounding: float = 0.0,
) -> StandardError:
    """The error with its p-value and interval from Student's t.

    Args:
        rounding: an error no larger is none.
    """
    if value <= max(rounding, ROUNDING * abs(effect)):
        return StandardError(convention, 0.0, freedom, None, (effect, effect))
    reach = float(stats.t.ppf(0.975, freedom)) * value
    p_value = float(2 * stats.t.sf(abs(effect / value), freedom))
    return StandardError(
        convention, value, freedom, p_value, (effect - reach, effect + reach)
    )


def clustered(fit: Fit, cluster: Whole | None = None) -> dict[str, StandardError]:
    """Errors that let the rows of a cluster go together, one for each convention.

    CR0 without correction; CR1 with G / (G - 1); "CR1 nested" also with
    (n - 1) / (n - k), where the effects of units, nested in clusters, count as one
    (fixest's way); "CR1 full" where all count (Stata's).

    Args:
        cluster: N, which cluster each unit is of; each unit its own when not given.
    """
    groups, count = _groups(fit, cluster)
    scores = np.bincount(groups, (fit.treatment * fit.residual).sum(axis=1), count)
    plain = float(np.sqrt((scores**2).sum())) / fit.information
    rows, rank = fit.within.cell_count, fit.within.rank
    units_seen = int(fit.within.seen.any(axis=1).sum())
    few = sqrt(count / (count - 1))
    nested = few * sqrt((rows - 1) / max(rows - 2 - rank, 1))
    full = few * sqrt((rows - 1) / max(rows - 1 - rank - units_seen, 1))
    return {
        named: standard_error(
            named, fit.effect, plain * factor, count - 1, fit.rounding
        )
        for named, factor in (
            ("CR0", 1.0),
            ("CR1", few),
            ("CR1 nested", nested),
            ("CR1 full", full),
        )
    }


def corrected(fit: Fit, cluster: Whole | None = None) -> StandardError:
    """CR2: corrected for few clusters, and for those that carry most of the effect.

    Bell and McCaffrey (2002), the working model being equal and independent errors,
    of weighted rows too (as clubSandwich has it: weights are no claim about errors),
    with degrees of freedom by Satterthwaite (Pustejovsky, Tipton 2018): with few
    treated units they are far fewer than there are clusters.
    """
    value, freedom = _bell_mccaffrey(fit, *_groups(fit, cluster))
    return standard_error("CR2", fit.effect, value, freedom, fit.rounding)


def _groups(fit: Fit, cluster: Whole | None) -> tuple[Whole, int]:
    given = np.arange(len(fit.treatment)) if cluster is None else cluster
    groups = np.unique(given, return_inverse=True)[1]
    return groups, int(groups.max()) + 1


def _bell_mccaffrey(fit: Fit, groups: Whole, count: int) -> tuple[float, float]:
    """The CR2 error of the effect, and its degrees of freedom."""
    seen = fit.within.seen
    roots = fit.within.roots[seen]
    basis = _basis(fit)
    # What least squares explain of rows as they are, unweighted: upon @ over.T
    upon, over = basis / roots[:, None], basis * roots[:, None]
    both = over.T @ over
    row_group = np.broadcast_to(groups[:, None], seen.shape)[seen]
    treatment, residual = fit.treatment[seen] * roots, fit.residual[seen] / roots
    variance = 0.0
    weights = np.zeros((len(row_group), count))
    for group in range(count):
        mine = np.flatnonzero(row_group == group)
        part = upon[mine]
        crossed = part @ over[mine].T
        away = np.eye(len(mine)) - crossed - crossed.T + part @ both @ part.T
        adjusted = _inverse_root(away) @ treatment[mine] / fit.information
        variance += float(adjusted @ residual[mine]) ** 2
        weights[mine, group] = adjusted
        weights[:, group] -= over @ (part.T @ adjusted)
    products = weights.T @ weights
    total = float((products**2).sum())
    freedom = float(np.trace(products)) ** 2 / total if total else 1.0
    return float(np.sqrt(variance)), freedom


def _basis(fit: Fit) -> Floats:
    """Rows x K, orthonormal: all the model's columns, the treatment last."""
    seen = fit.within.seen
    unit = np.broadcast_to(np.arange(len(seen))[:, None], seen.shape)[seen]
    roots = fit.within.roots
    sizes_of_units = (roots**2).sum(axis=1)
    units = np.zeros((len(unit), len(seen)))
    units[np.arange(len(unit)), unit] = roots[seen] / np.sqrt(sizes_of_units[unit])
    left, sizes, _ = np.linalg.svd(fit.within.others[seen], full_matrices=False)
    others = left[:, sizes > TOLERANCE * max(float(sizes.max(initial=0.0)), TOLERANCE)]
    treatment = fit.treatment[seen][:, None] / np.sqrt(fit.information)
    return np.hstack([units[:, sizes_of_units > 0], others, treatment])


def _inverse_root(matrix: Floats) -> Floats:
    """The symmetric inverse root, of what is not 0 of it."""
    sizes, directions = np.linalg.eigh(matrix)
    kept = sizes > 1e-8
    return (directions[:, kept] / np.sqrt(sizes[kept])) @ directions[:, kept].T
