"""Effects of cohorts and periods added up: overall, by time since the start, by
cohort, by period (Callaway, Sant'Anna 2021, section 3), with bands that hold for all at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.panel import Floats
from kinfold_evaluation.staggered import Effect, Staggered

Way = Literal["simple", "dynamic", "group", "calendar"]
WAYS: tuple[Way, ...] = ("simple", "dynamic", "group", "calendar")

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Part:
    """One of the effects that are averaged: a time since the start, a cohort, a
    period."""

    at: float
    effect: float
    influence: Floats

    @property
    def error(self) -> float:
        return float(np.sqrt((self.influence**2).mean() / len(self.influence)))


@dataclass(frozen=True, slots=True)
class AddedUp:
    """An average of effects, and the parts it is of.

    Attributes:
        way: simple, dynamic, group or calendar.
        overall: in units of the outcome.
        parts: none for simple.
    """

    way: Way
    overall: Part
    parts: tuple[Part, ...]


def added_up(told: Staggered, way: Way) -> AddedUp:
    """The effects since the start, averaged; units count by their weights."""
    since = [effect for effect in told.effects if not effect.is_before]
    if way == "simple":
        return AddedUp(way, _weighed(told, since, 0.0), ())
    key: Callable[[Effect], float]
    if way == "dynamic":
        chosen, key = list(told.effects), _since_start
    elif way == "group":
        chosen, key = since, _cohort
    else:
        chosen, key = since, _time
    parts = tuple(
        _averaged(told, [e for e in chosen if key(e) == at], at, way)
        for at in sorted({key(effect) for effect in chosen})
    )
    if way == "group":
        return AddedUp(way, _over_cohorts(told, parts), parts)
    counted = [part for part in parts if way != "dynamic" or part.at >= 0]
    effect = float(np.mean([part.effect for part in counted]))
    influence = np.mean([part.influence for part in counted], axis=0)
    return AddedUp(way, Part(0.0, effect, influence), parts)


def _since_start(effect: Effect) -> float:
    return effect.time - effect.cohort


def _cohort(effect: Effect) -> float:
    return effect.cohort


def _time(effect: Effect) -> float:
    return effect.time


def _averaged(told: Staggered, effects: Sequence[Effect], at: float, way: Way) -> Part:
    """Within a cohort its periods weigh the same; else a cohort weighs by its size."""
    if way != "group":
        return _weighed(told, effects, at)
    effect = float(np.mean([e.effect for e in effects]))
    return Part(at, effect, np.mean([e.influence for e in effects], axis=0))


def _weighed(told: Staggered, effects: Sequence[Effect], at: float) -> Part:
    """Weighed by the cohorts' sizes, which are themselves estimates."""
    return _by_size(
        told,
        [e.cohort for e in effects],
        np.array([e.effect for e in effects]),
        np.column_stack([e.influence for e in effects]),
        at,
    )


def _over_cohorts(told: Staggered, parts: Sequence[Part]) -> Part:
    return _by_size(
        told,
        [part.at for part in parts],
        np.array([part.effect for part in parts]),
        np.column_stack([part.influence for part in parts]),
        0.0,
    )


def _by_size(
    told: Staggered,
    cohorts: Sequence[float],
    effects: Floats,
    influence: Floats,
    at: float,
) -> Part:
    mine = told.weights[:, None] * (
        told.starts[:, None] == np.asarray(cohorts)[None, :]
    )
    sizes = mine.mean(axis=0)
    weights = sizes / sizes.sum()
    away = mine - sizes[None, :]
    of_weights = (
        away / sizes.sum() - np.outer(away.sum(axis=1), sizes) / sizes.sum() ** 2
    )
    return Part(
        at, float(effects @ weights), influence @ weights + of_weights @ effects
    )


@dataclass(frozen=True, slots=True)
class Band:
    """How far errors reach so that all parts together hold in 95 of 100 samples.

    Attributes:
        reach: in errors; never less than that of one part alone.
        draw_count: how many draws.
        is_believable: False when so few units carry a part that the reach explodes;
            randomisation inference is then the one to believe.
    """

    reach: float
    draw_count: int
    is_believable: bool


BELIEVABLE_REACH = 7.0


def band(parts: Sequence[Part], *, draws: int = 9_999, seed: int = 0) -> Band:
    """The multiplier bootstrap of all parts together (Rademacher weights).

    Errors are those of the interquartile range of the draws, as the authors do.
    """
    carried = [part for part in parts if part.error > 0]
    if not carried:
        return Band(NORMAL_95, 0, is_believable=False)
    influence = np.column_stack([part.influence for part in carried])
    used = influence[np.abs(influence).max(axis=1) > 0]
    random = np.random.Generator(np.random.Philox(seed))
    signs = random.integers(0, 2, (draws, len(used)), dtype=np.int8) * 2.0 - 1.0
    drawn = signs @ used / len(influence)
    low, high = np.quantile(drawn, [0.25, 0.75], axis=0)
    errors = (high - low) / (2 * 0.6744897501960817)
    carries = errors > 0
    if not carries.any():
        return Band(NORMAL_95, draws, is_believable=False)
    furthest = np.abs(drawn[:, carries] / errors[carries]).max(axis=1)
    reach = max(float(np.quantile(furthest, 0.95)), NORMAL_95)
    return Band(reach, draws, bool(reach < BELIEVABLE_REACH and carries.all()))
