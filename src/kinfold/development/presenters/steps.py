"""The trajectories, each with its steps."""

from __future__ import annotations

from collections.abc import Iterable

from kinfold.development.models import Trajectory
from kinfold.development.shipped import Step


def trajectories(steps: Iterable[Step]) -> list[tuple[str, list[Step]]]:
    found = list(steps)
    return [
        (one.label, [step for step in found if step.trajectory == one])
        for one in Trajectory
    ]
