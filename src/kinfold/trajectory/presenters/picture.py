"""The road as a picture: three lanes, one mark a step, and where today is.

It is decoration for a list that says the same: each mark bears its step's number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinfold_core.practice.trajectory import OWNERS, MilestoneRow

WIDTH, LEFT, RIGHT = 960, 150, 30
LANE, TOP, FOOT = 58, 28, 30
ROOM = 26
SHIFTS = (0, 17, -17)
FEWEST_DAYS = 28
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    number: int
    x: float
    y: float
    state: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Where everything stands, in a box of `width` by `height`."""

    width: int
    height: int
    today: float
    lanes: tuple[tuple[str, float], ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]

    @property
    def foot(self) -> int:
        return self.height - FOOT


def draw_road(
    steps: Sequence[MilestoneRow], labels: dict[str, str], *, today: date
) -> Picture | None:
    """The picture of steps that come in the order of their days; None without any."""
    if not steps:
        return None
    days = [one.achieved_on or one.target_on for one in steps]
    first = min([*days, today]) - timedelta(days=5)
    last = max([*days, today, first + timedelta(days=FEWEST_DAYS)]) + timedelta(days=5)
    long = (last - first).days

    def place(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / long, 1)

    heights = {owner: TOP + LANE * (row + 0.5) for row, owner in enumerate(OWNERS)}
    marks: list[Mark] = []
    beside: dict[str, tuple[float, int]] = {}
    for number, (step, day) in enumerate(zip(steps, days, strict=True), start=1):
        x = place(day)
        before, turn = beside.get(step.owner_kind, (-1000.0, 0))
        turn = (turn + 1) % len(SHIFTS) if x - before < ROOM else 0
        beside[step.owner_kind] = (x, turn)
        y = heights[step.owner_kind] + SHIFTS[turn]
        marks.append(Mark(number, x, y, state_of(step, today)))
    return Picture(
        width=WIDTH,
        height=TOP + LANE * len(OWNERS) + FOOT,
        today=place(today),
        lanes=tuple((labels[owner], heights[owner]) for owner in OWNERS),
        marks=tuple(marks),
        ticks=tuple(Tick(place(day), f"{day:%b %Y}") for day in _months(first, last)),
    )


def state_of(step: MilestoneRow, today: date) -> str:
    """ "done", "late" or "ahead"."""
    if step.achieved_on:
        return "done"
    return "late" if step.is_overdue(today) else "ahead"


def _months(first: date, last: date) -> list[date]:
    """The first day of each month, or of every second or third when there are many."""
    found, year, month = [], first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = date(year, month, 1)
        if day > last:
            break
        found.append(day)
    return found[:: max(1, -(-len(found) // MOST_MONTHS))]
