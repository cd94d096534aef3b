"""The effect at each distance from the start, and what was before it.

For units that start together. With several starts the coefficients of different
distances mix into one another (Sun, Abraham 2021): those go to `staggered`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinfold_evaluation.coefficients import coefficients
from kinfold_evaluation.fixed_effects import insist_on_change, within
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify


@dataclass(frozen=True, slots=True)
class EventStudy:
    """Coefficients by periods since the start.

    Attributes:
        distances: K, 0 in the period of the start; that before it, -1, is the base.
        effects: K, in units of the outcome.
        covariance: K x K, clustered by unit, CR1 (G / (G - 1)).
        reach: how many errors wide a band is that holds for all at once, at 95 %.
        clusters: G.
        treated: how many of them are treated.
    """

    distances: tuple[int, ...]
    effects: Floats
    covariance: Floats
    reach: float
    clusters: int
    treated: int

    @property
    def errors(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    @property
    def before(self) -> tuple[float, int, float] | None:
        """Wald's statistic of all before the start, its freedom, and its p-value (F).

        None when no more units are treated than there are periods before: their errors
        then look far smaller than they are, and the statistic means nothing. A high
        p-value is no proof that trends were parallel.
        """
        chosen = np.array([distance < 0 for distance in self.distances])
        count = int(chosen.sum())
        block = self.covariance[np.ix_(chosen, chosen)]
        if (
            not count
            or self.treated <= count
            or np.linalg.matrix_rank(block, hermitian=True) < count
        ):
            return None
        values = self.effects[chosen]
        statistic = float(values @ np.linalg.solve(block, values)) / count
        p_value = float(stats.f.sf(statistic, count, self.clusters - 1))
        return statistic, count, p_value


def event_study(panel: Panel, *, draws: int = 20_000, seed: int = 0) -> EventStudy:
    """The coefficient of each period, of the treated against the rest.

    Raises:
        CannotIdentify: starts differ, nobody is untreated, or no period is before.
    """
    starts = sorted(set(panel.starts[panel.ever_treated]))
    if len(starts) != 1 or panel.ever_treated.all():
        raise CannotIdentify(
            "An event study of this kind needs units that start together, and some "
            "that are never treated. For different starts use callaway-santanna."
        )
    start = int(np.searchsorted(panel.times, starts[0]))
    if start in (0, len(panel.times)):
        raise CannotIdentify("There is no period before the start, or none since.")
    kept = within(panel)
    insist_on_change(panel, kept)
    places = [at for at in range(len(panel.times)) if at != start - 1]
    indicators = panel.ever_treated[:, None, None] * np.eye(len(panel.times))[:, places]
    rests = kept.rest_of(indicators)[kept.seen]
    outcome = kept.rest_of(np.nan_to_num(panel.outcome))[kept.seen]
    told = coefficients(rests, outcome, np.nonzero(kept.seen)[0])
    treated = int(panel.telling.sum())
    return EventStudy(
        tuple(at - start for at in places),
        told.effects,
        told.covariance,
        _reach(told.covariance, draws, seed),
        told.clusters,
        treated,
    )


def _reach(covariance: Floats, draws: int, seed: int) -> float:
    """The sup-t critical value: the largest of correlated normals, simulated."""
    errors = np.sqrt(np.diag(covariance))
    carried = errors > 0
    alike = covariance[np.ix_(carried, carried)] / np.outer(
        errors[carried], errors[carried]
    )
    sizes, directions = np.linalg.eigh(alike)
    root = directions * np.sqrt(np.maximum(sizes, 0.0))
    random = np.random.Generator(np.random.Philox(seed))
    drawn = random.standard_normal((draws, int(carried.sum()))) @ root.T
    return float(np.quantile(np.abs(drawn).max(axis=1), 0.95))
