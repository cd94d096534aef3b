"""What the treated would have been without treatment, imputed from untreated cells.

Borusyak, Jaravel, Spiess (2024). Effects of units, periods and covariates are told from
cells that are not treated (yet); each treated cell less what they say is its effect.
Gardner's (2022) two stages give the same point estimate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.fixed_effects import (
    Within,
    insist_on_change,
    insist_on_treated,
    of_periods_and_covariates,
    within,
)
from kinfold_evaluation.panel import Booleans, Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify

NEAR = 1e-7
"""A cell whose rest is smaller than this is one that untreated cells speak of."""


@dataclass(frozen=True, slots=True)
class Average:
    """The mean effect of some treated cells.

    Attributes:
        effect: in units of the outcome.
        error: clustered by unit, the authors': effects within a cohort and period are
            taken to be alike, so that it errs on the large side where they are not.
        cells: how many.
    """

    effect: float
    error: float
    cells: int


@dataclass(frozen=True, slots=True)
class Imputed:
    """The effects of treated cells.

    Attributes:
        overall: of all cells that could be imputed, by their weights.
        by_distance: the same for each number of periods since the start.
        effects: N x T, not-a-number where there is none.
        not_told: treated cells that nothing speaks of, unit and period.
    """

    overall: Average
    by_distance: dict[int, Average]
    effects: Floats
    not_told: tuple[tuple[str, float], ...]


def imputed(panel: Panel) -> Imputed:
    """The effect on each treated cell, and their averages.

    Assumes parallel trends of all units and periods, and no effect before the start.

    Raises:
        CannotIdentify: nobody is treated, or no treated cell can be imputed.
    """
    insist_on_treated(panel)
    insist_on_change(panel, within(panel))
    untreated = replace(
        panel, outcome=np.where(panel.treatment > 0, np.nan, panel.outcome)
    )
    told = _Told(panel, within(untreated))
    treated = (panel.treatment > 0) & panel.seen
    usable = treated & told.speaks_of
    if not usable.any():
        raise CannotIdentify(
            "No treated cell can be imputed: its unit needs an outcome before it was "
            "treated, and its period a unit that is not treated (yet). Add earlier "
            "periods, or units to compare with."
        )
    distance = (
        np.arange(len(panel.times))[None, :]
        - np.searchsorted(panel.times, panel.starts)[:, None]
    )
    cells = np.argwhere(treated & ~usable)
    return Imputed(
        told.average(usable),
        {
            int(away): told.average(usable & (distance == away))
            for away in np.unique(distance[usable])
        },
        np.where(usable, told.effects, np.nan),
        tuple((panel.units[unit], panel.times[at]) for unit, at in cells),
    )


class _Told:
    """What untreated cells say, kept so that each average costs a few products.

    With z the periods and covariates less the unit's untreated mean of them, the effect
    of a cell is its outcome less the unit's untreated mean and less z g, where g is
    linear in untreated outcomes; so every average is a weighted sum of outcomes.
    """

    def __init__(self, panel: Panel, held: Within) -> None:
        self.panel, self.held = panel, held
        weight = held.roots**2
        total = weight.sum(axis=1, keepdims=True)
        self.shares = weight / np.where(total > 0, total, 1.0)
        columns = np.nan_to_num(of_periods_and_covariates(panel))
        means = np.einsum("it,itp->ip", self.shares, columns)
        self.away = columns - means[:, None, :]
        outcome = np.nan_to_num(panel.outcome)
        centred = outcome - (self.shares * outcome).sum(axis=1, keepdims=True)
        slopes = held.inverse @ np.einsum(
            "itp,it->p", held.others, held.roots * centred
        )
        self.effects = np.asarray(centred - self.away @ slopes)
        flat = held.others.reshape(-1, held.others.shape[2])
        unsaid = self.away - self.away @ (held.inverse @ (flat.T @ flat))
        reach = np.abs(self.away).max(axis=(0, 1), initial=1.0)
        self.speaks_of: Booleans = (total > 0) & (
            np.abs(unsaid / np.maximum(reach, NEAR)).max(axis=2, initial=0.0) < NEAR
        )

    def average(self, chosen: Booleans) -> Average:
        weights = np.where(chosen, self.panel.weighing, 0.0)
        weights = weights / weights.sum()
        effect = float((weights * np.where(chosen, self.effects, 0.0)).sum())
        pull = self.held.inverse @ np.einsum("it,itp->p", weights, self.away)
        of_untreated = self.shares * weights.sum(axis=1, keepdims=True)
        of_untreated = of_untreated + self.held.roots * (self.held.others @ pull)
        left = self.effects - self._alike(weights)
        scores = np.where(chosen, weights * left, 0.0).sum(axis=1)
        rest = np.where(self.held.seen, self.effects, 0.0)
        scores = scores - (of_untreated * rest).sum(axis=1)
        return Average(effect, float(np.sqrt((scores**2).sum())), int(chosen.sum()))

    def _alike(self, weights: Floats) -> Floats:
        """N x T: the mean effect of the cohort in the period, by squared weights."""
        made = np.zeros_like(self.effects)
        known = np.where(weights > 0, self.effects, 0.0)
        for cohort in np.unique(self.panel.starts):
            mine = self.panel.starts == cohort
            squares = weights[mine] ** 2
            total = squares.sum(axis=0)
            means = (squares * known[mine]).sum(axis=0) / np.where(total > 0, total, 1)
            made[mine] = means
        return made
