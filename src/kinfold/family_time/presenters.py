"""Family time as its page shows it: a ladder, the lowest rung first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.family_time.models import FamilyTimeDecision
from kinfold.platform.components import Tone
from kinfold.trajectory.presenters.days import day_said
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_time import (
    DecisionDetails,
    DecisionRow,
    LadderRow,
    StepRow,
)
from kinfold_core.practice.network import Network

DIRECTIONS = dict(FamilyTimeDecision.Direction.choices)


@dataclass(frozen=True, slots=True)
class Decided:
    title: str
    reason: str
    child: str
    network: str


@dataclass(frozen=True, slots=True)
class RungCard:
    """One step of a ladder."""

    row: StepRow
    state: str
    tone: Tone
    when: str
    there: str
    unaware: tuple[str, ...]
    decisions: tuple[Decided, ...]
    decide_url: str


@dataclass(frozen=True, slots=True)
class LadderCard:
    """One child's time with one person."""

    row: LadderRow
    title: str
    now: str
    ended: str
    steps: tuple[RungCard, ...]
    add_url: str
    end_url: str


def family_time_cards(
    family_id: UUID, ladders: Sequence[LadderRow], network: Network, *, today: date
) -> tuple[LadderCard, ...]:
    aware = {one.id for one in network.counted}
    return tuple(_ladder(family_id, row, aware, today) for row in ladders)


def _ladder(
    family_id: UUID, row: LadderRow, aware: set[UUID], today: date
) -> LadderCard:
    running = row.running
    if row.ended_on:
        now = ""
    elif running:
        now = f"Now: {phrases.as_sentence(running.rung.label)}"
    else:
        now = "No step has begun yet."
    ended = ""
    if row.ended_on:
        on = day_in_words(row.ended_on)
        ended = f"Ended on {on}: {phrases.as_sentence(row.ended_reason)}"
    return LadderCard(
        row=row,
        title=f"{row.child_name} with {row.with_name}",
        now=now,
        ended=ended,
        steps=tuple(_rung(family_id, step, aware, today) for step in row.steps),
        add_url=reverse("family_time:add-step", args=[family_id, row.id]),
        end_url=reverse("family_time:end", args=[family_id, row.id]),
    )


def _rung(family_id: UUID, step: StepRow, aware: set[UUID], today: date) -> RungCard:
    members = [one for one in step.presences if one.member_id]
    unaware = [one.name for one in members if one.member_id not in aware]
    state, tone, when = _state(step, today)
    return RungCard(
        row=step,
        state=state,
        tone=tone,
        when=when,
        there=phrases.listed([one.name for one in step.presences]),
        unaware=tuple(
            f"{name} has not been told the whole worry yet." for name in unaware
        )
        if not step.ended_on
        else (),
        decisions=tuple(_decided(one) for one in step.decisions),
        decide_url=reverse("family_time:decide", args=[family_id, step.id]),
    )


def _state(step: StepRow, today: date) -> tuple[str, Tone, str]:
    if step.started_on and step.ended_on:
        start, end = day_in_words(step.started_on), day_in_words(step.ended_on)
        return "Done", "calm", f"{start} to {end}"
    if step.started_on:
        return "Running now", "well", f"since {day_in_words(step.started_on)}"
    hoped = ""
    if step.planned_on:
        hoped = f"hoped for from {day_said(step.planned_on, today=today)}"
    return "Planned", "needs", hoped


def _decided(one: DecisionRow) -> Decided:
    title = DIRECTIONS[one.direction].partition(":")[0]
    return Decided(
        title=f"{title}, {day_in_words(one.decided_on)}, {one.decided_by}",
        reason=one.reason,
        child=one.child_view,
        network=one.network_view,
    )


def decision_differences(
    standing: FamilyTimeDecision, typed: DecisionDetails
) -> list[tuple[str, str, str]]:
    """What somebody else decided of the step meanwhile, beside what was typed."""
    return [
        (
            "What was decided?",
            DIRECTIONS[standing.direction],
            DIRECTIONS[typed.direction],
        ),
        ("Why?", standing.reason, typed.reason),
        ("What does the child say?", standing.child_view, typed.child_view),
        ("What does the network say?", standing.network_view, typed.network_view),
        ("Who decided?", standing.decided_name, typed.decided_by.name),
        (
            "When was it decided?",
            day_in_words(standing.decided_on),
            day_in_words(typed.decided_on),
        ),
    ]
