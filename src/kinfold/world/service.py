"""The help a made-up family had: service statuses, teams and workers over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import AllocationDraft, PersonDraft, StatusDraft
from kinfold.world.household import Home
from kinfold.world.staff import CARE, EARLY_HELP, FIRST, NORTH, SOUTH

EARLY, NEED, PROTECTION = "early_help", "child_in_need", "child_protection"
LOOKED_AFTER, LEAVER = "looked_after", "care_leaver"

# A path through services with the days each step lasts at least and at most.
PATHS: Final = {
    "help": ((EARLY, 60, 300),),
    "need": ((NEED, 60, 330),),
    "help_need": ((EARLY, 60, 200), (NEED, 60, 300)),
    "need_protection": ((NEED, 20, 90), (PROTECTION, 150, 560), (NEED, 60, 180)),
    "need_care": ((NEED, 20, 80), (PROTECTION, 60, 260), (LOOKED_AFTER, 200, 900)),
    "care": ((LOOKED_AFTER, 300, 1500),),
    "again": ((NEED, 40, 150), (EARLY, 60, 150), (NEED, 60, 260)),
}
_WEIGHTS: Final = {
    "help": 24, "need": 26, "help_need": 10, "need_protection": 20, "need_care": 8,
    "care": 5, "again": 7,
}  # fmt: skip
_REASONS: Final = {
    EARLY: ("Things are going well", "Moved to a social worker"),
    NEED: ("The family and their network have it", "Conference decided on a plan"),
    PROTECTION: ("Scales held for six months", "The child came into care"),
    LOOKED_AFTER: ("Went home to family", "Special guardianship order"),
    LEAVER: ("Turned 25",),
}
TEAM_OF: Final = {EARLY: EARLY_HELP, LOOKED_AFTER: CARE, LEAVER: CARE}
FIRST_RESPONSE_DAYS: Final = 45
OPEN_SHARE_NOW: Final = 0.86
NEARLY_GROWN_DAYS: Final = int(15 * 365.25)


@dataclass(frozen=True, slots=True)
class Course:
    """How the work went. `headline` is the status that runs now, or ran last."""

    statuses: tuple[StatusDraft, ...]
    allocations: tuple[AllocationDraft, ...]
    closed_on: date | None
    headline: str


def make_course(
    rng: Random, home: Home, opened_on: date, today: date, *, is_then: bool
) -> Course:
    """The course of help from the day the record was opened until now."""
    steps, closed_on = _steps(rng, home, opened_on, today, is_then=is_then)
    statuses = tuple(
        draft
        for child in home.people
        if child.is_child
        for status, started, ended in steps
        for draft in _for_child(rng, child, (status, started, ended), today)
    )
    allocations = _allocations(rng, steps, opened_on, today)
    return Course(statuses, allocations, closed_on, steps[-1][0])


_Step = tuple[str, date, date | None]


def _steps(
    rng: Random, home: Home, opened_on: date, today: date, *, is_then: bool
) -> tuple[list[_Step], date | None]:
    weights = dict(_WEIGHTS)
    if home.shape == "kinship":
        weights["care"], weights["need_care"] = 30, 40
    births = [one.born.earliest for one in home.people if one.is_child and one.born]
    if births and (opened_on - min(births)).days > NEARLY_GROWN_DAYS:
        weights["care"] = 150
    path = PATHS[rng.choices(list(weights), list(weights.values()))[0]]
    is_open = not is_then and rng.random() < OPEN_SHARE_NOW
    steps: list[_Step] = []
    starts = opened_on
    for status, least, most in path:
        ends = starts + timedelta(days=rng.randrange(least, most))
        if ends >= today or (is_open and rng.random() < 0.25):
            return [*steps, (status, starts, None)], None
        steps.append((status, starts, ends))
        starts = ends
    if is_open:
        status, starts, _ = steps.pop()
        return [*steps, (status, starts, None)], None
    return steps, starts


def _for_child(
    rng: Random, child: PersonDraft, step: _Step, today: date
) -> list[StatusDraft]:
    """One child's part of a step. It ends at 18; care then becomes leaving care.

    An unborn baby may have a plan before birth and is never looked after.
    """
    status, started, ended = step
    if child.due_on is not None and status == LOOKED_AFTER:
        return []
    reason = rng.choice(_REASONS[status]) if ended else ""
    adult_on = _eighteen(child)
    if adult_on is None or (ended or today) <= adult_on:
        return [StatusDraft(child.key, status, started, ended, reason)]
    found = []
    if started < adult_on:
        turned = "Turned 18"
        found.append(StatusDraft(child.key, status, started, adult_on, turned))
    if status == LOOKED_AFTER:
        begins = max(started, adult_on)
        found.append(StatusDraft(child.key, LEAVER, begins, ended, reason))
    return found


def _eighteen(child: PersonDraft) -> date | None:
    if child.born is None:
        return None
    born_on = child.born.earliest
    return date(born_on.year + 18, born_on.month, min(born_on.day, 28))


def _allocations(
    rng: Random, steps: list[_Step], opened_on: date, today: date
) -> tuple[AllocationDraft, ...]:
    """First Response for the first weeks, then a team of the kind the step needs."""
    area = rng.choice((NORTH, SOUTH))
    turn = rng.randrange(60)
    found: list[AllocationDraft] = []
    first_end = opened_on + timedelta(days=rng.randrange(10, FIRST_RESPONSE_DAYS))
    last_end = steps[-1][2] or today
    if steps[0][0] != EARLY and first_end < last_end:
        found.append(AllocationDraft(FIRST, rng.randrange(60), opened_on, first_end))
    else:
        first_end = opened_on
    for status, started, ended in steps:
        begins = max(started, first_end)
        if ended is not None and ended <= begins:
            continue
        kind = TEAM_OF.get(status, area)
        if found and found[-1].team == kind and found[-1].ended_on == begins:
            last = found.pop()
            begins = last.started_on
        found.append(AllocationDraft(kind, turn, begins, ended))
    return tuple(found)
