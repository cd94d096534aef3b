"""Weights of at least 0 that add up to 1 and come closest to a target, exactly.

An active-set method: the weights that are not 0 are solved for at once, one is let in
or out at a time, and it ends where none would be better. It says how far from the best
it can be at most (the duality gap), so that no more digits are shown than are meant.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from kinfold_evaluation.panel import Booleans, Floats
from kinfold_evaluation.refusal import CannotIdentify

STEPS = 2_000
NEGLIGIBLE = 1e-13
ENOUGH = 1e-12


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights, and how far their sum of squares can be from the smallest.

    Attributes:
        values: K, none below 0, adding up to 1.
        gap: an upper bound, in the units of the sum of squares.
    """

    values: Floats
    gap: float


def closest(products: Floats, towards: Floats, start: Floats | None = None) -> Weights:
    """The weights w for which w'Qw - 2 c'w is smallest.

    Args:
        products: K x K, Q, the cross products of the columns (and any ridge).
        towards: K, c, their cross products with the target.
        start: weights to set out from; the best single one when not given.

    Raises:
        CannotIdentify: there is nothing to weigh, or the numbers are too far apart in
            size to be weighed (a column a million times another).
    """
    count = len(towards)
    if count == 0:
        raise CannotIdentify("There is no unit to weigh.")
    scale = max(float(np.abs(products).max()), float(np.abs(towards).max()), 1e-300)
    weights = _set_out(products, towards, start)
    free = weights > 0
    for _ in range(STEPS):
        wanted = _solved(products, towards, free)
        if (wanted[free] < -NEGLIGIBLE).any():
            weights, free = _as_far_as_may_be(weights, wanted, free)
            continue
        weights = np.maximum(wanted, 0.0)
        slope = products @ weights - towards
        level = float(weights @ slope)
        away = np.where(free, np.inf, slope - level)
        first = int(np.argmin(away))
        if away[first] >= -ENOUGH * scale:
            gap = 2 * max(level - float(slope.min()), 0.0)
            return Weights(weights / weights.sum(), gap)
        free = free.copy()
        free[first] = True
    raise CannotIdentify(
        "No best weights were found: the columns are too nearly the same, or too far "
        "apart in size. Leave out doubles, or bring them to one scale."
    )


def _set_out(products: Floats, towards: Floats, start: Floats | None) -> Floats:
    if start is not None:
        return start
    weights = np.zeros(len(towards))
    weights[int(np.argmin(np.diag(products) - 2 * towards))] = 1.0
    return weights


def _solved(products: Floats, towards: Floats, free: Booleans) -> Floats:
    """The best weights among the free ones that add up to 1, below 0 allowed."""
    mine = np.flatnonzero(free)
    block = products[np.ix_(mine, mine)]
    sides = np.column_stack([towards[mine], np.ones(len(mine))])
    try:
        factor = linalg.cholesky(block, lower=True, check_finite=False)
        least = float(np.diag(factor).min()) / float(np.diag(factor).max())
        if least < 1e-7:
            raise linalg.LinAlgError
        solved = linalg.cho_solve((factor, True), sides, check_finite=False)
        level = (1 - solved[:, 0].sum()) / solved[:, 1].sum()
        values = solved[:, 0] + level * solved[:, 1]
    except linalg.LinAlgError:
        values = _least(block, towards[mine])
    wanted = np.zeros(len(towards))
    wanted[mine] = values
    return wanted


def _least(block: Floats, towards: Floats) -> Floats:
    """The same where columns are doubles of one another: the shortest such weights."""
    count = len(towards)
    scale = max(float(np.diag(block).mean()), 1e-300)
    system = np.zeros((count + 1, count + 1))
    system[:count, :count] = block / scale
    system[:count, count] = system[count, :count] = 1.0
    sides = np.append(towards / scale, 1.0)
    return np.asarray(np.linalg.lstsq(system, sides, rcond=1e-13)[0][:count])


def _as_far_as_may_be(
    weights: Floats, wanted: Floats, free: Booleans
) -> tuple[Floats, Booleans]:
    """A step towards what is wanted until a weight is 0; that one is let out."""
    falling = free & (wanted < -NEGLIGIBLE)
    room = np.full(len(weights), np.inf)
    room[falling] = weights[falling] / (weights[falling] - wanted[falling])
    share = float(room.min())
    moved = np.where(free, weights + share * (wanted - weights), 0.0)
    out = free & (room <= share * (1 + 1e-12))
    moved[out] = 0.0
    return np.maximum(moved, 0.0), free & ~out


def projected(points: Floats, allowed: Booleans) -> Floats:
    """Each row's nearest weights of at least 0 that add up to 1, 0 where not allowed.

    Held, Wolfe, Crowder (1974), all rows at once. Both B x K.
    """
    shut = np.where(allowed, points, -np.inf)
    order = -np.sort(-shut, axis=1)
    ranks = np.arange(1, points.shape[1] + 1)
    with np.errstate(invalid="ignore"):
        level = (np.cumsum(order, axis=1) - 1) / ranks
    count = (order > level).sum(axis=1)
    cut = level[np.arange(len(points)), count - 1]
    return np.maximum(shut - cut[:, None], 0.0)


def ridged(
    columns: Floats, targets: Floats, ridge: float, allowed: Booleans, start: Floats
) -> tuple[Floats, float]:
    """Weights of many targets at once, where a ridge makes them easy (FISTA).

    For each row b of B: the smallest of |A'w - t|² / T + ridge |w|².

    Args:
        columns: K x T, A, what is weighed.
        targets: B x T, t.
        ridge: above 0.
        allowed: B x K, which may have weight.
        start: B x K.

    Returns:
        B x K weights, and the largest duality gap among them.
    """
    periods = columns.shape[1]
    steepest = float(np.linalg.norm(columns, 2)) ** 2 / periods + ridge
    pulls = targets @ columns.T / periods
    weights = momentum = start
    reach = 1.0
    gap = np.inf
    for step in range(1, STEPS + 1):
        slope = (momentum @ columns) @ columns.T / periods + ridge * momentum - pulls
        moved = projected(momentum - slope / steepest, allowed)
        further = (1 + np.sqrt(1 + 4 * reach**2)) / 2
        back = ((momentum - moved) * (moved - weights)).sum(axis=1) > 0
        pace = np.where(back, 0.0, (reach - 1) / further)[:, None]
        momentum = moved + pace * (moved - weights)
        weights, reach = moved, further
        if step % 5 == 0:
            gap = _gap(columns, weights, pulls, ridge, allowed)
            if gap <= 1e-10 * max(float((targets**2).mean()), 1e-300):
                break
    return weights, gap


def _gap(
    columns: Floats, weights: Floats, pulls: Floats, ridge: float, allowed: Booleans
) -> float:
    periods = columns.shape[1]
    slope = (weights @ columns) @ columns.T / periods + ridge * weights - pulls
    least = np.where(allowed, slope, np.inf).min(axis=1)
    return float(2 * ((weights * slope).sum(axis=1) - least).max())
