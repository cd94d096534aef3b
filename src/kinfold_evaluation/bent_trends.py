"""How far an effect holds when trends were not parallel (Rambachan, Roth 2023).

The treated would have drifted from the rest by d_t even without the treatment, with d 0
in the period before the start. An event study sees that drift before the start, and
effect and drift together since. Two ways to say how large the drift may be:

- *smoothness*: its slope may change by at most `bound` from one period to the next;
  here, with the shortest interval of fixed length around an affine estimate;
- *relative magnitude*: see `jumping_trends`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import linalg, optimize, stats

from kinfold_evaluation.event_study import EventStudy
from kinfold_evaluation.panel import Floats
from kinfold_evaluation.refusal import CannotIdentify

SIZE = 0.05

ROUNDING = 1e-12
"""Of the largest variance; what cancels leaves about a ten-thousandth of this."""


@dataclass(frozen=True, slots=True)
class Robust:
    """An interval that holds in 95 of 100 samples whatever the drift within its bound.

    Attributes:
        bound: how large the drift may be; its meaning is that of the restriction.
        low, high: in units of the outcome.
    """

    bound: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Seen:
    """An event study cut at the start, and the average of effects that is asked for.

    Attributes:
        before, since: p coefficients before the base period, q from the start on.
        covariance: (p + q) x (p + q), in that order.
        wanted: q, how much each effect since the start counts.
        treated: how many units carry the coefficients.
    """

    before: Floats
    since: Floats
    covariance: Floats
    wanted: Floats
    treated: int

    @property
    def effect(self) -> float:
        return float(self.wanted @ self.since)

    @property
    def error(self) -> float:
        block = self.covariance[len(self.before) :, len(self.before) :]
        return float(np.sqrt(np.maximum(self.wanted @ block @ self.wanted, 0.0)))


def seen(told: EventStudy, at: int | None = None) -> Seen:
    """The study with the effect `at` so many periods since the start, or their mean.

    Raises:
        CannotIdentify: there is no coefficient before, or none at that distance, or it
            has no error.
    """
    distances = np.array(told.distances)
    count = int((distances < 0).sum())
    if not count:
        raise CannotIdentify(
            "Only one period is before the start, so nothing shows how trends drifted "
            "before. Add earlier periods."
        )
    since = distances[count:]
    if at is not None and at not in since:
        raise CannotIdentify(
            f"No effect is seen {at} periods since the start; there are effects at 0 "
            f"to {since.max()}."
        )
    wanted = np.ones(len(since)) if at is None else (since == at).astype(float)
    made = Seen(
        told.effects[:count],
        told.effects[count:],
        told.covariance,
        wanted / wanted.sum(),
        told.treated,
    )
    if made.error <= no_error(made.covariance):
        raise CannotIdentify("The effect has no error, so no interval can be told.")
    return made


def widened(study: Seen, explained: int) -> Seen:
    """The study with the errors that so few treated units really leave.

    Errors clustered by unit are read as if the covariance were known; with n treated
    units it is told from n rows. Where `explained` coefficients before the start are
    used to foretell the effect, what is left has n - 1 - `explained` degrees of freedom
    by Student's t, as a regression on n rows has (Rao 1967; Grizzle, Allen 1969).
    Simulated, with 140 untreated units, trends parallel, and four coefficients before:
    with 7 treated 4 in place of 37 of 100 intervals miss the truth. Untreated units are
    taken to be many.

    Raises:
        CannotIdentify: fewer than two degrees of freedom are left.
    """
    left = study.treated - 1 - explained
    if left < 2:
        raise CannotIdentify(
            f"{len(study.before)} periods are compared before the start, too many "
            f"beside {study.treated} treated units for an interval of 95 % that allows "
            "for bends. Put periods together, quarters into years."
        )
    reach = float(stats.t.isf(SIZE / 2, left) / stats.norm.isf(SIZE / 2))
    factor = reach**2 * study.treated / left
    return replace(study, covariance=factor * study.covariance)


def no_error(covariance: Floats) -> float:
    """An error of this size is what rounding leaves of none."""
    return float(np.sqrt(ROUNDING * np.diag(covariance).max()))


def bent(study: Seen, bound: float) -> Robust:
    """The shortest interval when the drift's slope bends by `bound` a period at most.

    The estimate is `wanted` of the effects less what coefficients before the start say
    of the drift. With weights w on all coefficients its largest bias is `bound` times
    the sum of |A'w| (A: what a bend at each period does to later ones) and its error is
    the root of w'Vw; straight drifts must cancel. Of the weights that are best for some
    trade of bias against error, the best are found along that trade.

    Source: Rambachan, Roth (2023), section 3; Armstrong, Kolesar (2018).

    Raises:
        CannotIdentify: as many coefficients are before the start as units that are
            treated, or more: their covariance is not to be told.
    """
    trade = _Trade(study)
    if bound == 0 or trade.most == 0:
        return trade.interval(0.0, bound)

    def length(share: float) -> float:
        made = trade.interval(share * trade.most, bound)
        return made.high - made.low

    found = optimize.minimize_scalar(
        length, bounds=(0.0, 1.0), method="bounded", options={"xatol": 1e-7}
    )
    return trade.interval(float(found.x) * trade.most, bound)


class _Trade:
    """Weights that are best for each price of bias in error.

    With the price l, the least of w'Vw / 2 + l |A'w| (straight drifts cancelling) is
    the greatest over drifts whose bends are at most l: a least-squares problem in a
    box.
    """

    def __init__(self, study: Seen) -> None:
        self.study = study
        count = len(study.before)
        whole = study.covariance
        own, shared = whole[:count, :count], whole[:count, count:] @ study.wanted
        rank = int(np.linalg.matrix_rank(own, hermitian=True))
        if study.treated <= count or rank < count:
            raise CannotIdentify(
                f"{count} periods are compared before the start, too many beside "
                f"{study.treated} treated units for their errors to be told from one "
                "another. Put periods together, quarters into years."
            )
        steps = np.arange(1, len(study.since) + 1)
        self.after = np.maximum(steps[:, None] - np.arange(len(steps)), 0)
        back = np.arange(count, 0, -1)
        bends = np.maximum(back[:, None] - np.arange(1, count), 0)
        self.drifts = np.column_stack([-back, bends]).astype(float)
        self.own, self.shared = own, shared
        root = np.linalg.cholesky(own)
        self.columns = linalg.solve_triangular(root, self.drifts, lower=True)
        slope = np.zeros(count)
        slope[0] = float(steps @ study.wanted)
        self.target = np.linalg.solve(self.columns.T, slope)
        self.target -= linalg.solve_triangular(root, shared, lower=True)
        free = np.linalg.solve(self.columns, self.target)
        self.most = float(np.abs(free[1:]).max(initial=0.0))

    def interval(self, price: float, bound: float) -> Robust:
        drift = self.drifts @ self._worst(price)
        weights = -np.linalg.solve(self.own, drift + self.shared)
        study = self.study
        centre = float(weights @ study.before) + study.effect
        bias = bound * float(
            np.abs(self.drifts[:, 1:].T @ weights).sum()
            + np.abs(self.after.T @ study.wanted).sum()
        )
        every = np.concatenate([weights, study.wanted])
        error = float(np.sqrt(every @ study.covariance @ every))
        reach = error * _reach(bias / error)
        return Robust(bound, centre - reach, centre + reach)

    def _worst(self, price: float) -> Floats:
        if price == 0:
            slope = self.columns[:, 0]
            found = np.zeros(len(slope))
            found[0] = slope @ self.target / (slope @ slope)
            return found
        box = np.full(len(self.target), price)
        box[0] = np.inf
        solved = optimize.lsq_linear(
            self.columns, self.target, bounds=(-box, box), method="bvls", tol=1e-14
        )
        return np.asarray(solved.x)


def _reach(bias: float) -> float:
    """The 95 % point of |z + bias|, z standard normal."""
    if bias > 20:
        return bias + float(stats.norm.isf(SIZE))

    def missed(reach: float) -> float:
        return float(stats.norm.sf(reach - bias) + stats.norm.cdf(-reach - bias)) - SIZE

    return float(optimize.brentq(missed, bias, bias + 2.0, xtol=1e-13))


def breaks_at(holds_zero: Callable[[float], bool], first: float) -> float | None:
    """The smallest bound at which no effect at all cannot be ruled out.

    Looked for by doubling from `first` and then halving; 0 when there is no effect to
    be seen even with parallel trends, None when no bound within reach breaks it.
    """
    if holds_zero(0.0):
        return 0.0
    low, high = 0.0, first
    for _ in range(20):
        if holds_zero(high):
            break
        low, high = high, 2 * high
    else:
        return None
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if holds_zero(middle) else (middle, high)
    return high
