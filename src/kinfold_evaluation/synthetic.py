"""Synthetic control: a weighted mix of untreated units that was like the treated one.

Abadie, Diamond, Hainmueller (2010), on the outcome's own past, solved exactly. What the
same gives for every untreated unit, as if it had been treated, is the comparison.

With few periods before, most units lie among the others and many mixes are exactly
like them. How such mixes part since the start is no effect: which of them a solver ends
in is an accident of rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from kinfold_evaluation.fixed_effects import ROUNDING
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest

TIE = 1e-10

PRECISION = 1e-6
"""Gaps this small beside the outcome's spread before are none: a mix is then exact."""


class OneOfMany(CannotIdentify):
    """Mixes that are exactly like the unit before part since the start."""


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
        precision: gaps as small as this are none, in units of the outcome.
    """

    unit: str
    donors: tuple[str, ...]
    weights: Floats
    gaps: Floats
    before: int
    optimality_gap: float
    precision: float

    @property
    def effect(self) -> float:
        """The mean gap since the start."""
        return float(self.gaps[self.before :].mean())

    @property
    def fit(self) -> float:
        """The root mean square of the gaps before: how like it the mix was."""
        return float(np.sqrt((self.gaps[: self.before] ** 2).mean()))

    @property
    def is_exact(self) -> bool:
        return self.fit <= self.precision

    @property
    def ratio(self) -> float:
        """How many times larger gaps are since the start than before.

        All that are exact before tie, above all that are not.
        """
        since = float(np.sqrt((self.gaps[self.before :] ** 2).mean()))
        if since <= self.precision:
            return 0.0
        return float("inf") if self.is_exact else since / self.fit


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
        self.past, self.products = past, past @ past.T
        self.precision = PRECISION * float(past.std()) + ROUNDING * float(
            np.abs(outcome).max()
        )

    def mixed(self, unit: int, donors: tuple[int, ...]) -> Synthetic:
        """The mix of some units that is most like another."""
        among = list(donors)
        found = closest(self.products[np.ix_(among, among)], self.products[among, unit])
        gaps = self.outcome[unit] - found.values @ self.outcome[among]
        names = tuple(self.names[donor] for donor in among)
        return Synthetic(
            self.names[unit],
            names,
            found.values,
            gaps,
            self.before,
            found.gap,
            self.precision,
        )

    def effects_of_exact(
        self, unit: int, donors: tuple[int, ...], mix: Synthetic
    ) -> tuple[float, float]:
        """The least and the largest effect by any mix that is like the unit before.

        Args:
            mix: one that is.
        """
        if len(donors) == 1:
            return mix.effect, mix.effect
        among = list(donors)
        scale = max(float(np.abs(self.past).max()), 1e-300)
        alike = np.vstack([self.past[among].T / scale, np.ones(len(among))])
        since = self.outcome[among, self.before :].mean(axis=1)
        away = since - float(mix.weights @ since)
        far = max(float(np.abs(away).max()), 1e-300)
        up, down = (
            # The mix itself is a solution, so rounding leaves one.
            optimize.linprog(way * away / far, A_eq=alike, b_eq=alike @ mix.weights)
            for way in (1, -1)
        )
        return mix.effect + far * down.fun, mix.effect - far * up.fun

    def insist_on_one(self, unit: int, donors: tuple[int, ...], mix: Synthetic) -> None:
        """Refuse a mix that is exact and one of many."""
        if not mix.is_exact:
            return
        least, most = self.effects_of_exact(unit, donors, mix)
        if most - least > 2 * self.precision:
            raise OneOfMany(
                f"More mixes than one are exactly like {mix.unit} in every period "
                f"before, and by them the effect is anything from {least:+.2f} to "
                f"{most:+.2f}. Which is meant cannot be told, so there is no effect, "
                "rank or p. More periods before the start would help."
            )


def synthetic_control(panel: Panel, unit: str) -> Placed:
    """A treated unit's synthetic control, and those of all that never are treated.

    Raises:
        CannotIdentify: too few periods before, nobody untreated, or gaps in the data.
        OneOfMany: mixes that are exactly like the unit before tell different effects.
    """
    outcome, before, names = whole_series(panel, unit)
    donors = Donors(outcome, before, names)
    others = tuple(range(1, len(names)))
    own = donors.mixed(0, others)
    donors.insist_on_one(0, others, own)
    return Placed(own, _placebos(donors))


def _placebos(donors: Donors) -> tuple[Synthetic, ...]:
    """Each untreated unit beside a mix of the other ones."""
    others = range(1, len(donors.names))
    return tuple(
        donors.mixed(other, tuple(o for o in others if o != other))
        for other in others
        if len(others) > 1
    )


def placebo_gaps(panel: Panel, unit: str) -> dict[str, Floats]:
    """The gaps of every untreated unit whose mix is not one of many, for a picture.

    Raises:
        CannotIdentify: as `synthetic_control`.
    """
    donors = Donors(*whole_series(panel, unit))
    others = range(1, len(donors.names))
    told = {}
    for at, placebo in enumerate(_placebos(donors), 1):
        try:
            donors.insist_on_one(at, tuple(o for o in others if o != at), placebo)
        except OneOfMany:
            continue
        told[placebo.unit] = placebo.gaps
    return told


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
