"""A synthetic control put right where it was not like the treated unit before.

Ben-Michael, Feller, Rothstein (2021): what a ridge regression on the donors' past says
of the gaps that are left before the start is taken off those since. It comes to weights
that may be below 0, the further the weaker the ridge: it then reckons beyond what was
ever seen, so the plain mix is told beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest
from kinfold_evaluation.synthetic import Donors, Placed, Synthetic, whole_series

STEPS = 20
WEAKEST = 1e-8
"""The weakest ridge tried, as a share of the strongest."""


@dataclass(frozen=True, slots=True)
class Augmented:
    """An augmented control among those of all untreated units.

    Attributes:
        placed: the treated unit's and the placebos'; weights add up to 1, and some may
            be below 0.
        plain: the treated unit's mix before it was put right.
        ridge: in units of the outcome squared.
    """

    placed: Placed
    plain: Synthetic
    ridge: float


def augmented_control(
    panel: Panel, unit: str, *, ridge: float | None = None
) -> Augmented:
    """A treated unit's augmented control, and those of all that never are treated.

    Args:
        ridge: above 0; when not given, for each unit the strongest whose mean error in
            periods before the start, each left out in turn, is within one standard
            error of the smallest (the authors' rule).

    Raises:
        CannotIdentify: as `synthetic_control`, fewer than three periods before the
            start, or a ridge that is not above 0.
        OneOfMany: an exact mix leaves the ridge nothing to put right.
    """
    augmenting = _Augmenting(*whole_series(panel, unit), ridge)
    others = tuple(range(1, len(augmenting.names)))
    own, plain, used = augmenting.made(0, others)
    augmenting.donors.insist_on_one(0, others, plain)
    placebos = tuple(
        augmenting.made(other, tuple(o for o in others if o != other))[0]
        for other in others
        if len(others) > 1
    )
    return Augmented(Placed(own, placebos), plain, used)


def augmented_without_each(
    panel: Panel, unit: str, *, ridge: float
) -> tuple[tuple[str, float], ...]:
    """The effect with each donor of the plain mix left out, the ridge as it is given.

    Raises:
        CannotIdentify: as `augmented_control`.
    """
    augmenting = _Augmenting(*whole_series(panel, unit), ridge)
    others = tuple(range(1, len(augmenting.names)))
    plain = augmenting.made(0, others)[1]
    return tuple(
        (name, augmenting.made(0, tuple(o for o in others if o != left))[0].effect)
        for left, name, weight in zip(others, plain.donors, plain.weights, strict=True)
        if weight > 0 and len(others) > 1
    )


class _Augmenting:
    """The units' past, and what a ridge makes of a mix."""

    def __init__(
        self,
        outcome: Floats,
        before: int,
        names: tuple[str, ...],
        ridge: float | None,
    ) -> None:
        if before < 3:
            raise CannotIdentify(
                f"{names[0]} has {before} periods before its start. At least three are "
                "needed: a ridge is chosen by leaving each of them out."
            )
        if ridge is not None and ridge <= 0:
            raise CannotIdentify("--ridge is a number above 0.")
        self.donors = Donors(outcome, before, names)
        self.outcome, self.before, self.names = outcome, before, names
        self.ridge = ridge

    def made(
        self, unit: int, donors: tuple[int, ...]
    ) -> tuple[Synthetic, Synthetic, float]:
        """The augmented control, the plain one, and the ridge."""
        plain = self.donors.mixed(unit, donors)
        past = self.outcome[:, : self.before]
        columns, target = past[list(donors)], past[unit]
        ridge = self.ridge
        if ridge is None:
            ridge = chosen_ridge(columns, target, plain.weights)
        weights = plain.weights + _correction(
            columns, target, plain.weights, np.array([ridge])
        ).reshape(-1)
        gaps = self.outcome[unit] - weights @ self.outcome[list(donors)]
        return replace(plain, weights=weights, gaps=gaps), plain, ridge


def _correction(
    columns: Floats, target: Floats, weights: Floats, ridges: Floats
) -> Floats:
    """What each ridge adds to the weights, 0 in sum.

    Args:
        columns: K x T, the donors.
        target: T.
        weights: K, the plain mix.
        ridges: R.

    Returns:
        R x K.
    """
    centred = columns - columns.mean(axis=0)
    sizes, directions = np.linalg.eigh(centred.T @ centred)
    left = (target - weights @ columns) @ directions
    shrunk = left / (np.maximum(sizes, 0.0) + ridges[:, None])
    return np.asarray(shrunk @ (centred @ directions).T)


def ridges_for(columns: Floats) -> Floats:
    """Those that are tried, the strongest first. `columns` K x T, the donors."""
    largest = np.linalg.norm(columns - columns.mean(axis=0), 2) ** 2
    return np.asarray(largest * WEAKEST ** (np.arange(STEPS + 1) / STEPS))


def errors_left_out(
    columns: Floats, target: Floats, weights: Floats, ridges: Floats
) -> Floats:
    """T x R: the squared error in each period when mix and ridge do not know it.

    Args:
        columns: K x T, the donors.
        target: T.
        weights: K, the mix of all periods, from where the search sets out.
    """
    centred = columns - columns.mean(axis=0)
    aim = target - columns.mean(axis=0)
    products, towards = centred @ centred.T, centred @ aim
    errors = np.empty((len(target), len(ridges)))
    for at in range(len(target)):
        own = centred[:, at]
        mix = closest(
            products - np.outer(own, own), towards - own * aim[at], weights
        ).values
        kept = np.arange(len(target)) != at
        further = _correction(columns[:, kept], target[kept], mix, ridges)
        errors[at] = (target[at] - (mix + further) @ columns[:, at]) ** 2
    return errors


def chosen_ridge(columns: Floats, target: Floats, weights: Floats) -> float:
    """The strongest within one standard error of the best.

    Raises:
        CannotIdentify: the donors never differ before the start.
    """
    ridges = ridges_for(columns)
    if ridges[0] == 0:
        raise CannotIdentify(
            "The donors are all alike before the start: nothing tells which of them "
            "are like the treated unit."
        )
    errors = errors_left_out(columns, target, weights, ridges)
    means = errors.mean(axis=0)
    spread = errors.std(axis=0, ddof=1) / np.sqrt(len(errors))
    best = int(np.argmin(means))
    return float(ridges[means <= means[best] + spread[best]][0])
