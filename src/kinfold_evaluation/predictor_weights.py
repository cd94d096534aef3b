"""A synthetic control that is like its unit in chosen predictors, not in every period.

Abadie, Diamond, Hainmueller (2010): units are mixed so that predictors are alike, each
counting by a weight V; and V is the one whose mix follows the outcome before the start
most closely. The inner problem is solved exactly. The outer one has many hollows, and
what a search finds depends on where it begins (Becker, Klößner 2018), so it is begun at
several places, all their ends are told, and how far the best of them can be from the
closest mix of any kind, which pays no heed to predictors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest
from kinfold_evaluation.synthetic import Donors, Placed, Synthetic, whole_series

STARTS = 4
"""Searches for V: from equal weights, from what regression says, and from chance."""

EVALUATIONS = 100
"""Of each search, for each predictor."""

EXACT = 1e-7
"""Predictors that are this near to the mix's, in standard deviations, are met."""

LEAST = 1e-8
"""No predictor counts less beside the one that counts most, or it would be none."""

SPREAD = 3.0
"""Of the logarithms of the weights that chance begins with."""


@dataclass(frozen=True, slots=True)
class Predictor:
    """The mean of a column over some periods; without a name, of the outcome."""

    name: str
    first: float
    last: float

    @property
    def called(self) -> str:
        name = self.name or "outcome"
        if self.first == self.last:
            return f"{name} {self.first:g}"
        return f"{name} {self.first:g}-{self.last:g}"


@dataclass(frozen=True, slots=True)
class Mixed:
    """A mix by predictors.

    Attributes:
        own: the unit beside its mix; its optimality gap is how much smaller the sum of
            squares before could be in any mix, of these predictors or not.
        importance: K, how much each predictor counts; they add up to 1.
        ends: the mean square before at which each search ended, the least first.
        is_one_of_many: every predictor is met, so other mixes would do as well.
    """

    own: Synthetic
    importance: Floats
    ends: tuple[float, ...]
    is_one_of_many: bool


@dataclass(frozen=True, slots=True)
class ByPredictors:
    """A mix by predictors among those of all untreated units.

    Attributes:
        of_treated: with its importances.
        placed: its rank; every placebo has importances of its own.
        predictors: how each is called.
        values, of_mix: K, of the unit and of its mix.
        left_out: untreated units without a figure for some predictor.
        one_of_many: placebos that other mixes would be like as well.
    """

    of_treated: Mixed
    placed: Placed
    predictors: tuple[str, ...]
    values: Floats
    of_mix: Floats
    left_out: tuple[str, ...]
    one_of_many: tuple[str, ...]


def mixed_by_predictors(
    panel: Panel,
    unit: str,
    predictors: Sequence[Predictor],
    *,
    starts: int = STARTS,
    seed: int = 0,
) -> ByPredictors:
    """A treated unit's mix by predictors, and those of all that never are treated.

    Args:
        starts: how many searches for V.

    Raises:
        CannotIdentify: as `synthetic_control`; or a predictor is not before the start,
            has no figure of the unit, or is the same in all units; or they are too few
            to tell one mix from another.
    """
    donors, values, left_out = _known(panel, unit, predictors)
    search = Search(donors, values, starts, seed)
    others = tuple(range(1, len(donors.names)))
    of_treated = search.mixed(0, others)
    if of_treated.is_one_of_many:
        raise CannotIdentify(
            f"More mixes than one are the same as {unit} in every predictor, so which "
            "is meant cannot be told. Add predictors, such as the outcome in single "
            "periods, or leave them out and have every period before the start count."
        )
    placebos = [
        search.mixed(other, tuple(o for o in others if o != other))
        for other in others
        if len(others) > 1
    ]
    return ByPredictors(
        of_treated,
        Placed(of_treated.own, tuple(one.own for one in placebos)),
        tuple(one.called for one in predictors),
        values[:, 0],
        values[:, 1:] @ of_treated.own.weights,
        left_out,
        tuple(one.own.unit for one in placebos if one.is_one_of_many),
    )


def _known(
    panel: Panel, unit: str, predictors: Sequence[Predictor]
) -> tuple[Donors, Floats, tuple[str, ...]]:
    """The unit and those untreated that have every predictor, K x N; and the rest."""
    outcome, before, names = whole_series(panel, unit)
    places = [panel.units.index(name) for name in names]
    values = np.array(
        [_means(panel, places, one, panel.times[before]) for one in predictors]
    )
    _insist(values[:, 0], predictors, unit)
    known = np.isfinite(values).all(axis=0)
    kept = tuple(n for n, keep in zip(names, known, strict=True) if keep)
    if len(kept) < 2:
        raise CannotIdentify("No untreated unit has a figure for every predictor.")
    left_out = tuple(n for n, keep in zip(names, known, strict=True) if not keep)
    return Donors(outcome[known], before, kept), values[:, known], left_out


def _means(panel: Panel, places: Sequence[int], one: Predictor, start: float) -> Floats:
    """Of each unit, what is missing left out."""
    times = np.asarray(panel.times)
    chosen = (times >= one.first) & (times <= one.last)
    if not chosen.any() or one.last >= start:
        raise CannotIdentify(
            f"{one.called}: a predictor is the mean of periods before the start, "
            f"{panel.times[0]:g} to the one before {start:g}. Others cannot be used: "
            "what came after the start may be its effect."
        )
    column = panel.covariates[one.name] if one.name else panel.outcome
    cells = column[np.asarray(places)][:, chosen]
    count = np.isfinite(cells).sum(axis=1)
    total = np.where(np.isfinite(cells), cells, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _insist(own: Floats, predictors: Sequence[Predictor], unit: str) -> None:
    missing = [
        one.called
        for one, value in zip(predictors, own, strict=True)
        if not np.isfinite(value)
    ]
    if missing:
        raise CannotIdentify(f"{unit} has no figure of {', '.join(missing)}.")


class Search:
    """The searches for V, for any of the units.

    Predictors are told in their standard deviations among all units.
    """

    def __init__(
        self, donors: Donors, predictors: Floats, starts: int, seed: int
    ) -> None:
        spread = predictors.std(axis=1, ddof=1)
        if (spread <= 1e-12 * np.abs(predictors).max(axis=1)).any():
            raise CannotIdentify(
                "A predictor is the same in all units, so it says of none that it is "
                "like another. Leave it out."
            )
        self.donors, self.predictors = donors, predictors / spread[:, None]
        self.starts, self.seed = starts, seed

    def mixed(self, unit: int, donors: tuple[int, ...]) -> Mixed:
        among = list(donors)
        away = self.predictors[:, among] - self.predictors[:, [unit]]
        past = self.donors.outcome[:, : self.donors.before]
        outcomes = past[among] - past[unit]
        none = np.zeros(len(among))

        def weights(logs: Floats) -> Floats:
            scaled = away * np.sqrt(_shares(logs))[:, None]
            return closest(scaled.T @ scaled, none).values

        def loss(logs: Floats) -> float:
            return float(((weights(logs) @ outcomes) ** 2).mean())

        found = [_searched(loss, begin) for begin in self._begins(unit, among)]
        best = min(found, key=loss)
        mix = weights(best)
        is_met = bool((np.abs(away @ mix) <= EXACT).all())
        own = self.donors.outcome[unit] - mix @ self.donors.outcome[among]
        names = tuple(self.donors.names[donor] for donor in among)
        least = self.donors.mixed(unit, donors)
        total = float((own[: self.donors.before] ** 2).sum())
        of_any = float((least.gaps[: self.donors.before] ** 2).sum())
        gap = max(total - of_any + least.optimality_gap, 0.0)
        return Mixed(
            Synthetic(
                self.donors.names[unit],
                names,
                mix,
                own,
                self.donors.before,
                gap,
                self.donors.precision,
            ),
            _shares(best),
            tuple(sorted(loss(logs) for logs in found)),
            is_met and len(among) > len(away) + 1,
        )

    def _begins(self, unit: int, among: list[int]) -> list[Floats]:
        """Logarithms of weights: equal, of regression (Synth's), and by chance."""
        count = len(self.predictors)
        past = self.donors.outcome[:, : self.donors.before]
        rows = [unit, *among]
        columns = np.column_stack([np.ones(len(rows)), self.predictors[:, rows].T])
        slopes = np.linalg.lstsq(columns, past[rows], rcond=None)[0][1:]
        squares = (slopes**2).sum(axis=1)
        random = np.random.Generator(np.random.Philox(self.seed))
        by_chance = random.normal(0.0, SPREAD, (self.starts, count))
        begins = [np.zeros(count), np.log(squares / squares.sum() + 1e-8), *by_chance]
        return begins[: self.starts]


def _searched(loss: Callable[[Floats], float], begin: Floats) -> Floats:
    """Nelder and Mead's simplex: the loss has corners, where no slope would lead."""
    count = len(begin)
    found = optimize.minimize(
        loss,
        begin,
        method="Nelder-Mead",
        options={
            "maxfev": EVALUATIONS * count,
            "xatol": 1e-3,
            "fatol": 1e-10,
            "adaptive": True,
            "initial_simplex": begin + np.vstack([np.zeros(count), 2 * np.eye(count)]),
        },
    )
    return np.asarray(found.x)


def _shares(logs: Floats) -> Floats:
    sizes = np.maximum(np.exp(logs - logs.max()), LEAST)
    return np.asarray(sizes / sizes.sum())
