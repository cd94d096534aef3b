"""Synthetic control: a weighted mix of untreated units that was like the treated one.

Abadie, Diamond, Hainmueller (2010), on the outcome's own past, solved exactly. What the
same gives for every untreated unit, as if it had been treated, is the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest

TIE = 1e-10


@dataclass(frozen=True, slots=True)
class Synthetic:
    """One unit beside its mix.

    Attributes:
        unit: its name.
        donors: names of those it is mixed of.
        weights: as many, adding up to 1; none below 0 unless it is augmented.
        gaps: T, the unit less its mix, in units of the outcome.
        before: how many of the periods are before the start.
        optimality_gap: how far the sum of squares before can be from the smallest.
    """

    unit: str
    donors: tuple[str, ...]
    weights: Floats
    gaps: Floats
    before: int
    optimality_gap: float

    @property
    def effect(self) -> float:
        """The mean gap since the start."""
        return float(self.gaps[self.before :].mean())

    @property
    def fit(self) -> float:
        """The root mean square of the gaps before: how like it the mix was."""
        return float(np.sqrt((self.gaps[: self.before] ** 2).mean()))

    @property
    def ratio(self) -> float:
        """How many times larger gaps are since the start than before."""
        since = float(np.sqrt((self.gaps[self.before :] ** 2).mean()))
        return since / self.fit if self.fit > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class Placed:
    """A synthetic control among those of all untreated units.

    Attributes:
        of_treated: the treated unit's.
        placebos: one for each untreated unit, the treated one not among its donors.
        p_value: the share of all units whose ratio is as large.
    """

    of_treated: Synthetic
    placebos: tuple[Synthetic, ...]

    @property
    def rank(self) -> int:
        own = self.of_treated.ratio * (1 - TIE)
        return 1 + sum(placebo.ratio >= own for placebo in self.placebos)

    @property
    def p_value(self) -> float:
        return self.rank / (len(self.placebos) + 1)


class Donors:
    """The untreated units' past, kept as cross products that all placebos share."""

    def __init__(self, outcome: Floats, before: int, names: tuple[str, ...]) -> None:
        self.outcome, self.before, self.names = outcome, before, names
        past = outcome[:, :before]
        # Told from the mean of all, sums of squares stay small and exact.
        past = past - past.mean(axis=0)
        self.products = past @ past.T

    def mixed(self, unit: int, donors: tuple[int, ...]) -> Synthetic:
        """The mix of some units that is most like another."""
        among = list(donors)
        found = closest(self.products[np.ix_(among, among)], self.products[among, unit])
        gaps = self.outcome[unit] - found.values @ self.outcome[among]
        names = tuple(self.names[donor] for donor in among)
        return Synthetic(
            self.names[unit], names, found.values, gaps, self.before, found.gap
        )


def synthetic_control(panel: Panel, unit: str) -> Placed:
    """A treated unit's synthetic control, and those of all that never are treated.

    Raises:
        CannotIdentify: too few periods before, nobody untreated, or gaps in the data.
    """
    outcome, before, names = whole_series(panel, unit)
    donors = Donors(outcome, before, names)
    others = tuple(range(1, len(names)))
    placebos = tuple(
        donors.mixed(other, tuple(o for o in others if o != other))
        for other in others
        if len(others) > 1
    )
    return Placed(donors.mixed(0, others), placebos)


def whole_series(panel: Panel, unit: str) -> tuple[Floats, int, tuple[str, ...]]:
    """The unit and the untreated ones that have an outcome in every period."""
    if unit not in panel.units:
        raise CannotIdentify(f"No unit is called {unit}.")
    at = panel.units.index(unit)
    if not panel.ever_treated[at]:
        raise CannotIdentify(f"{unit} is never treated.")
    if not np.isfinite(panel.outcome[at]).all():
        missing = [
            f"{time:g}"
            for time, value in zip(panel.times, panel.outcome[at], strict=True)
            if not np.isfinite(value)
        ]
        raise CannotIdentify(f"{unit} has no outcome in {', '.join(missing)}.")
    before = int((np.asarray(panel.times) < panel.starts[at]).sum())
    if before < 2 or before == len(panel.times):
        raise CannotIdentify(
            f"{unit} has {before} of {len(panel.times)} periods before its start. At "
            "least two before and one since are needed to be mixed and to be compared."
        )
    donors = [
        int(place)
        for place in np.flatnonzero(~panel.ever_treated)
        if np.isfinite(panel.outcome[place]).all()
    ]
    if not donors:
        raise CannotIdentify("No untreated unit has an outcome in every period.")
    order = [at, *donors]
    return panel.outcome[order], before, tuple(panel.units[place] for place in order)


def without_each(panel: Panel, unit: str) -> tuple[tuple[str, float], ...]:
    """The effect with each donor of any weight left out: does one carry it all?

    Raises:
        CannotIdentify: as `synthetic_control`.
    """
    outcome, before, names = whole_series(panel, unit)
    donors = Donors(outcome, before, names)
    others = tuple(range(1, len(names)))
    whole = donors.mixed(0, others)
    carrying = [
        o for o, weight in zip(others, whole.weights, strict=True) if weight > 0
    ]
    return tuple(
        (names[left], donors.mixed(0, tuple(o for o in others if o != left)).effect)
        for left in carrying
        if len(others) > 1
    )
