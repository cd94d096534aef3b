"""How far an effect holds when trends may jump as they did before the start.

*Relative magnitude* (Rambachan, Roth 2023, section 2.4): from one period to the next
the drift changes by at most `bound` times the largest change there was before the
start. Tested as its authors do by default: a conditional test of moment inequalities,
the least-favourable one first (Andrews, Roth, Pakes 2023), on moments since the start.

Their linear program of each tested effect has a solution on paper here, which makes the
test exact and quick. Say that period s changed most, and upwards, by v. Each change
since the start then gives two moments: itself less bound v, and its negative less bound
v, less what effects explain. The combinations in which unknown effects cancel are
spanned by three kinds: (a) the two moments of one period, which leave -2 bound v; (b)
the moments that say the effect asked for is too large, (c) those that say it is too
small. So all turns on two correlated normals, the effect and v. Of (a) only the periods
with the largest and the smallest error can ever bind.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, special, stats

from kinfold_evaluation.bent_trends import SIZE, Robust, Seen, no_error
from kinfold_evaluation.panel import Booleans, Floats
from kinfold_evaluation.refusal import CannotIdentify

FIRST_SIZE = SIZE / 10
"""What the least-favourable test spends of the size."""

THEN_SIZE = (SIZE - FIRST_SIZE) / (1 - FIRST_SIZE)
"""What the conditional test may spend when the first has not rejected."""

KINDS = 4
"""Combinations of moments that can bind: too large, too small, and two of kind (a)."""

FURTHEST = float(stats.norm.isf(FIRST_SIZE / KINDS))
"""The first test rejects whatever is so many errors off (Bonferroni)."""

DIRECTIONS = np.linspace(0, 2 * np.pi, 2_048, endpoint=False)
GRID = 1_001
FINER = 65
ROUNDS = 4
"""Ends are told to 65 to the power of -4 of a step of the first grid."""


def jumped(study: Seen, bound: float) -> Robust:
    """The effects from the least to the greatest that is not rejected for every change.

    Any period before the start may be that of the largest change, up or down.

    Raises:
        CannotIdentify: a change since the start has no error, by itself or beside the
            largest one before.
    """
    tests = _tests(study, bound)
    reach = max(test.reach for test in tests)
    grid = study.effect + np.linspace(-reach, reach, GRID)
    kept = np.flatnonzero(_accepted(tests, grid))
    first, last = int(kept[0]), int(kept[-1])
    return Robust(
        bound,
        _end(tests, outside=grid[first - 1], inside=grid[first]),
        _end(tests, outside=grid[last + 1], inside=grid[last]),
    )


def holds_none(study: Seen, bound: float) -> bool:
    """No effect at all is not rejected."""
    return bool(_accepted(_tests(study, bound), np.zeros(1))[0])


def _end(tests: list[_Test], *, outside: float, inside: float) -> float:
    for _ in range(ROUNDS):
        grid = np.linspace(outside, inside, FINER)
        at = int(np.flatnonzero(_accepted(tests, grid))[0])
        outside, inside = float(grid[at - 1]), float(grid[at])
    return inside


def _accepted(tests: list[_Test], effects: Floats) -> Booleans:
    return np.any([test.accepts(effects) for test in tests], axis=0)


def _tests(study: Seen, bound: float) -> list[_Test]:
    count = len(study.before)
    periods = np.eye(count + 1 + len(study.since))
    changes = np.delete(np.diff(periods, axis=0), count, axis=1)
    before, since = changes[:count], changes[count:]
    if (_errors(since, study.covariance) <= no_error(study.covariance)).any():
        raise CannotIdentify(
            "Two periods since the start do not differ in any unit, so their change "
            "has no error. Leave one of them out."
        )
    return [
        _Test(study, bound, sign * change, since)
        for change in before
        for sign in (1.0, -1.0)
    ]


class _Test:
    """Of any effect, if the change `largest` before the start was the largest, upwards.

    Attributes:
        forms: 4 x 2, what each combination of moments is of (effect seen less effect
            tested, largest change), over its error: above 0 speaks against the effect.
        spread: 2 x 2, the covariance of the effect and the largest change.
        critical: of the least-favourable test.
    """

    def __init__(
        self, study: Seen, bound: float, largest: Floats, since: Floats
    ) -> None:
        both = np.concatenate([study.before, study.since])
        whole = study.covariance
        self.effect, self.change = study.effect, float(largest @ both)
        asked = np.concatenate([np.zeros(len(study.before)), study.wanted])
        pair = np.stack([asked, largest])
        self.spread = pair @ whole @ pair.T
        rise = _errors(since - bound * largest, whole)
        fall = _errors(-since - bound * largest, whole)
        # How much each period's change counts in the effect asked for.
        counts = np.cumsum(study.wanted[::-1])[::-1]
        more, less = np.maximum(counts, 0), np.maximum(-counts, 0)
        too_large = float(more @ rise + less @ fall)
        too_small = float(more @ fall + less @ rise)
        if min(too_large, too_small) <= no_error(whole):
            raise CannotIdentify(
                "A period since the start changes from the one before it as a period "
                f"before the start did, in every unit, so with a bound of {bound:g} "
                "nothing is left to tell an error from. Give other --jumps."
            )
        allowed = bound * float(np.abs(counts).sum())
        of_one = -2 * bound / (rise + fall)
        self.forms = np.array(
            [
                [1 / too_large, -allowed / too_large],
                [-1 / too_small, -allowed / too_small],
                [0.0, of_one.min()],
                [0.0, of_one.max()],
            ]
        )
        self.critical = _least_favourable(self.forms, self.spread)
        self.reach = (
            allowed * abs(self.change) + max(too_large, too_small) * FURTHEST * 1.01
        )

    def accepts(self, effects: Floats) -> Booleans:
        """For each of the effects, whether neither test rejects it."""
        values = self.forms @ np.stack(
            [self.effect - effects, np.full(len(effects), self.change)]
        )
        largest = values.argmax(axis=0)
        top = values.max(axis=0)
        products = self.forms @ self.spread @ self.forms.T
        variance = np.maximum(products[largest, largest], np.finfo(float).tiny)
        shares = products[:, largest] / variance
        # What each would be worth where the largest is 0: it is the largest from `low`
        # to `high`, whatever else the sample says.
        rest = values - shares * top
        with np.errstate(divide="ignore", invalid="ignore"):
            crossed = rest / (1 - shares)
        level = np.abs(1 - shares) < 1e-10
        low = np.where((shares < 1) & ~level, crossed, -np.inf).max(axis=0)
        high = np.where((shares > 1) & ~level, crossed, np.inf).min(axis=0)
        error = np.sqrt(variance)
        p_value = _beyond(
            top / error, low / error, np.minimum(high, self.critical) / error
        )
        rejects = (top > self.critical) | ((top > 0) & (p_value < THEN_SIZE))
        return np.asarray(~rejects)


def _errors(forms: Floats, covariance: Floats) -> Floats:
    # What cancels leaves rounding of either sign.
    return np.sqrt(np.maximum(np.einsum("tk,kl,tl->t", forms, covariance, forms), 0.0))


def _least_favourable(forms: Floats, spread: Floats) -> float:
    """What the largest form exceeds in `FIRST_SIZE` of samples if all average 0.

    Two normals are a length and a direction: with the direction given, the length's
    chance is known, and directions are gone through.
    """
    sizes, axes = np.linalg.eigh(spread)
    root = axes * np.sqrt(np.maximum(sizes, 0.0))
    circle = np.stack([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
    furthest = np.maximum((forms @ root @ circle).max(axis=0), 1e-9)

    def over(value: float) -> float:
        return float(np.exp(-((value / furthest) ** 2) / 2).mean()) - FIRST_SIZE

    return float(optimize.brentq(over, 1e-12, 2 * FURTHEST, xtol=1e-12))


def _beyond(value: Floats, low: Floats, high: Floats) -> Floats:
    """The chance that a normal within `low` and `high` is beyond `value` too.

    In logarithms, for all of it may lie far out.
    """
    at, start, end = (special.log_ndtr(-edge) for edge in (value, low, high))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        part = at + np.log1p(-np.exp(end - at))
        whole = start + np.log1p(-np.exp(end - start))
        return np.exp(part - whole)
