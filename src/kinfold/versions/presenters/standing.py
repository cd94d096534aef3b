"""Where a danger statement and its goal stand, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold.platform.components import TimelineEntry, Tone
from kinfold.practice.models import DangerStatement, SafetyGoal
from kinfold.versions.models import SaidBack, StandingStep
from kinfold.versions.selectors.where_it_stands import SaidBackRow, StandingRow
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import DangerRow

WELL = {"agreed", "resolved", "demonstrated", "closed"}


@dataclass(frozen=True, slots=True)
class Standing:
    statement: str
    statement_tone: Tone
    goal: str
    goal_tone: Tone
    since: str
    steps: tuple[TimelineEntry, ...]
    said_back: tuple[tuple[str, str, str, str], ...]


def standing_of(
    row: DangerRow, steps: Sequence[StandingRow], said: Sequence[SaidBackRow]
) -> Standing:
    since = ""
    if row.goal_state == "in_demonstration" and row.demonstrated_from:
        since = f"since {day_in_words(row.demonstrated_from)}"
    return Standing(
        statement=_label(StandingStep.Of.STATEMENT, row.state),
        statement_tone=_tone(row.state),
        goal=_label(StandingStep.Of.GOAL, row.goal_state),
        goal_tone=_tone(row.goal_state),
        since=since,
        steps=tuple(_step(step) for step in steps),
        said_back=tuple(
            (
                one.name,
                SaidBack.HowWell(one.how_well).label,
                one.words,
                day_in_words(one.said_on),
            )
            for one in said
        ),
    )


def _label(of: str, state: str) -> str:
    if of == StandingStep.Of.STATEMENT:
        return str(DangerStatement.State(state).label)
    return str(SafetyGoal.State(state).label) if state else ""


def _tone(state: str) -> Tone:
    return "well" if state in WELL else "calm"


def _step(step: StandingRow) -> TimelineEntry:
    return TimelineEntry(
        title=f"{StandingStep.Of(step.of).label}: {_label(step.of, step.state)}",
        when=day_in_words(step.happened_on),
        datetime=step.happened_on.isoformat(),
        text=f"{step.with_whom}. {step.words}".strip(),
        by=step.recorded_by,
        icon="milestone",
    )
