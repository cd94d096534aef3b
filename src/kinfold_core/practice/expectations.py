"""By when what is usually there. Help for a team, not police.

The numbers are ours, not national standards; an authority may hold others.
Source: practice design A9.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expectations:
    """`..._day` counts working days from the first, `..._weeks` weeks from it.

    `..._every` is how many weeks may pass until it is done again.
    """

    written_day: int = 10
    shared_day: int = 15
    network_day: int = 20
    story_weeks: int = 8
    road_weeks: int = 6
    plan_weeks: int = 12
    scale_every: int = 6
    child_every: int = 12
    supervision_every: int = 16
