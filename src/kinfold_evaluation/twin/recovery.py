"""Whether a way to tell an effect finds what was chosen: one world after another.

The truth is what the effect did in that world: its figures less those of the same
children without it, in the mean of all treated cells. Nothing else differs between the
two (`chance`). The same world without the effect says how often a test finds one where
there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.twin.lives import live
from kinfold_evaluation.twin.measured import panel
from kinfold_evaluation.twin.places import World
from kinfold_evaluation.twin.ways import Interval, intervals, p_values

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class OneWorld:
    """What was true in one world, and what was told of it.

    Attributes:
        seed: the world's.
        truth: in the measure's unit.
        told: the interval of each way.
        without: each test's p-value in the same world without the effect.
    """

    seed: int
    truth: float
    told: dict[str, Interval]
    without: dict[str, float]


@dataclass(frozen=True, slots=True)
class Recovered:
    """How often the truth was found.

    Attributes:
        measure: which.
        worlds: one after another, each with a seed of its own.
    """

    measure: str
    worlds: tuple[OneWorld, ...]

    @property
    def truths(self) -> Floats:
        return np.array([one.truth for one in self.worlds])

    @property
    def ways(self) -> tuple[str, ...]:
        return tuple(self.worlds[0].told)

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(self.worlds[0].without)

    def told(self, way: str) -> Floats:
        """Worlds x 3: the estimate and the ends of its interval."""
        return np.array([one.told[way] for one in self.worlds])

    def held(self, way: str) -> int:
        """In how many worlds the truth was in the interval."""
        _, low, high = self.told(way).T
        return int(((low <= self.truths) & (self.truths <= high)).sum())

    def detected(self, way: str) -> int:
        """In how many worlds 0 was not in it."""
        _, low, high = self.told(way).T
        return int(((low > 0) | (high < 0)).sum())

    def bias(self, way: str) -> tuple[float, float]:
        """The mean of estimate less truth, and one standard error of that mean."""
        away = self.told(way)[:, 0] - self.truths
        return float(away.mean()), float(away.std(ddof=1) / np.sqrt(away.size))

    def rejected(self, test: str) -> int:
        """In how many worlds without the effect the test found one."""
        return sum(one.without[test] <= LEVEL for one in self.worlds)


def truth(with_effect: Panel, without: Panel) -> float:
    """What the effect did, in the mean of treated cells that have both figures.

    Not-a-number where there are none.
    """
    gained = (with_effect.outcome - without.outcome)[with_effect.treatment > 0]
    known = gained[np.isfinite(gained)]
    return float(known.mean()) if known.size else nan


def recover(world: World, measure: str, *, worlds: int, draws: int = 199) -> Recovered:
    """What every way tells of so many worlds.

    Raises:
        CannotIdentify: the world or the measure does not exist.
    """
    return Recovered(measure, tuple(each_world(world, measure, worlds, draws)))


def each_world(
    world: World, measure: str, worlds: int, draws: int
) -> Iterator[OneWorld]:
    for seed in range(world.seed, world.seed + worlds):
        seen, without = _both(replace(world, seed=seed), measure)
        yield OneWorld(
            seed,
            truth(seen, without),
            intervals(seen, draws, seed),
            dict(p_values(without, draws, seed)),
        )


def _both(world: World, measure: str) -> tuple[Panel, Panel]:
    """The panel with the effect, and the same world's without.

    Where nobody embeds it the effect changes nothing, so there both are the same lives.
    """
    lived = live(replace(world, effects={}))
    without = panel(lived, measure)
    changed = panel(live(world, without.ever_treated), measure)
    mine = without.ever_treated[:, None]
    outcome = np.where(mine, changed.outcome, without.outcome)
    return replace(without, outcome=outcome), without
