"""Goals that authorities named, what belongs beside each, and how one is moving.

Facts kept as data, in `named_goals.toml`. That a figure moves never says why.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from kinfold_measures.kinds import WAITS
from kinfold_measures.process import Process
from kinfold_measures.spc.xmr import Cause

_GIVEN: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
VERSION: Final[int] = _GIVEN["version"]


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """A goal to choose: tied to a measure, or to a scale from 0 to 10."""

    key: str
    title: str
    wants: str
    """"lower" or "higher" of a measure, "scale" of none."""
    code: str = ""
    own: str = ""
    """The measure of own returns; "" where it has the same code or there is none."""
    percent: float | None = None
    baseline_year: int | None = None
    low: str = ""
    high: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    """Measures that could worsen while the goal is reached, each with why."""


def _read(given: dict[str, Any]) -> NamedGoal:
    beside = tuple((code, why) for code, why in given.get("beside", ()))
    return NamedGoal(**{**given, "beside": beside})


NAMED: Final = {one["key"]: _read(one) for one in _GIVEN["goal"]}


class Moving(StrEnum):
    """What the rules say of the last figure, against its own history."""

    HOPED = "moved the hoped way, by more than chance"
    AWAY = "moved the other way, by more than chance"
    LEVEL = "the level moved; the chart shows which way"
    CHANCE = "within what chance does"
    UNTOLD = "too few figures to tell"


_DOWN: Final = {Cause.BELOW, Cause.FALLING, Cause.NEAR_BELOW, Cause.RUN_BELOW}


def moving(process: Process, *, is_lower_hoped: bool) -> Moving:
    """How the last figure stands, by the rules of its chart."""
    if process.latest is None or not process.can_tell:
        return Moving.UNTOLD
    cause = process.latest[1].cause
    if cause is Cause.COMMON:
        return Moving.LEVEL if process.has_moved else Moving.CHANCE
    # a longer wait from case to case is a lower rate
    is_lower = (cause in _DOWN) != (process.kind in WAITS)
    return Moving.HOPED if is_lower == is_lower_hoped else Moving.AWAY
