"""What is known when somebody asks whether the work may end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScaleToClose:
    """One danger's scale, with the newest number of everybody who gave one.

    `enough` is the number agreed for ending, 0 to 10; None when nobody has said it.
    """

    danger: str
    enough: float | None
    agency: tuple[float, ...] = ()
    network: tuple[float, ...] = ()
    children: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """The family's scales, plan and papers on the day of the question.

    `days_held` counts from the day the plan was shown to work, 0 before that;
    `days_agreed` is how long the goals say it must be seen, None when they do not say.
    `hard_days` were handled or rehearsed. `network_least` is the authority's own
    number; `committed_count` have heard the worry and said yes to a part themselves.
    """

    scales: tuple[ScaleToClose, ...] = ()
    children_not_asked: tuple[str, ...] = ()
    days_held: int = 0
    days_agreed: int | None = None
    hard_days: int = 0
    has_long_haul: bool = False
    has_child_version: bool = False
    is_story_finished: bool = False
    has_copy: bool = False
    has_who_to_ring: bool = False
    is_feedback_offered: bool = False
    network_least: int = 2
    committed_count: int = 0
