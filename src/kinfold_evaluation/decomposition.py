"""What a two-way fixed effect is made of when units start at different times.

Goodman-Bacon (2021). It is a weighted mean of every comparison of two groups before and
after one of them starts; among them comparisons with units that were treated already,
whose own effects, where they grow, are then taken off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.fixed_effects import insist_on_change, within
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.refusal import CannotIdentify

Kind = Literal[
    "with the never treated",
    "with the always treated",
    "earlier with later",
    "later with earlier",
]
KINDS: tuple[Kind, ...] = (
    "with the never treated",
    "with the always treated",
    "earlier with later",
    "later with earlier",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups before and after one of them starts.

    Attributes:
        treated: the period from which the one is treated.
        beside: the same of the other; `NEVER` for never, the first period for always.
        effect: in units of the outcome.
        weight: its share in the two-way fixed effect; all add up to 1.
    """

    kind: Kind
    treated: float
    beside: float
    effect: float
    weight: float


@dataclass(frozen=True, slots=True)
class Decomposed:
    """The effect, and the comparisons it is the weighted mean of."""

    effect: float
    comparisons: tuple[Comparison, ...]

    def of_kind(self, kind: Kind) -> tuple[float, float | None]:
        """The weight of a kind of comparison, and their weighted mean."""
        mine = [one for one in self.comparisons if one.kind == kind]
        weight = sum(one.weight for one in mine)
        if not mine:
            return 0.0, None
        return weight, sum(one.weight * one.effect for one in mine) / weight


def decomposed(panel: Panel) -> Decomposed:
    """Every comparison with its effect and its weight.

    Raises:
        CannotIdentify: the panel has gaps, covariates or weights, for which the
            decomposition does not hold; or nothing can be compared.
    """
    if not panel.is_balanced or panel.covariates or panel.weights is not None:
        raise CannotIdentify(
            "The decomposition holds for panels without gaps, covariates or weights. "
            "Leave out covariates and weights, and units or periods with gaps."
        )
    insist_on_change(panel, within(panel))
    count = len(panel.times)
    start = np.where(
        panel.ever_treated, np.searchsorted(panel.times, panel.starts), count
    )
    groups, sizes = np.unique(start, return_counts=True)
    means = {group: panel.outcome[start == group].mean(axis=0) for group in groups}
    found = []
    for one, size in zip(groups, sizes, strict=True):
        for other, size_of_other in zip(groups, sizes, strict=True):
            if one in (0, count, other):
                continue
            kind, first, last, spread = _window(int(one), int(other), count)
            change = means[one] - means[other]
            effect = float(change[one:last].mean() - change[first:one].mean())
            found.append((kind, one, other, effect, size * size_of_other * spread))
    if not found:
        raise CannotIdentify(
            "Nothing can be compared: no unit changes while another does not. Add "
            "earlier periods, or units to compare with."
        )
    total = sum(weight for *_, weight in found)
    named = dict(enumerate(panel.times)) | {count: float(NEVER)}
    comparisons = tuple(
        Comparison(kind, named[int(one)], named[int(other)], effect, weight / total)
        for kind, one, other, effect, weight in found
    )
    effect = sum(one.weight * one.effect for one in comparisons)
    return Decomposed(effect, comparisons)


def _window(one: int, other: int, count: int) -> tuple[Kind, int, int, int]:
    """The kind, its first period and the one after its last, and its spread.

    The spread is the product of how many periods the one is treated and is not, of
    those the two differ in: the weight but for the groups' sizes.
    """
    if other == count:
        return KINDS[0], 0, count, (count - one) * one
    if other == 0:
        return KINDS[1], 0, count, (count - one) * one
    if other > one:
        return KINDS[2], 0, other, (other - one) * one
    return KINDS[3], other, count, (count - one) * (one - other)
