"""Whether an estimator finds what was chosen: the same world again and again.

The truth is what the effect did in that world: its figures less those of the same
children without it, in the mean of all treated cells. Nothing else differs between the
two (`chance`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.twin.lives import live
from kinfold_evaluation.twin.measured import panel
from kinfold_evaluation.twin.places import World

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Recovered:
    """How often the truth was found, of so many worlds.

    Attributes:
        measure: which.
        truths, effects: one for each world, in the measure's unit.
        held: by kind of error, in how many worlds the truth was in its 95 % interval.
        detected: in how many worlds randomisation inference rejected no effect.
    """

    measure: str
    truths: Floats
    effects: Floats
    held: dict[str, int]
    detected: int

    @property
    def worlds(self) -> int:
        return self.truths.size

    @property
    def bias(self) -> float:
        return float((self.effects - self.truths).mean())

    @property
    def bias_error(self) -> float:
        """The chance in `bias`, one standard error."""
        return float((self.effects - self.truths).std(ddof=1) / np.sqrt(self.worlds))


def truth(with_effect: Panel, without: Panel) -> float:
    """What the effect did, in the mean of treated cells that have both figures.

    Not-a-number where there are none.
    """
    gained = (with_effect.outcome - without.outcome)[with_effect.treatment > 0]
    known = gained[np.isfinite(gained)]
    return float(known.mean()) if known.size else nan


def recover(world: World, measure: str, *, worlds: int, draws: int = 199) -> Recovered:
    """Two-way fixed effects in so many worlds, each with a seed of its own.

    Raises:
        CannotIdentify: the world or the measure does not exist.
    """
    truths, effects, detected = [], [], 0
    held = {"CR1": 0, "CR2": 0}
    for seed in range(world.seed, world.seed + worlds):
        one = replace(world, seed=seed)
        seen = panel(live(one), measure)
        without = panel(live(replace(one, effects={})), measure)
        truths.append(truth(seen, without))
        fitted = fit(seen)
        effects.append(fitted.effect)
        for name, error in (
            ("CR1", clustered(fitted)["CR1"]),
            ("CR2", corrected(fitted)),
        ):
            least, most = error.interval
            held[name] += least <= truths[-1] <= most
        dealt = randomised(seen, draws=draws, seed=seed)
        detected += dealt.p_effect <= LEVEL
    return Recovered(measure, np.array(truths), np.array(effects), held, detected)
