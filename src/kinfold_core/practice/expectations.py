"""By when what is usually there. Help for a team, not police.

The numbers are ours, not national standards; an authority may hold others.
Source: practice design A9.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

_WORKING_DAYS_A_WEEK: Final = 5


@dataclass(frozen=True, slots=True)
class Expectations:
    """`..._day` counts working days from the first, `..._weeks` weeks from it.

    `..._every` is how many weeks may pass until it is done again, `..._within` how many
    days, `..._least` how many people there are at least.
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
    tried_within: int = 30
    safety_people_least: int = 2


NAMES: Final = tuple(field.name for field in fields(Expectations))
# a year of working days, two years of weeks, half a year of days, ten people
_MOST: Final = {"day": 260, "weeks": 104, "every": 104, "within": 182, "least": 10}
LIMITS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {name: (1, _MOST[name.rpartition("_")[2]]) for name in NAMES}
)


def values_of(hoped: Expectations) -> dict[str, int]:
    """Every expectation by its name, in order."""
    return {name: getattr(hoped, name) for name in NAMES}


def hoped_by_stage(hoped: Expectations, begun_on: date) -> Mapping[int, date]:
    """By when each stage is hoped to be done, for work begun on a day.

    A stage that takes as long as it takes, or has its own day, is left out.
    """
    return {
        1: working_day(begun_on, hoped.shared_day),
        2: working_day(begun_on, hoped.network_day),
        3: begun_on + timedelta(weeks=hoped.story_weeks),
        4: begun_on + timedelta(weeks=hoped.road_weeks),
        5: begun_on + timedelta(weeks=hoped.plan_weeks),
    }


def working_day(begun_on: date, number: int) -> date:
    """The day that many working days after the first; bank holidays count as others."""
    weeks, days = divmod(number, _WORKING_DAYS_A_WEEK)
    on = begun_on + timedelta(weeks=weeks)
    while on.weekday() >= _WORKING_DAYS_A_WEEK:
        on -= timedelta(days=1)
    for _ in range(days):
        on += timedelta(days=1)
        while on.weekday() >= _WORKING_DAYS_A_WEEK:
            on += timedelta(days=1)
    return on
