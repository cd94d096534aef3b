"""Learning questions and the cycles in which they are tried.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such programme for them, or nothing of that number in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.claims.models import (
    Cycle,
    CycleEntry,
    LearningQuestion,
    QuestionStep,
)
from kinfold.claims.selectors.theory import programme_at
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Programme
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class QuestionNow:
    """A question and everything that was said of where it stands, the newest first."""

    row: LearningQuestion
    steps: tuple[QuestionStep, ...]

    @property
    def now(self) -> QuestionStep:
        return self.steps[0]

    @property
    def is_over(self) -> bool:
        ends = (QuestionStep.State.ANSWERED, QuestionStep.State.DROPPED)
        return self.now.state in ends


@dataclass(frozen=True, slots=True)
class CycleNow:
    """A cycle and everything that was written in it, the newest of each part first."""

    row: Cycle
    entries: tuple[CycleEntry, ...]

    def of_part(self, part: str) -> tuple[CycleEntry, ...]:
        return tuple(one for one in self.entries if one.part == part)

    def newest(self, part: str) -> CycleEntry | None:
        return next(iter(self.of_part(part)), None)

    @property
    def starts(self) -> tuple[CycleEntry, ...]:
        return self.of_part(CycleEntry.Part.START)

    @property
    def start(self) -> date:
        found = self.starts[0].day
        if found is None:  # pragma: no cover - the database refuses it
            raise ValueError("a cycle's start has no day")
        return found


@dataclass(frozen=True, slots=True)
class Learning:
    """A programme's questions and cycles."""

    programme: Programme
    questions: tuple[QuestionNow, ...]
    cycles: tuple[CycleNow, ...]

    def question(self, number: int) -> QuestionNow:
        found = next((one for one in self.questions if one.row.number == number), None)
        if found is None:
            raise NotFound(f"No question has the number {number}")
        return found

    def cycle(self, number: int) -> CycleNow:
        found = next((one for one in self.cycles if one.row.number == number), None)
        if found is None:
            raise NotFound(f"No cycle has the number {number}")
        return found

    def next_of(self, cycle: Cycle) -> tuple[CycleNow, ...]:
        return tuple(one for one in self.cycles if one.row.continues_id == cycle.pk)


def learning_of(viewer: Viewer, slug: str) -> Learning:
    """All questions and cycles, those that are not over first. Five queries."""
    programme = programme_at(viewer, slug)
    steps: dict[UUID, list[QuestionStep]] = defaultdict(list)
    for step in QuestionStep.objects.filter(programme=programme).order_by("-version"):
        steps[step.question_id].append(step)
    rows = LearningQuestion.objects.filter(programme=programme)
    questions = [
        QuestionNow(row, tuple(steps[row.pk]))
        for row in rows.select_related("claim", "of_authority").order_by("number")
    ]
    return Learning(
        programme,
        tuple(sorted(questions, key=lambda one: (one.is_over, one.row.number))),
        tuple(sorted(_cycles(programme), key=_latest_first, reverse=True)),
    )


def _cycles(programme: Programme) -> Sequence[CycleNow]:
    entries: dict[UUID, list[CycleEntry]] = defaultdict(list)
    for entry in CycleEntry.objects.filter(programme=programme).order_by("-version"):
        entries[entry.cycle_id].append(entry)
    rows = Cycle.objects.filter(programme=programme)
    return [
        CycleNow(row, tuple(entries[row.pk]))
        for row in rows.select_related("question", "claim", "continues", "of_authority")
    ]


def _latest_first(cycle: CycleNow) -> tuple[date, int]:
    return cycle.start, cycle.row.number
