"""The authorities of a twin: how large, how each works, and who embeds what when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from kinfold_evaluation.panel import NEVER, Floats, Whole
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.twin.chance import numbers

LEVERS: Final = ("referral", "again", "plan", "care", "closing", "kin", "in-time")
"""What an authority's way of working can change: how often children are referred, and
referred again; how often a plan is made, care begins, and work ends; the odds that care
begins with kin, and that an assessment is made in time."""

MIDDLE_SIZE: Final = 61_000
"""Children of an authority in the middle, 2024 (data/england)."""


@dataclass(frozen=True, slots=True)
class World:
    """What is chosen of a twin.

    Attributes:
        authorities: how many.
        quarters: how many are seen.
        embedding: how many authorities embed the approach; which is chance.
        starts: the quarters in which they start, by turns; one for all, or staggered.
        effects: by lever, the change of the logarithm of its rate, or of its odds, once
            embedded whole.
        speed: quarters until half of it is embedded; 0 for at once.
        scale: how large authorities are beside England's.
        differ: spread of what each authority does its own way, in logarithms.
        shaken, lasting: spread of what happens to its referrals, and how much of it is
            left a quarter later.
        thins: by number of an authority, from which quarter what share of its referrals
            is written down: a break in what is recorded, not in what happens.
        before: quarters lived before the first that is seen, so that those who are
            looked after for long are there already.
        seed: the same seed gives the same world.
    """

    authorities: int = 153
    quarters: int = 60
    embedding: int = 10
    starts: tuple[int, ...] = (40,)
    effects: Mapping[str, float] = field(default_factory=dict)
    speed: float = 0.0
    scale: float = 1.0
    differ: float = 0.18
    shaken: float = 0.06
    lasting: float = 0.6
    thins: Mapping[int, tuple[int, float]] = field(default_factory=dict)
    before: int = 48
    seed: int = 0

    def __post_init__(self) -> None:
        if not (self.authorities >= 2 and self.quarters >= 2 and self.scale > 0):
            raise CannotIdentify(
                "A world has at least 2 authorities and 2 quarters, and a scale above "
                "0."
            )
        unknown = sorted(set(self.effects) - set(LEVERS))
        if unknown:
            raise CannotIdentify(
                f"No lever is called {', '.join(unknown)}. "
                f"There are {', '.join(LEVERS)}."
            )
        if not 0 <= self.embedding < self.authorities:
            raise CannotIdentify(
                f"{self.embedding} of {self.authorities} authorities cannot embed it: "
                "at least one must be left to compare with."
            )
        if not all(0 < start < self.quarters for start in self.starts):
            raise CannotIdentify(
                f"Starts are quarters from 1 to {self.quarters - 1}, so that there is "
                "a before and a since."
            )


@dataclass(frozen=True, slots=True)
class Places:
    """The authorities as they are.

    Attributes:
        children: A, how many live there.
        starts: A, the quarter in which each starts, `NEVER` for none.
        own: L x A, what each does its own way, in logarithms, by lever.
        shocks: A x (before + quarters), what happened to referrals, in logarithms.
    """

    children: Floats
    starts: Whole
    own: Floats
    shocks: Floats


def places(world: World) -> Places:
    """Authorities by chance, the same for every choice of effects."""
    names = np.arange(world.authorities)
    normal = _normal(world.seed, "size", 0, names)
    own = np.array([_normal(world.seed, f"own {lever}", 0, names) for lever in LEVERS])
    before = world.before
    shocks = np.zeros((world.authorities, before + world.quarters))
    level = _normal(world.seed, "shock", -before - 1, names)
    for at in range(before + world.quarters):
        fresh = _normal(world.seed, "shock", at - before, names)
        level = world.lasting * level + np.sqrt(1 - world.lasting**2) * fresh
        shocks[:, at] = level
    return Places(
        MIDDLE_SIZE * world.scale * np.exp(0.6 * normal),
        _starts(world, names),
        world.differ * own,
        world.shaken * shocks,
    )


def _starts(world: World, names: Whole) -> Whole:
    order = np.argsort(numbers(world.seed, "embeds", 0, names))
    starts = np.full(world.authorities, NEVER)
    for turn, place in enumerate(order[: world.embedding]):
        starts[place] = world.starts[turn % len(world.starts)]
    return starts


def _normal(seed: int, purpose: str, time: int, names: Whole) -> Floats:
    """Box and Muller's normal numbers."""
    first = numbers(seed, purpose, 2 * time, names)
    second = numbers(seed, purpose, 2 * time + 1, names)
    return np.asarray(np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second))


def embedded(world: World, starts: Whole, beyond: int) -> Floats:
    """A x (before + quarters + beyond): how much of it is embedded, from 0 to 1.

    It grows along a logistic curve from its start, half of it after `speed` quarters.
    """
    time = np.arange(-world.before, world.quarters + beyond)[None, :]
    since = time - starts[:, None]
    grown = (
        np.ones_like(since, dtype=float)
        if world.speed <= 0
        else 1 / (1 + np.exp(-3 * (since - world.speed) / world.speed))
    )
    return np.asarray(np.where((starts[:, None] != NEVER) & (since >= 0), grown, 0.0))
