"""An event study for starts that differ: each cohort has its own path of effects.

Sun, Abraham (2021). One regression with an effect for each cohort and distance from its
start; at each distance the cohorts' effects are then averaged by their sizes, so that
no effect of another distance mixes in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.coefficients import coefficients
from kinfold_evaluation.fixed_effects import insist_on_change, insist_on_treated, within
from kinfold_evaluation.panel import NEVER, Booleans, Floats, Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify


@dataclass(frozen=True, slots=True)
class ByCohort:
    """An effect for each cohort and distance from its start.

    Attributes:
        cohorts: K, the start of the cohort.
        times: K, the period.
        distances: K, periods since the start; -1 is the base, and not among them.
        effects: K, in units of the outcome.
        covariance: K x K, clustered by unit, CR1.
        sizes: K, how many cells, or what they weigh.
        beside: who the cohorts are compared with, in words.
        left_out: units that were treated all along, by name.
    """

    cohorts: Floats
    times: Floats
    distances: Whole
    effects: Floats
    covariance: Floats
    sizes: Floats
    beside: str
    left_out: tuple[str, ...]

    @property
    def errors(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    def average(self, chosen: Booleans) -> tuple[float, float]:
        """The mean of the chosen effects by their sizes, and its error.

        The sizes count as known, as in fixest.
        """
        weights = chosen * self.sizes / (chosen * self.sizes).sum()
        variance = float(weights @ self.covariance @ weights)
        return float(weights @ self.effects), float(np.sqrt(variance))

    @property
    def since(self) -> tuple[float, float]:
        """The mean effect on the treated since they started, and its error."""
        return self.average(self.distances >= 0)


def sun_abraham(panel: Panel) -> ByCohort:
    """The effects of each cohort, beside fixed effects of units and periods.

    Compared with the never treated or, without any, with those who start last, until
    they do. Assumes parallel trends of all cohorts and no effect before the start.

    Raises:
        CannotIdentify: nobody is treated, all are treated at once, no period is before,
            or some coefficient has nothing to be told from.
    """
    insist_on_treated(panel)
    kept, beside, left_out = _settled(panel)
    held = within(kept)
    insist_on_change(kept, held)
    start = np.searchsorted(kept.times, kept.starts)
    cohort_at, time_at, columns = [], [], []
    for cohort in sorted(set(kept.starts) - {NEVER}):
        mine = kept.starts == cohort
        first = int(start[mine][0])
        for at in range(len(kept.times)):
            if at != first - 1 and (mine & held.seen[:, at]).any():
                column = np.zeros_like(kept.outcome)
                column[mine, at] = 1.0
                cohort_at.append((cohort, first))
                time_at.append(at)
                columns.append(column)
    indicators = np.stack(columns, axis=2)
    rests = held.rest_of(indicators)[held.seen]
    outcome = held.rest_of(np.nan_to_num(kept.outcome))[held.seen]
    told = coefficients(rests, outcome, np.nonzero(held.seen)[0])
    weights = np.where(held.seen, kept.weighing, 0.0)
    return ByCohort(
        np.array([cohort for cohort, _ in cohort_at]),
        np.array([kept.times[at] for at in time_at]),
        np.array(time_at) - np.array([first for _, first in cohort_at]),
        told.effects,
        told.covariance,
        np.einsum("it,itk->k", weights, indicators),
        beside,
        left_out,
    )


def _settled(panel: Panel) -> tuple[Panel, str, tuple[str, ...]]:
    """Without those treated all along, and with somebody to compare with."""
    starts = np.where(panel.starts > panel.times[-1], NEVER, panel.starts)
    panel = replace(panel, starts=starts)
    always = panel.ever_treated & (panel.starts <= panel.times[0])
    left_out = panel.of_units(always).units
    kept = panel.of_units(~always)
    if not kept.ever_treated.any():
        raise CannotIdentify(
            "All treated units are treated from the first period on: no before."
        )
    if not kept.ever_treated.all():
        return kept, "never treated", left_out
    last = float(kept.starts.max())
    if (kept.starts == last).all():
        raise CannotIdentify(
            "All units are treated from the same period on, so what the treatment does "
            "cannot be told from what the period did to all. Add units that were not."
        )
    starts = np.where(kept.starts == last, NEVER, kept.starts)
    until = int(np.searchsorted(kept.times, last))
    shorter = replace(kept, starts=starts).of_periods(0, until)
    return shorter, f"treated last, from {last:g}, until then", left_out
