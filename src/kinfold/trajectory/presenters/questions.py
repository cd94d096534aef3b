"""What the family asked, and what they were answered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.road import QuestionRow


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question with its answers; `waits` says since when there is none."""

    id: UUID
    words: str
    by: str
    answers: tuple[tuple[str, str], ...]
    waits: str
    answer_url: str


def question_card(family_id: UUID, row: QuestionRow) -> QuestionCard:
    asked_on = day_in_words(row.asked_on)
    return QuestionCard(
        id=row.id,
        words=row.words,
        by=f"{row.asked_by}, {asked_on}",
        answers=tuple(
            (one.words, f"{one.by}, {day_in_words(one.answered_on)}")
            for one in row.answers
        ),
        waits="" if row.answers else f"Waiting for an answer since {asked_on}",
        answer_url=reverse("trajectory:answer", args=[family_id, row.id]),
    )
