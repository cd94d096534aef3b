"""Each child's Family Finding in one view: the steps, the numbers, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.family_finding.presenters.parts import part_url, parts_of
from kinfold.platform.components import Cell, Column, Figure, Link, Table, Tone
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.drawing import draw_funnel
from kinfold_core.practice.family_finding.facts import facts_of
from kinfold_core.practice.family_finding.lifelong_links import (
    ABOUT,
    Stage,
    stages_of,
)
from kinfold_core.practice.family_finding.measures import Counts, count
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.said import (
    begun_said,
    connected_said,
    ended_said,
    funnel_said,
    measures_said,
)
from kinfold_core.practice.family_finding.steps import (
    State,
    Step,
    said_found,
    steps_of,
)
from kinfold_core.practice.rulebook import check_family_finding

STATES: dict[State, tuple[str, Tone]] = {
    State.DONE: ("Done", "well"),
    State.BEGUN: ("Under way", "needs"),
    State.NOT_YET: ("Not yet", "calm"),
}
WHERE = (
    "set-stage", "people", "people", "lifetime:plans", "lifetime:plans",
    "lifetime:plans", "lifetime:staying",
)  # fmt: skip
DO = (
    "Set the stage", "Add people", "Reach for people", "Meet and plan", "Decide",
    "Look at the offers", "Who stays for life",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepCard:
    step: Step
    state: str
    tone: Tone
    url: str
    do: str


@dataclass(frozen=True, slots=True)
class Card:
    """One child's Family Finding."""

    row: EpisodeRow
    title: str
    about: str
    ended: str
    alone: str
    figure: Figure
    steps: tuple[StepCard, ...]
    findings: tuple[Finding, ...]
    parts: list[Link]
    stages: tuple[tuple[Stage, str, Tone], ...]
    about_url: str = ABOUT


def overview_cards(
    family_id: UUID, episodes: Sequence[EpisodeRow], *, today: date
) -> tuple[Card, ...]:
    return tuple(_card(family_id, row, today) for row in episodes)


def _card(family_id: UUID, row: EpisodeRow, today: date) -> Card:
    counts = count(row, today)
    facts = facts_of(row, counts, today)
    return Card(
        row=row,
        title=f"The people of {row.child_name}",
        about=begun_said(row, counts.days),
        ended=ended_said(row),
        alone=row.not_to_contact,
        figure=_figure(row, counts, today),
        steps=tuple(
            StepCard(step, *STATES[step.state], part_url(family_id, row, where), do)
            for step, where, do in zip(steps_of(row, counts), WHERE, DO, strict=True)
        ),
        findings=check_family_finding(facts) if row.is_running else (),
        parts=parts_of(family_id, row),
        stages=tuple((one, *STATES[one.state]) for one in stages_of(row, counts)),
    )


def _figure(row: EpisodeRow, counts: Counts, today: date) -> Figure:
    return Figure(
        title=said_found(counts, row.child_name),
        svg=draw_funnel(funnel_said(counts)),
        sentence=connected_said(row.child_name, counts),
        table=Table(
            caption=f"The numbers and days of Family Finding for {row.child_name}",
            columns=(Column("What is counted"), Column("Number or day")),
            rows=tuple((words, Cell(said)) for words, said in measures_said(counts)),
            is_caption_shown=False,
        ),
        source=f"Counted from what is written here, on {day_in_words(today)}",
    )
