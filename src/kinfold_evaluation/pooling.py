"""One effect from many, and each one drawn towards it by how little it tells.

Random effects: those of k places are k draws around one mean. The spread between them
by restricted maximum likelihood, or DerSimonian and Laird's (1986) moments; the mean's
error by Knapp and Hartung (2003), which with few places is the honest one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from scipy import optimize, stats

from kinfold_evaluation.clusters import StandardError, standard_error
from kinfold_evaluation.fixed_effects import ROUNDING
from kinfold_evaluation.panel import Floats
from kinfold_evaluation.refusal import CannotIdentify

Spread = Literal["reml", "dl"]

SPREADS_TRIED = 400
"""Where the likelihood is looked at for its peaks."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """A mean of effects that differ, with how much they do.

    Attributes:
        effects, errors: k, as they were given.
        between: the variance of the true effects, in units of the outcome squared.
        weights: k, 1 over each effect's whole variance.
        heterogeneity: Cochran's Q of no spread between them, k - 1 degrees of freedom.
    """

    effects: Floats
    errors: Floats
    between: float
    weights: Floats
    heterogeneity: float

    @property
    def value(self) -> float:
        return float(np.average(self.effects, weights=self.weights))

    @property
    def freedom(self) -> int:
        return len(self.effects) - 1

    @property
    def plain(self) -> StandardError:
        """As if the spread were known: too small with few effects."""
        error = float(1 / np.sqrt(self.weights.sum()))
        return standard_error("normal", self.value, error, float("inf"))

    @property
    def knapp_hartung(self) -> StandardError:
        """By how far the effects really lie from their mean; Student's t.

        Raises:
            CannotIdentify: they are all the same, which says nothing of chance.
        """
        if np.ptp(self.effects) <= ROUNDING * np.abs(self.effects).max():
            raise CannotIdentify(
                f"All {len(self.effects)} effects are the same, so how far they lie "
                "from their mean says nothing of how sure it is. Add places, or look "
                "at whether the same one is there twice."
            )
        away = float((self.weights * (self.effects - self.value) ** 2).sum())
        error = float(np.sqrt(away / (self.freedom * self.weights.sum())))
        return standard_error("Knapp-Hartung", self.value, error, self.freedom)

    @property
    def p_heterogeneity(self) -> float:
        return float(stats.chi2.sf(self.heterogeneity, self.freedom))

    @property
    def share_between(self) -> float:
        """I²: the share of the effects' variance that is not their own errors'."""
        weights = 1 / self.errors**2
        total = weights.sum()
        typical = self.freedom * total / (total**2 - (weights**2).sum())
        return float(self.between / (self.between + typical))

    def next_place(self, error: StandardError) -> tuple[float, float]:
        """Where the true effect of one more place is to be expected, 95 of 100 times.

        By the error's own degrees of freedom (k - 1 of Knapp and Hartung's).
        """
        reach = float(stats.t.ppf(0.975, error.freedom))
        reach *= float(np.sqrt(self.between + error.value**2))
        return self.value - reach, self.value + reach

    @property
    def trust(self) -> Floats:
        """k: how much of each shrunken effect is its own, from 0 to 1."""
        return np.asarray(self.between / (self.between + self.errors**2))

    @property
    def shrunken(self) -> tuple[Floats, Floats]:
        """k effects drawn towards the mean (empirical Bayes), and their errors."""
        trust = self.trust
        variance = trust * self.errors**2 + (1 - trust) ** 2 * self.plain.value**2
        shrunken = trust * self.effects + (1 - trust) * self.value
        return shrunken, np.sqrt(variance)


def pooled(
    effects: Sequence[float], errors: Sequence[float], spread: Spread = "reml"
) -> Pooled:
    """The mean of the effects, each weighed by what it tells.

    Assumes that the effects are told apart from one another, and their errors known.

    Args:
        errors: one for each effect, above 0.

    Raises:
        CannotIdentify: fewer than two effects, or an error that is not above 0.
    """
    given, own = np.asarray(effects, dtype=float), np.asarray(errors, dtype=float)
    if len(given) < 2:
        raise CannotIdentify(
            "At least two effects are needed to see how much they differ."
        )
    if not (np.isfinite(own).all() and (own > 0).all()):
        raise CannotIdentify(
            "An effect has no error above 0, so its weight would be without bounds. "
            "Leave it out, or find out how sure it is."
        )
    weights = 1 / own**2
    mean = np.average(given, weights=weights)
    heterogeneity = float((weights * (given - mean) ** 2).sum())
    if spread == "dl":
        room = weights.sum() - (weights**2).sum() / weights.sum()
        between = max((heterogeneity - (len(given) - 1)) / float(room), 0.0)
    else:
        between = _restricted(given, own**2)
    return Pooled(given, own, between, 1 / (own**2 + between), heterogeneity)


def _restricted(effects: Floats, variances: Floats) -> float:
    """The spread of the greatest restricted likelihood.

    That can have several peaks, 0 among them: few sure effects that agree, and unsure
    ones far off. So every place where it stops rising is found, and the highest taken.
    Above `furthest` it falls for certain.
    """

    def rise(between: float) -> float:
        weights = 1 / (variances + between)
        mean = np.average(effects, weights=weights)
        seen = float((weights**2 * (effects - mean) ** 2).sum())
        return seen - float(weights.sum() - (weights**2).sum() / weights.sum())

    def likelihood(between: float) -> float:
        weights = 1 / (variances + between)
        mean = np.average(effects, weights=weights)
        away = float((weights * (effects - mean) ** 2).sum())
        return float(np.log(weights).sum() - np.log(weights.sum()) - away) / 2

    least = float(variances.min())
    furthest = float(np.var(effects, ddof=1) + variances.max())
    grid = np.geomspace(least, least + furthest, SPREADS_TRIED) - least
    peaks = [0.0] + [
        float(optimize.brentq(rise, low, high, xtol=1e-14, rtol=1e-13))
        for low, high in pairwise(grid)
        if rise(low) > 0 >= rise(high)
    ]
    return max(peaks, key=likelihood)
