"""Where we are: the ten stages, what is behind, what was passed over, what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from kinfold.platform.components import Link, TimelineEntry
from kinfold.records.presenters.words import day
from kinfold.stages.presenters.picture import Picture, draw_stages, state_of
from kinfold_core.findings import Finding
from kinfold_core.practice.expectations import Expectations, hoped_by_stage
from kinfold_core.practice.stages import (
    STAGES,
    Evidence,
    Seen,
    Stage,
    Standing,
    Step,
    standing_on,
    steps,
)

# Where the next thing of each stage is done. A page that this Kinfold does not have
# is left out; the family's copy stands above this app and is named as text.
DONE_ON = {
    0: ("Plan today's safety", "trajectory:immediate"),
    1: ("Open the map", "practice:map"),
    2: ("Open the network", "networks:network"),
    3: ("Open the words and pictures", "voice:story"),
    4: ("Open the road to closing", "trajectory:road"),
    5: ("Open the safety plan", "planning:safety-plan"),
    6: ("Open the checks", "monitoring:checks"),
    7: ("See what closing needs", "stages:closing"),
    8: ("See what closing needs", "stages:closing"),
    9: ("Open the family's copy", "copies:family-copy"),
}
SAID = {"done": "Done", "passed": "Go back for this", "now": "We are here", "ahead": ""}


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage in the list. `since` is the day of what shows that it was entered,
    `hoped_by` the one by which the authority hopes that it is done."""

    number: int
    name: str
    state: str
    said: str
    asks: str
    since: str
    done_on: str
    hoped_by: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class StagesPage:
    sentence: str
    picture: Picture
    lines: tuple[StageLine, ...]
    next: StageLine
    passed: tuple[StageLine, ...]
    history: tuple[TimelineEntry, ...]
    people: tuple[Finding, ...]


def stages_page(
    family_id: UUID,
    evidence: Iterable[Seen],
    *,
    hoped: Expectations,
    too_few: tuple[Finding, ...],
    today: date,
) -> StagesPage:
    """Everything the page says, from the evidence and what is hoped for.

    `too_few` is said from the plan being built until the work ends, and moves no stage.
    """
    known = tuple(evidence)
    standing = standing_on(known, today)
    begun = [one.since for one in known if one.evidence is Evidence.WORK_BEGUN]
    by = hoped_by_stage(hoped, min(begun)) if begun else {}
    lines = tuple(
        _line(family_id, stage, standing, known, by.get(stage.number), today)
        for stage in STAGES
    )
    passed = tuple(line for line in lines if line.state == "passed")
    return StagesPage(
        sentence=_sentence(standing, passed),
        picture=draw_stages(standing),
        lines=lines,
        next=next_line(lines, standing),
        passed=passed,
        history=tuple(_told(step) for step in reversed(steps(known, until=today))),
        people=too_few if standing.now in STAGES[5:-1] else (),
    )


def next_line(lines: tuple[StageLine, ...], standing: Standing) -> StageLine:
    """The stage to finish next: this one, or the one after when it is done."""
    number = standing.now.number
    is_over = standing.is_now_done and number < STAGES[-1].number
    return lines[number + 1 if is_over else number]


def page_link(label: str, name: str, family_id: UUID) -> Link | None:
    """A link to a page of this family, or none when this Kinfold has no such page."""
    try:
        return Link(label, reverse(name, args=[family_id]))
    except NoReverseMatch:
        return None


def _line(
    family_id: UUID,
    stage: Stage,
    standing: Standing,
    known: tuple[Seen, ...],
    hoped_by: date | None,
    today: date,
) -> StageLine:
    state = state_of(standing, stage.number)
    if state == "now" and standing.is_now_done and stage.number != STAGES[-1].number:
        said = "We are here, and it is done"
    else:
        said = SAID[state]
    days = {one.evidence: one.since for one in known if one.stands_on(today)}
    entered, done = days.get(stage.entered_by), days.get(stage.done_by)
    if stage.entered_by is stage.done_by:
        done = None  # the last one has no end to tell of
    return StageLine(
        number=stage.number,
        name=stage.name,
        state=state,
        said=said,
        asks=stage.asks,
        since=day(entered) if entered else "",
        done_on=day(done) if done and stage.number in standing.done else "",
        hoped_by=day(hoped_by) if stage.number not in standing.done else "",
        link=page_link(*DONE_ON[stage.number], family_id),
    )


def _sentence(standing: Standing, passed: tuple[StageLine, ...]) -> str:
    """Where the work stands, in one or two sentences."""
    name = standing.now.name.lower()
    if standing.now.number == STAGES[-1].number:
        return "The work has ended. The family keeps its copy, its plan and its people."
    here = f"We are at “{name}”, step {standing.now.number + 1} of {len(STAGES)}."
    if not passed:
        return here
    names = [f"“{line.name.lower()}”" for line in passed]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"{here} On the way we went past {listed}: it is not too late to go back."


def _told(step: Step) -> TimelineEntry:
    title = f"Back to “{step.stage.name}”" if step.is_back else step.stage.name
    return TimelineEntry(
        title=title,
        when=day(step.on),
        datetime=step.on.isoformat(),
        text=step.why,
        icon="rotate-ccw" if step.is_back else "circle-dot",
        tone="calm",
    )
