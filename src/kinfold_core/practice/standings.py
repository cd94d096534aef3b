"""Where a danger statement and its goal can come to stand, one step after another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STATEMENT: Final = "statement"
GOAL: Final = "goal"

STEPS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        STATEMENT: {
            "draft": ("tested", "shared"),
            "tested": ("shared",),
            "shared": ("agreed", "disputed"),
            "agreed": ("disputed", "resolved"),
            "disputed": ("agreed", "resolved"),
            "resolved": ("shared",),
        },
        GOAL: {
            "proposed": ("agreed", "revised"),
            "agreed": ("in_demonstration", "revised"),
            "in_demonstration": ("demonstrated", "agreed", "revised"),
            "demonstrated": ("closed", "in_demonstration", "revised"),
            "closed": ("in_demonstration",),
            "revised": ("proposed", "agreed"),
        },
    }
)
GOAL_MET: Final = ("demonstrated", "closed")


def next_states(of: str, state: str) -> tuple[str, ...]:
    """Where it can go from here. Going back is a step like any other, without shame."""
    return STEPS[of].get(state, ())
