"""Synthetic difference-in-differences (Arkhangelsky et al. 2021).

Units and periods are weighed so that the untreated ones were on the treated ones' path,
then differences are taken. Solved exactly; errors from placebos among the untreated.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from kinfold_evaluation.fixed_effects import ROUNDING
from kinfold_evaluation.panel import Booleans, Floats, Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest, ridged


@dataclass(frozen=True, slots=True)
class SyntheticDifference:
    """An effect, its weights, and its placebos.

    Attributes:
        effect: in units of the outcome.
        donors: names of the untreated units.
        unit_weights: one for each donor.
        time_weights: one for each period before the start.
        placebo_effects: what groups of untreated units, as many as are treated, give.
        is_full: every such group was gone through once.
    """

    effect: float
    donors: tuple[str, ...]
    unit_weights: Floats
    time_weights: Floats
    placebo_effects: Floats
    is_full: bool

    @property
    def error(self) -> float:
        """The placebos' standard deviation; not-a-number when there are none."""
        if len(self.placebo_effects) < 2:
            return float("nan")
        return float(self.placebo_effects.std())

    @property
    def p_value(self) -> float:
        """The share of placebos, the effect among them, as far from 0."""
        as_far = int((np.abs(self.placebo_effects) >= abs(self.effect)).sum())
        return (1 + as_far) / (1 + len(self.placebo_effects))


@dataclass(frozen=True, slots=True)
class _Setting:
    """Controls first, then the treated; the ridges of the authors, kept for placebos.

    Attributes:
        outcome: N x T.
        before: periods before the start.
        unit_ridge, time_ridge: squared, in the outcome's units squared.
    """

    outcome: Floats
    before: int
    unit_ridge: float
    time_ridge: float


def synthetic_difference(
    panel: Panel, *, draws: int = 999, seed: int = 0
) -> SyntheticDifference:
    """The effect on all treated units, which start together.

    Raises:
        CannotIdentify: starts differ, too few periods before, nobody untreated, an
            outcome is missing in a treated unit, or none changes before the start.
    """
    kept, controls, before = _together(panel)
    count = len(kept.units) - controls
    outcome = kept.outcome
    noise = float(np.diff(outcome[:controls, :before], axis=1).std(ddof=1))
    if noise <= ROUNDING * float(np.abs(outcome).max()):
        raise CannotIdentify(
            "The outcome never changes before the start, or in all untreated units "
            "alike: nothing tells which of them are like the treated."
        )
    since = outcome.shape[1] - before
    setting = _Setting(
        outcome,
        before,
        np.sqrt(count * since) * noise**2,
        (1e-6 * noise) ** 2,
    )
    treated = np.zeros((1, len(outcome)), dtype=bool)
    treated[0, controls:] = True
    allowed = ~treated
    weights, times, effects = _effects(setting, treated, allowed, None)
    groups, is_full = _groups(controls, count, draws, seed)
    placebos = np.array([])
    if len(groups):
        chosen = np.zeros((len(groups), len(outcome)), dtype=bool)
        chosen[np.arange(len(groups))[:, None], groups] = True
        others = ~chosen
        others[:, controls:] = False
        placebos = _effects(setting, chosen, others, times[0])[2]
    return SyntheticDifference(
        float(effects[0]),
        kept.units[:controls],
        weights[0, :controls],
        times[0],
        placebos,
        is_full,
    )


def _together(panel: Panel) -> tuple[Panel, int, int]:
    """Controls then treated, with whole outcomes; how many controls, and periods."""
    starts = sorted(set(panel.starts[panel.ever_treated]))
    if len(starts) != 1:
        raise CannotIdentify(
            "No unit is treated."
            if not starts
            else "Units start at different times; synthetic difference-in-differences "
            "takes those that start together. Ask it of one cohort at a time."
        )
    whole = np.asarray(np.isfinite(panel.outcome).all(axis=1))
    broken = [
        unit
        for unit, is_whole, ever in zip(
            panel.units, whole, panel.ever_treated, strict=True
        )
        if ever and not is_whole
    ]
    if broken:
        raise CannotIdentify(f"An outcome is missing in {', '.join(broken)}.")
    controls = np.flatnonzero(whole & ~panel.ever_treated)
    treated = np.flatnonzero(panel.ever_treated)
    before = int((np.asarray(panel.times) < starts[0]).sum())
    if before < 2 or before == len(panel.times) or len(controls) < 2:
        raise CannotIdentify(
            f"There are {before} periods before the start of {len(panel.times)}, and "
            f"{len(controls)} untreated units with an outcome in every one. At least "
            "two periods before, one since, and two untreated units are needed."
        )
    order = np.concatenate([controls, treated])
    kept = Panel(
        tuple(panel.units[at] for at in order),
        panel.times,
        panel.outcome[order],
        panel.starts[order],
    )
    return kept, len(controls), before


def _groups(controls: int, count: int, draws: int, seed: int) -> tuple[Whole, bool]:
    """Groups of untreated units to stand for the treated: all, or some at random."""
    if controls <= count:
        return np.empty((0, count), dtype=np.int64), False
    if comb(controls, count) <= draws:
        return np.array(list(combinations(range(controls), count))), True
    random = np.random.Generator(np.random.Philox(seed))
    keys = random.random((draws, controls))
    return np.argpartition(keys, count, axis=1)[:, :count], False


def _effects(
    setting: _Setting, treated: Booleans, allowed: Booleans, start: Floats | None
) -> tuple[Floats, Floats, Floats]:
    """Unit weights (B x N), time weights (B x T0) and effects (B) of B groups."""
    before = setting.before
    mine = treated / treated.sum(axis=1, keepdims=True)
    past = setting.outcome[:, :before]
    level = past - past.mean(axis=1, keepdims=True)
    first = allowed / allowed.sum(axis=1, keepdims=True)
    weights, _ = ridged(level, mine @ level, setting.unit_ridge, allowed, first)
    times = _time_weights(setting, allowed, start)
    difference = (mine - weights) @ setting.outcome
    before_mean = (difference[:, :before] * times).sum(axis=1)
    return weights, times, difference[:, before:].mean(axis=1) - before_mean


def _time_weights(setting: _Setting, allowed: Booleans, start: Floats | None) -> Floats:
    """For each group the mix of periods before that is like its later mean."""
    before = setting.before
    later = setting.outcome[:, before:].mean(axis=1)
    # Told from each period's mean, so that the products of few controls stay exact.
    columns = np.column_stack([setting.outcome[:, :before], later])
    columns = columns - columns.mean(axis=0)
    crossed = columns[:, :, None] * columns[:, None, :]
    found = np.empty((len(allowed), before))
    ridge = setting.time_ridge * np.eye(before)
    for at, rows in enumerate(allowed):
        count = int(rows.sum())
        means = columns[rows].mean(axis=0)
        products = crossed[rows].sum(axis=0) / count - np.outer(means, means)
        found[at] = closest(
            products[:before, :before] + ridge, products[:before, before], start
        ).values
    return found
