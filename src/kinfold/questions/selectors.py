"""The question library as an authority has it, and what was asked already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.questions.models import FavouriteQuestion, QuestionAsked, QuestionWording
from kinfold.records.selectors.records import own_worker_id
from kinfold_core.practice.questions import Audience, Question, Stage, Topic, library


@dataclass(frozen=True, slots=True)
class LastAsked:
    """When a question was last asked of a family, and by whom."""

    on: date
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a question: who wrote it and when."""

    version: int
    text: str
    is_hidden: bool
    by: str
    at: datetime


def question_library(viewer: Viewer) -> dict[str, Question]:
    """Every question by its key, hidden ones too, as worded here. One query."""
    rows = (
        QuestionWording.objects.filter(authority_id=viewer.in_authority())
        .order_by("key", "-version")
        .distinct("key")
    )
    return library(
        Question(
            key=row.key,
            topic=Topic(row.topic),
            stage=Stage(row.stage),
            audience=Audience(row.audience),
            text=row.text,
            is_ours=True,
            is_hidden=row.is_hidden,
        )
        for row in rows
    )


def wordings_of(viewer: Viewer, key: str) -> tuple[Wording, ...]:
    """Every wording the authority gave a question, newest first. One query."""
    rows = (
        QuestionWording.objects.filter(authority_id=viewer.in_authority(), key=key)
        .select_related("written_by")
        .order_by("-version")
    )
    return tuple(
        Wording(
            row.version, row.text, row.is_hidden, row.written_by.name, row.written_at
        )
        for row in rows
    )


def favourites_of(viewer: Viewer) -> frozenset[str]:
    """The keys of the viewer's own favourites. One query."""
    rows = FavouriteQuestion.objects.filter(
        authority_id=viewer.in_authority(), worker_id=own_worker_id(viewer)
    )
    return frozenset(rows.values_list("key", flat=True))


def last_asked(viewer: Viewer, family_id: UUID) -> dict[str, LastAsked]:
    """When each question was last asked of an authorised family. One query.

    A mark that was taken back does not count.
    """
    rows = (
        QuestionAsked.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id
        )
        .select_related("asked_by")
        .order_by("key", "asked_on", "asked_by_id", "-recorded_at")
        .distinct("key", "asked_on", "asked_by_id")
    )
    latest: dict[str, LastAsked] = {}
    for row in rows:
        is_mine = row.asked_by_id == viewer.worker_id
        if not row.is_taken_back:
            before = latest.get(row.key)
            # of several on one day, the viewer's own is the one they can take back
            if before is None or row.asked_on > before.on or is_mine:
                latest[row.key] = LastAsked(row.asked_on, row.asked_by.name, is_mine)
    return latest
