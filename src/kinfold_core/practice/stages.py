"""Where the work has come to: S0 to S9, read from what exists and never typed.

Each piece of evidence is dated, and may end: a plan that is suspended is no longer
live. A stage is entered when its entry evidence stands and done when its exit evidence
stands, so the stage on any day, and every step forward or back, follows from the
evidence alone. Going back is part of the work and is shown without blame.

Source: practice design 3.3, entry and exit columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Evidence(StrEnum):
    """Something that stands in a family's record and says how far the work is."""

    WORK_BEGUN = "work_begun"
    IMMEDIATE_PLAN_AGREED = "immediate_plan_agreed"
    MAP_BEGUN = "map_begun"
    SET_SHARED = "set_shared"
    NETWORK_ASKED_FOR = "network_asked_for"
    NETWORK_INFORMED = "network_informed"
    EXPLANATION_DRAFTED = "explanation_drafted"
    EXPLANATION_READ = "explanation_read"
    ROAD_WRITTEN = "road_written"
    ROAD_AGREED = "road_agreed"
    PLAN_BEGUN = "plan_begun"
    PLAN_COVERS_ALL = "plan_covers_all"
    PLAN_LIVE = "plan_live"
    PLAN_TESTED = "plan_tested"
    PLAN_DEMONSTRATED = "plan_demonstrated"
    CLOSING_READY = "closing_ready"
    CLOSING_BEGUN = "closing_begun"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Seen:
    """One piece of evidence: from which day it stands, and until which it stood.

    `until` is the first day on which it no longer stood. `why_ended` is told when a
    stage is left again because of it.
    """

    evidence: Evidence
    since: date
    until: date | None = None
    why_ended: str = ""

    def stands_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with what shows that it is entered and what shows that it is done.

    `asks` says in plain words what would finish it.
    """

    number: int
    name: str
    entered_by: Evidence
    done_by: Evidence
    asks: str

    @property
    def code(self) -> str:
        return f"S{self.number}"


STAGES: Final = (
    Stage(0, "Safe today", Evidence.WORK_BEGUN, Evidence.IMMEDIATE_PLAN_AGREED,
          "Agree what keeps the children safe today, and until when."),
    Stage(1, "Clear worries", Evidence.MAP_BEGUN, Evidence.SET_SHARED,
          "Share at least one danger, goal and scale with the parents."),
    Stage(2, "Network forming", Evidence.NETWORK_ASKED_FOR, Evidence.NETWORK_INFORMED,
          "Tell at least one of the family's own people the danger statements."),
    Stage(3, "Explanation", Evidence.EXPLANATION_DRAFTED, Evidence.EXPLANATION_READ,
          "Finish the words and pictures with the parents; read them to the children."),
    Stage(4, "Road agreed", Evidence.ROAD_WRITTEN, Evidence.ROAD_AGREED,
          "Give the family the bottom lines and the dates, and answer what they ask."),
    Stage(5, "Plan building", Evidence.PLAN_BEGUN, Evidence.PLAN_COVERS_ALL,
          "Cover every danger and every bottom line with a rule of the family's."),
    Stage(6, "Try and test", Evidence.PLAN_LIVE, Evidence.PLAN_TESTED,
          "Use the rules or rehearse them, and change what does not work."),
    Stage(7, "Demonstrated", Evidence.PLAN_DEMONSTRATED, Evidence.CLOSING_READY,
          "See that everybody's scale is where it has to be, and that it lasts."),
    Stage(8, "Closing", Evidence.CLOSING_BEGUN, Evidence.CLOSED,
          "Meet to end, with copies for the family and a way to call."),
    Stage(9, "After", Evidence.CLOSED, Evidence.CLOSED, ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the work stands on a day.

    `now` is the furthest stage entered; `undone` are earlier stages whose exit evidence
    is missing, in order: what to go back for.
    """

    now: Stage
    done: frozenset[int]
    undone: tuple[Stage, ...]

    @property
    def is_now_done(self) -> bool:
        return self.now.number in self.done


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which the stage became another. `why` is told for a step back."""

    on: date
    stage: Stage
    is_back: bool = False
    why: str = ""


def standing_on(evidence: Iterable[Seen], day: date) -> Standing:
    """Where the work stands on `day`. With no evidence at all it is S0, not begun."""
    held = {seen.evidence for seen in evidence if seen.stands_on(day)}
    entered = [stage for stage in STAGES if stage.entered_by in held]
    now = entered[-1] if entered else STAGES[0]
    done = frozenset(stage.number for stage in STAGES if stage.done_by in held)
    undone = tuple(stage for stage in STAGES[: now.number] if stage.number not in done)
    return Standing(now=now, done=done, undone=undone)


def steps(evidence: Iterable[Seen], *, until: date) -> tuple[Step, ...]:
    """Every change of stage up to `until`, oldest first: forward and back alike."""
    known = tuple(evidence)
    days = {seen.since for seen in known}
    days |= {seen.until for seen in known if seen.until is not None}
    found: list[Step] = []
    for day in sorted(day for day in days if day <= until):
        stage = standing_on(known, day).now
        before = found[-1].stage if found else None
        if before is not None and stage is before:
            continue
        is_back = before is not None and stage.number < before.number
        why = _why_back(known, before, day) if before is not None and is_back else ""
        found.append(Step(day, stage, is_back, why))
    return tuple(found)


def _why_back(evidence: tuple[Seen, ...], left: Stage, day: date) -> str:
    """Why the entry evidence of the stage that was left no longer stands."""
    return next(
        (
            seen.why_ended
            for seen in evidence
            if seen.evidence is left.entered_by and seen.until == day and seen.why_ended
        ),
        "",
    )
